import type { Words } from '../sources/draft.ts'
import type { Cell } from './sheets/cell.ts'
import type { Row } from './sheets/table.ts'
import type { RowType } from './vocabulary/types.ts'

/** The survey sheet as a tree: questions, and the groups and repeats that hold them. */
export type SurveyNode = Question | Block

export interface Question {
  readonly node: 'question'
  readonly name: string
  readonly type: RowType
  readonly typeCell: Cell
  readonly row: Row
  /** The repeat it stands in. */
  readonly repeat: string | undefined
}

export interface Block {
  readonly node: 'group' | 'repeat'
  readonly name: string
  readonly typeCell: Cell
  readonly row: Row
  readonly children: readonly SurveyNode[]
}

/** Choices of one list, under the names the form gives them. */
export interface ChoiceList {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly place: string
  /** The list it repeats with a few options more, in a file of ours. */
  readonly of?: string
}

export interface Choice {
  readonly name: string
  readonly label: Words
  readonly attributes: Readonly<Record<string, Cell>>
  /** Where a file of ours says more of it. */
  readonly row?: Row
  readonly places: Readonly<Record<string, string>>
}

export const questionsOf = (nodes: readonly SurveyNode[]): readonly Question[] =>
  nodes.flatMap((node) => (node.node === 'question' ? [node] : questionsOf(node.children)))

export const blocksOf = (nodes: readonly SurveyNode[]): readonly Block[] =>
  nodes.flatMap((node) => (node.node === 'question' ? [] : [node, ...blocksOf(node.children)]))
