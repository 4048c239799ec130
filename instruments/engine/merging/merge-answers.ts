import { type Answer, type AnswerKey, givenMissing, givenValue } from '../answers/answer.ts'
import { readAnswer } from '../answers/read-answer.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { staticScope } from '../form/scope.ts'
import { itemTypeOf } from '../items/index.ts'
import type { MergeRule } from './merge-rule.ts'
import { mergeRules } from './merge-rules.ts'
import { isSameValue } from './same-value.ts'

/** The answer that two changes come to (undefined: none stands), or a conflict that a person resolves. */
export type MergedAnswer = { readonly merged: true; readonly answer: Answer | undefined } | { readonly merged: false }

const conflict: MergedAnswer = { merged: false }

/** Three sides of one answer; undefined where there is none, or none any more. */
export interface Sides {
  readonly base: Answer | undefined
  readonly theirs: Answer | undefined
  readonly mine: Answer | undefined
}

/**
 * What stands after two people changed the same answer, each from `base`. The same answers converge, a side that
 * changed nothing gives way to the other, and beyond that the item type decides. Two answers without a fault never
 * become one with a fault, and two answers that say something never become one that says nothing: those conflict.
 */
export function mergeAnswers(instrument: Instrument, key: AnswerKey, { base, theirs, mine }: Sides): MergedAnswer {
  if (isSameAnswer(theirs, mine) || isSameAnswer(base, mine)) return { merged: true, answer: theirs }
  if (isSameAnswer(base, theirs)) return { merged: true, answer: mine }
  const item = instrument.items.get(key.item)
  const [there, here] = [valueIn(instrument, key, theirs), valueIn(instrument, key, mine)]
  if (item === undefined || there === undefined || here === undefined) return conflict
  const rule = mergeRules[item.definition.type] as MergeRule<unknown>
  const result = rule(valueIn(instrument, key, base), there, here)
  if (!result.merged) return conflict
  const read = readAnswer(instrument, key, result.value)
  if (!read.ok || isWorse(instrument, item, read.value, [there, here])) return conflict
  return { merged: true, answer: { value: read.value } }
}

export const isSameAnswer = (a: Answer | undefined, b: Answer | undefined): boolean =>
  givenMissing(a) === givenMissing(b) && isSameValue(givenValue(a), givenValue(b))

/** The value in canonical form; undefined for a missing reason, none, or one that is none of this item. */
function valueIn(instrument: Instrument, key: AnswerKey, answer: Answer | undefined): unknown {
  const given = givenValue(answer)
  const read = given === undefined ? undefined : readAnswer(instrument, key, given)
  return read?.ok === true ? read.value : undefined
}

function isWorse(instrument: Instrument, item: Item, value: unknown, sides: readonly unknown[]): boolean {
  const type = itemTypeOf(item.definition)
  const scope = staticScope(instrument, item, instrument.bundle.languages[0] ?? 'en') as never
  if (type.isBlank(value) && !sides.some((side) => type.isBlank(side))) return true
  const nameOf = ({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`
  const known = new Set(sides.flatMap((side) => type.check(side, scope).map(nameOf)))
  return type.check(value, scope).some((found) => !known.has(nameOf(found)))
}
