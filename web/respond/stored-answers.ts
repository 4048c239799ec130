import type { StoredAnswer } from '#contract'
import { type Answer, type Answers, type KeyText, keyText, type MissingReason } from '#engine'

/** Answers as the server keeps them → answers as the engine reads them. Cleared ones have a version and nothing else. */
export function answersOf(stored: readonly StoredAnswer[]): Answers {
  const answers: Record<KeyText, Answer> = {}
  for (const one of stored) {
    const { value, missing, look } = one
    if (missing !== undefined) answers[keyOf(one)] = { missing: missing as MissingReason, ...(look && { look }) }
    else if (value !== undefined || look) answers[keyOf(one)] = { value, ...(look && { look }) }
  }
  return answers
}

export const versionsOf = (stored: readonly StoredAnswer[]): readonly (readonly [KeyText, number])[] =>
  stored.map((one) => [keyOf(one), one.version] as const)

export const keyOf = ({ item, row }: StoredAnswer): KeyText => keyText(row === undefined ? { item } : { item, row })
