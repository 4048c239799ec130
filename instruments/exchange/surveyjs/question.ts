import type { Named } from '../conditions/named.ts'
import { reference } from '../conditions/tree.ts'
import type { DraftAnswer, DraftItem, Words } from '../sources/draft.ts'
import type { Element } from './element.ts'
import type { Survey } from './survey.ts'

/** Where a question stands: in which repeating panel, if in any. */
export interface Surroundings {
  readonly survey: Survey
  readonly roster?: string
  /** Reads the questions inside of a repeating panel. */
  inside(elements: readonly Element[], roster: string): readonly DraftItem[]
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What a question of one type becomes: its answer, and questions that come with it. */
export interface Converted {
  readonly answer: DraftAnswer
  readonly more?: Partial<DraftItem>
  /** Asked right after it. */
  readonly following?: readonly DraftItem[]
}

export type Converter = (element: Element, around: Surroundings) => Converted | readonly DraftItem[] | undefined

/** Names differ everywhere here; inside repeating panels SurveyJS lets them occur again. */
export function draftName(element: Element, { survey, roster }: Surroundings): string {
  return roster !== undefined && survey.named(element.name) > 1 ? `${roster}_${element.name}` : element.name
}

type Kind = Exclude<Named['kind'], 'chosen'>

/** Makes a question known to conditions. */
export function declare(
  element: Element,
  around: Surroundings,
  kind: Kind,
  more: Omit<Extract<Named, { kind: Kind }>, 'kind' | 'name' | 'tree'> = {},
): void {
  const tree = reference(draftName(element, around))
  around.survey.declare({ kind, name: element.name, tree, ...more }, around.roster)
}

export function labelOf(element: Element): Words {
  return element.words('title') ?? {}
}
