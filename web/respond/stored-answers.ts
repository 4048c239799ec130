import type { StoredAnswer } from '#contract'
import { type Answer, type Answers, type KeyText, keyText, type MissingReason } from '#engine'

/** Answers as the server keeps them → answers as the engine reads them. Cleared ones have a version and nothing else. */
export function answersOf(stored: readonly StoredAnswer[]): Answers {
  const answers: Record<KeyText, Answer> = {}
  for (const one of stored) {
    if (one.missing !== undefined) answers[keyOf(one)] = { missing: one.missing as MissingReason }
    else if (one.value !== undefined) answers[keyOf(one)] = { value: one.value }
  }
  return answers
}

export const versionsOf = (stored: readonly StoredAnswer[]): readonly (readonly [KeyText, number])[] =>
  stored.map((one) => [keyOf(one), one.version] as const)

const keyOf = ({ item, row }: StoredAnswer): KeyText => keyText(row === undefined ? { item } : { item, row })
