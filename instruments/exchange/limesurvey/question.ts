import type { Expression } from '../../engine/expression/index.ts'
import type { Named } from '../conditions/named.ts'
import { reference, self } from '../conditions/tree.ts'
import { distinctCodes } from '../foreign/lists.ts'
import type { DraftAnswer, DraftCode, DraftItem } from '../sources/draft.ts'
import type { Option, Question, Survey } from './survey.ts'

/** What a question of one type becomes. */
export interface Converted {
  readonly answer: DraftAnswer
  readonly more?: Partial<DraftItem>
  /** Asked right after it. */
  readonly following?: readonly DraftItem[]
}

export type Converter = (question: Question, survey: Survey) => Converted | readonly DraftItem[] | undefined

export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The code LimeSurvey gives the field beside a list. */
const otherAnswer = '-oth-'

/** Makes a question known to conditions, under its name and under the number old versions use. */
export function declare(
  question: Question,
  survey: Survey,
  kind: Exclude<Named['kind'], 'chosen'>,
  codes?: readonly string[],
  { ending = '', tree = reference(question.name) }: { readonly ending?: string; readonly tree?: Expression } = {},
): void {
  const more = {
    ...(codes !== undefined && { codes }),
    codeOf: (value: unknown) => (value === otherAnswer ? 'other' : kind === 'yes_no' ? yesOrNo(value) : undefined),
  }
  for (const name of namesOf(question, ending)) survey.declare({ kind, name, tree, ...more })
  // in a check of its own a question is called `this`
  if (ending === '') survey.declare({ kind, name: 'this', tree: self, ...more }, question.name)
}

const yesOrNo = (value: unknown): string | undefined => (value === 'Y' ? 'yes' : value === 'N' ? 'no' : undefined)

/** One option of a question with several: `Q2_SQ001 == "Y"`. */
export function declareChosen(question: Question, survey: Survey, code: string): void {
  for (const name of namesOf(question, code)) {
    survey.declare({ kind: 'chosen', name, tree: reference(question.name), code })
  }
}

const namesOf = ({ name, row }: Question, ending: string): readonly string[] => [
  ending === '' ? name : `${name}_${ending}`,
  `${row.sid}X${row.gid}X${row.qid}${ending}`,
]

export function codesOf(options: readonly Option[], { place }: Question, survey: Survey): readonly DraftCode[] {
  const codes = options.map(({ code, label }) => ({ name: code, label, places: { '': `${place}, ${code}` } }))
  return distinctCodes(codes, ({ name }) =>
    survey.notices.change('choice-duplicate', place, `The code «${name}» stands twice; the first one was taken.`),
  )
}

/** The field beside «other», and how the list offers it. */
export function otherOf(
  question: Question,
  survey: Survey,
): { readonly source: { readonly also?: readonly ['other'] }; readonly following: readonly DraftItem[] } {
  if (question.row.other !== 'Y') return { source: {}, following: [] }
  const label = question.settingWords('other_replace_text') ?? survey.fixed('Other, please specify')
  declare(question, survey, 'text', undefined, { ending: 'other', tree: reference(`${question.name}_specified`) })
  const text: DraftItem = {
    // `_other` is the variable that tells whether the option was chosen
    name: `${question.name}_specified`,
    label,
    answer: { type: 'text' },
    specifies: { item: question.name, code: 'other' },
    places: question.places,
  }
  return { source: { also: ['other'] }, following: [text] }
}

export function leftOut(question: Question, survey: Survey, why: string): undefined {
  survey.notices.change(
    'question-left-out',
    question.place,
    `The question (type ${question.type}) was left out: ${why}.`,
  )
  return undefined
}
