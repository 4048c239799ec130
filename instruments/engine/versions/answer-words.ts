import { type Answer, type KeyText, parseKey } from '../answers/answer.ts'
import type { Instrument } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import { staticScope } from '../form/scope.ts'
import { itemTypeOf } from '../items/index.ts'

/**
 * An answer in the words of a version, whether it is on the path there or not; as it was typed where the version
 * does not know its item or cannot read it.
 */
export function answerInWords(instrument: Instrument, key: KeyText, answer: Answer, language: string): string {
  if ('missing' in answer) {
    const reasons = wordingOf(instrument, language).list('missing_reason')
    return reasons.find(({ code }) => code === answer.missing)?.label ?? answer.missing
  }
  const item = instrument.items.get(parseKey(key).item)
  const typed = typeof answer.value === 'string' ? answer.value : JSON.stringify(answer.value ?? '')
  if (item === undefined) return typed
  const type = itemTypeOf(item.definition)
  const scope = staticScope(instrument, item, language) as never
  const read = type.read(answer.value, scope)
  return read.ok ? type.inWords(read.value, scope) || typed : typed
}
