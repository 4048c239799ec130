import type { Context } from '../definition/context.ts'
import type { Item } from '../definition/instrument.ts'
import type { Lookup, Value } from '../expression/grammar.ts'
import type { Live } from './live.ts'

/** What an expression of `item` (in a roster `row`) may look at. Inside a roster, its own items mean the same row. */
export function lookupFor(live: Live, item: Item | undefined, row: string | undefined, self?: Value): Lookup {
  const { context, instrument } = live
  return {
    self,
    today: context.today,
    reference: (code) => referenceTo(live, code, item, row),
    attribute: (name) => rowAttribute(live, item, row, name),
    unit: (attribute) => unitAttribute(context, attribute),
    wave: (attribute) => waveAttribute(context, attribute),
    codes: live.wording.list,
    choiceName(code, of) {
      const target = instrument.items.get(of)
      return target === undefined
        ? undefined
        : live.item(target).scope.allOptions.find((option) => option.code === code)?.label
    },
  }
}

function referenceTo(live: Live, code: string, from: Item | undefined, row: string | undefined): Value {
  const target = live.instrument.items.get(code)
  if (target === undefined) return undefined
  if (target.roster === undefined) return live.item(target).exposed
  if (target.roster === from?.roster && row !== undefined) return live.item(target, row).exposed
  return { type: 'list', values: live.rows(target.roster).map((record) => live.item(target, record.row).exposed) }
}

function rowAttribute(live: Live, item: Item | undefined, row: string | undefined, name: string): Value {
  if (item?.roster === undefined || row === undefined) return undefined
  if (name === 'name') return { type: 'text', text: row }
  const code = live.item(item.roster).scope.rows.find((c) => c.code === row)
  return asValue(code?.[name])
}

function unitAttribute({ unit }: Context, attribute: string): Value {
  if (attribute === 'code' || attribute === 'name') return { type: 'text', text: unit[attribute] }
  return asValue(unit.attributes[attribute])
}

function waveAttribute({ wave }: Context, attribute: string): Value {
  switch (attribute) {
    case 'year':
      return { type: 'number', number: wave.year }
    case 'reference_from':
      return { type: 'date', date: wave.referenceFrom }
    case 'reference_to':
      return { type: 'date', date: wave.referenceTo }
    case 'code':
    case 'title':
      return { type: 'text', text: wave[attribute] }
    default:
      return undefined
  }
}

function asValue(raw: unknown): Value {
  if (typeof raw === 'string') return { type: 'text', text: raw }
  if (typeof raw === 'number') return { type: 'number', number: raw }
  if (Array.isArray(raw)) return { type: 'set', codes: raw.filter((code) => typeof code === 'string') }
  return undefined
}
