import { collectNotices, type Notices } from '../notice.ts'
import { codesFor, shapes } from '../sources/names.ts'
import { type Block, blocksOf, type ChoiceList, type Question, questionsOf, type SurveyNode } from './survey.ts'

/** A form as a whole, for everything that looks beyond its own row. */
export interface Form {
  readonly notices: Notices
  /** The language of headings that name none. */
  readonly language: string
  readonly nodes: readonly SurveyNode[]
  readonly questions: ReadonlyMap<string, Question>
  readonly blocks: ReadonlyMap<string, Block>
  /** The groups and repeats around a question or block, the outermost first. */
  around(name: string): readonly Block[]
  readonly lists: ReadonlyMap<string, ChoiceList>
  /** The list a question is answered from. */
  listOf(question: Question): ChoiceList | undefined
  /** What the choice names of a list are called once they are codes. */
  codes(list: ChoiceList): ReadonlyMap<string, string>
  /** How choice filters need the attributes of a list to read. */
  readonly attributes: Map<string, AttributeUse>
  /** Calculations that were put where their values are asked for. */
  readonly inlined: Set<string>
}

export interface AttributeUse {
  /** The list whose choice names the attribute holds; none when it holds plain values. */
  readonly holds: ChoiceList | undefined
  /** Set once a filter compares it with an answer and not only with something written out. */
  readonly decided: boolean
  /** Set when `selected(attribute, …)` reads it as several values. */
  readonly several: boolean
}

export const attributeKey = (list: string, attribute: string): string => `${list}\n${attribute}`

/** The list of an «acknowledge»: one box to tick. */
export const acknowledgement: ChoiceList = {
  name: 'acknowledgement',
  place: '',
  choices: [{ name: 'OK', label: { en: 'OK' }, attributes: {}, places: {} }],
}

export function makeForm(
  nodes: readonly SurveyNode[],
  lists: ReadonlyMap<string, ChoiceList>,
  language: string,
  notices: Notices,
): Form {
  const around = new Map<string, readonly Block[]>()
  const walk = (children: readonly SurveyNode[], blocks: readonly Block[]): void => {
    for (const node of children) {
      around.set(node.name, blocks)
      if (node.node !== 'question') walk(node.children, [...blocks, node])
    }
  }
  walk(nodes, [])
  const codes = new Map<ChoiceList, ReadonlyMap<string, string>>()
  return {
    notices,
    language,
    nodes,
    questions: new Map(questionsOf(nodes).map((question) => [question.name, question])),
    blocks: new Map(blocksOf(nodes).map((block) => [block.name, block])),
    around: (name) => around.get(name) ?? [],
    lists,
    listOf: ({ type }) => (type.kind === 'acknowledge' ? acknowledgement : lists.get(type.list ?? '')),
    codes(list) {
      const known = codes.get(list) ?? codesOf(list)
      codes.set(list, known)
      return known
    },
    attributes: new Map(),
    inlined: new Set(),
  }
}

/** The same names the builder of sources gives, and without saying so a second time. */
const codesOf = (list: ChoiceList): ReadonlyMap<string, string> =>
  codesFor(
    list.choices.map(({ name }) => ({ name, place: '' })),
    shapes.option,
    collectNotices(),
  )

/** Are the choice names legal codes as they are, so that no expression need care? */
export const keepsNames = (form: Form, list: ChoiceList): boolean =>
  Array.from(form.codes(list)).every(([name, code]) => name === code)
