import type { Instrument, Item } from '../definition/instrument.ts'
import { staticScope } from '../form/scope.ts'
import { itemTypeOf } from '../items/index.ts'
import { firstLanguage } from './meaning.ts'

export interface Readings {
  readonly item: Item
  /** The value an item type reads, around the part that is tried. */
  within(part: unknown): unknown
}

/**
 * The first way of writing a value that the item reads: as it is, as a text, as a number, as the only one of a list,
 * or as a list of one. The same value each time; what would have to be interpreted is not tried.
 */
export function readable(instrument: Instrument, { item, within }: Readings, value: unknown): unknown {
  const type = itemTypeOf(item.definition)
  const scope = staticScope(instrument, item, firstLanguage(instrument)) as never
  return writings(value).find((writing) => {
    const read = type.read(within(writing), scope)
    return read.ok && !type.isBlank(read.value) && type.carry(read.value, scope) !== undefined
  })
}

/** Is it read as it stands? Blank counts: an emptied list is an answer too. */
export function isReadable(instrument: Instrument, item: Item, value: unknown): boolean {
  const type = itemTypeOf(item.definition)
  return (
    type.measure !== 'none' && type.read(value, staticScope(instrument, item, firstLanguage(instrument)) as never).ok
  )
}

function writings(value: unknown): readonly unknown[] {
  const ways: unknown[] = [value]
  if (typeof value === 'number') ways.push(String(value))
  if (typeof value === 'string' && /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/.test(value)) ways.push(Number(value))
  if (Array.isArray(value) && value.length === 1) ways.push(value[0])
  if (typeof value === 'string') ways.push([value])
  return ways
}
