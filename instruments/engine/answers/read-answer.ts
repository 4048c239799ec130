import type { Instrument } from '../definition/instrument.ts'
import { staticScope } from '../form/scope.ts'
import { itemTypeOf } from '../items/index.ts'
import type { Read } from '../items/item-type.ts'
import type { AnswerKey } from './answer.ts'

/** Why an answer's key does not fit the instrument. */
export type KeyFault = 'item.unknown' | 'row.missing' | 'row.unexpected'

/** Does this key belong to the instrument? A roster item needs a row, any other must not have one. */
export function keyFault(instrument: Instrument, { item: code, row }: AnswerKey): KeyFault | undefined {
  const item = instrument.items.get(code)
  if (item === undefined || itemTypeOf(item.definition).measure === 'none') return 'item.unknown'
  if (item.roster !== undefined && row === undefined) return 'row.missing'
  if (item.roster === undefined && row !== undefined) return 'row.unexpected'
  return undefined
}

/**
 * Any JSON → a value of the item, in its canonical form, or located faults. Judges the value alone, by the item's
 * type and code lists; whether it is on the path, complete and consistent is for `evaluate`.
 */
export function readAnswer(instrument: Instrument, key: AnswerKey, raw: unknown): Read<unknown> {
  const item = instrument.items.get(key.item)
  if (item === undefined)
    return { ok: false, faults: [{ code: 'choice.unknown', pointer: '', params: { got: key.item } }] }
  const scope = staticScope(instrument, item, instrument.bundle.languages[0] ?? 'en')
  return itemTypeOf(item.definition).read(raw, scope as never)
}
