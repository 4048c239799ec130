import type { DraftAnswer, DraftExpression, Words } from '../../sources/draft.ts'
import type { Form } from '../form.ts'
import type { Row } from '../sheets/table.ts'
import type { Question } from '../survey.ts'
import type { RowKind } from '../vocabulary/types.ts'

/** What a kind of question becomes: its item type and settings, and what its kind demands beyond the row's own words. */
export interface Answered {
  readonly answer: DraftAnswer
  /** A condition that comes with the kind, beside the constraint of the row. */
  readonly constraint?: DraftExpression
  readonly constraintText?: Words
}

/** `parameters` and `appearance` of a row, each part taken once by whoever can use it. */
export interface Details {
  /** The value of a parameter, which is then dealt with. */
  parameter(name: string): string | undefined
  /** Does the appearance hold this word? It is then dealt with. */
  appears(...words: readonly string[]): boolean
  /** Notes what nobody used. */
  report(): void
}

export type QuestionReader = (question: Question, form: Form, details: Details) => Answered | undefined

/** Kinds that are asked; the others hold no answer. */
export type AskedKind = Exclude<
  RowKind,
  | 'begin_group'
  | 'end_group'
  | 'begin_repeat'
  | 'end_repeat'
  | 'metadata'
  | 'refused'
  | 'calculate'
  | 'hidden'
  | 'spelled'
>

export function detailsOf(row: Row, { notices }: Form): Details {
  const parametersCell = row.take('parameters')
  const appearanceCell = row.take('appearance')
  const parameters = parametersIn(parametersCell?.text ?? '')
  const words = new Set((appearanceCell?.text ?? '').toLowerCase().match(/\S+/g))
  return {
    parameter(name) {
      const value = parameters.get(name)
      parameters.delete(name)
      return value
    },
    appears: (...wanted) => wanted.map((word) => words.delete(word)).some((found) => found),
    report() {
      if (parametersCell !== undefined && parameters.size === 0 && !/=/.test(parametersCell.text))
        notices.note(
          'parameters',
          parametersCell.place,
          `«${parametersCell.text}» is not written as name=value and was left out.`,
        )
      if (parametersCell !== undefined && parameters.size > 0)
        notices.note(
          'parameters',
          parametersCell.place,
          `These settings have no counterpart here and were left out: ${[...parameters.keys()].join(', ')}.`,
        )
      if (appearanceCell !== undefined && words.size > 0)
        notices.note(
          'appearance',
          appearanceCell.place,
          `How it looks is decided here; left out: ${[...words].join(' ')}.`,
        )
    },
  }
}

const parametersIn = (text: string): Map<string, string> =>
  new Map(
    Array.from(text.matchAll(/([\w-]+)\s*=\s*([^\s,;]+)/g), ([, key = '', value = '']) => [key.toLowerCase(), value]),
  )
