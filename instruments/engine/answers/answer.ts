import type { MissingReason } from './missing.ts'

/** Any JSON an item type accepts as a value; each item type narrows it. */
export type AnswerValue = unknown

/**
 * An answer is a value or a missing reason, never both and never neither. `look` says why a person should look at it
 * again after a move to a newer version; its value is then undefined where none of the newer codes could be chosen.
 */
export type Answer =
  | { readonly value: AnswerValue; readonly look?: string }
  | { readonly missing: MissingReason; readonly look?: string }

/** Where an answer stands: an item, and the roster row it belongs to (absent outside rosters). */
export interface AnswerKey {
  readonly item: string
  readonly row?: string
}

/** `B10`, or `C02_title/r1` inside a roster. */
export type KeyText = string

export const keyText = (key: AnswerKey): KeyText => (key.row === undefined ? key.item : `${key.item}/${key.row}`)

export function parseKey(text: KeyText): AnswerKey {
  const at = text.indexOf('/')
  return at < 0 ? { item: text } : { item: text.slice(0, at), row: text.slice(at + 1) }
}

/** All answers of a response: a plain record, so that it is JSON on the wire and immutable by habit. */
export type Answers = Readonly<Record<KeyText, Answer>>

export const noAnswers: Answers = Object.freeze({})

export const withAnswer = (answers: Answers, key: AnswerKey, answer: Answer): Answers => ({
  ...answers,
  [keyText(key)]: answer,
})

export function withoutAnswer(answers: Answers, key: AnswerKey): Answers {
  const { [keyText(key)]: _gone, ...rest } = answers
  return rest
}

export const givenValue = (answer: Answer | undefined): AnswerValue | undefined =>
  answer !== undefined && 'value' in answer ? answer.value : undefined

export const givenMissing = (answer: Answer | undefined): MissingReason | undefined =>
  answer !== undefined && 'missing' in answer ? answer.missing : undefined
