import type { ItemTypeName, OptionSource } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { type Wording, wordingOf } from '../definition/wording.ts'
import type { Expression, Lookup } from '../expression/grammar.ts'
import { evaluateExpression } from '../expression/index.ts'
import { sourcesOf } from '../items/index.ts'
import type { ItemScope, LabelledCode } from '../items/item-type.ts'
import type { Live } from './live.ts'

// biome-ignore lint/suspicious/noExplicitAny: shared code hands each type its own settings without knowing which
export type AnyScope = Omit<ItemScope<ItemTypeName>, 'settings'> & { readonly settings: any }

/** What an item type may know without any answers: for reading values and listing variables. */
export function staticScope(instrument: Instrument, item: Item, language: string): AnyScope {
  return baseScope(wordingOf(instrument, language), instrument, item)
}

/** What an item type may know with the answers as they stand. No lookup: the item is off the path, nothing is offered. */
export function liveScope(live: Live, item: Item, lookup: Lookup | undefined): AnyScope {
  const base = baseScope(live.wording, live.instrument, item)
  if (lookup === undefined) return { ...base, options: [], rows: [], liveColumns: new Set() }
  const sources = sourcesOf(item.definition)
  return {
    ...base,
    options:
      sources.registers === undefined
        ? narrowed(base.allOptions, item.optionsFrom, lookup)
        : sources.registers.flatMap((source) => registerEntries(live, source)),
    rows: narrowed(base.allRows, item.rowsFrom, lookup),
    liveColumns: liveColumns(live, item, lookup, base.liveColumns),
    unit: base.unit || currencyOf(live, item),
  }
}

function baseScope(wording: Wording, instrument: Instrument, item: Item): AnyScope {
  const sources = sourcesOf(item.definition)
  const texts = wording.texts.items[item.code] ?? wording.fallback.items[item.code]
  const all = (source: OptionSource | undefined): readonly LabelledCode[] =>
    source === undefined ? noCodes : wording.source(source)
  const allOptions = all(sources.options)
  const allRows = all(sources.rows)
  return {
    item: item.code,
    settings: item.definition,
    language: wording.language,
    list: wording.list,
    ordered: (list) => instrument.bundle.codeLists[list]?.ordered === true,
    allOptions,
    allRows,
    options: allOptions,
    rows: allRows,
    columnLabel: (column) => texts?.columns?.[column] ?? column,
    liveColumns: new Set((sources.columns ?? []).map((column) => column.column)),
    unit: texts?.unit ?? '',
  }
}

const noCodes: readonly LabelledCode[] = []

function narrowed(
  codes: readonly LabelledCode[],
  from: Expression | undefined,
  lookup: Lookup,
): readonly LabelledCode[] {
  if (from === undefined) return codes
  const kept = evaluateExpression(from, lookup)
  if (kept?.type !== 'set') return noCodes
  const wanted = new Set(kept.codes)
  return codes.filter((code) => wanted.has(code.code))
}

function liveColumns(live: Live, item: Item, lookup: Lookup, all: ReadonlySet<string>): ReadonlySet<string> {
  if (item.columnRelevant.size === 0) return all
  return new Set(Array.from(all).filter((column) => live.holds(item.columnRelevant.get(column), lookup)))
}

/** Entries of a register: the rows of a roster of this response, or the codes of a list. */
function registerEntries(live: Live, source: string): readonly LabelledCode[] {
  const roster = live.instrument.items.get(source)
  if (roster === undefined) {
    return live.wording.list(source).map((code) => ({ ...code, code: `${source}/${code.code}` }))
  }
  return live.rows(roster).map(({ row, label }) => ({ code: `${source}/${row}`, label, note: '' }))
}

/** The currency an amount is in, once the item that asks for it is answered. */
function currencyOf(live: Live, item: Item): string {
  const { definition } = item
  if (definition.type !== 'decimal' || definition.currency === undefined) return ''
  const asked = live.instrument.items.get(definition.currency)
  const chosen = asked === undefined ? undefined : live.item(asked).value
  return typeof chosen === 'string' ? chosen.toUpperCase() : ''
}
