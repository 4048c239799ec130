import { parseTag, tagText } from '../../../instruments/exchange/answers/answer-tags.ts'

/** One row of a sheet: a question, or a part of one, with a place to answer. */
export interface AnswerRow {
  readonly code?: string
  readonly question: string
  readonly how?: string
  readonly bold?: boolean
  readonly answer?: AnswerCell
  readonly reason?: AnswerCell
}

export interface AnswerCell {
  readonly tag: string
  readonly value?: string | number | undefined
  /** What may be chosen. */
  readonly offered?: readonly string[]
  /** Several of them may be. */
  readonly several?: boolean
}

/** A row of a further record: the same tags under the record's own name. */
export function inRecord(row: AnswerRow, record: string): AnswerRow {
  const { answer, reason } = row
  return {
    ...row,
    ...(answer !== undefined && { answer: { ...answer, tag: named(answer.tag, record) } }),
    ...(reason !== undefined && { reason: { ...reason, tag: named(reason.tag, record) } }),
  }
}

function named(text: string, record: string): string {
  const tag = parseTag(text)
  return tag?.record === undefined ? text : tagText({ ...tag, record })
}
