import type { OptionSource } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { type Wording, wordingOf } from '../definition/wording.ts'
import type { Expression, Lookup } from '../expression/grammar.ts'
import { evaluateExpression } from '../expression/index.ts'
import type { LabelledCode } from '../items/item-type.ts'
import type { AnyScope } from './any-scope.ts'
import type { Live } from './live.ts'

const scopes = new WeakMap<Wording, Map<Item, AnyScope>>()

/** What an item type may know without any answers: for reading values and listing variables. One per item and language. */
export function staticScope(instrument: Instrument, item: Item, language: string): AnyScope {
  const wording = wordingOf(instrument, language)
  const known = scopes.get(wording) ?? new Map<Item, AnyScope>()
  scopes.set(wording, known)
  const found = known.get(item) ?? makeScope(wording, instrument, item)
  known.set(item, found)
  return found
}

/** What an item type may know with the answers as they stand. No lookup: the item is off the path, nothing is offered. */
export function liveScope(live: Live, item: Item, lookup: Lookup | undefined): AnyScope {
  const whole = staticScope(live.instrument, item, live.context.language)
  const { registers } = item.sources
  if (lookup === undefined) return offPathScope(whole)
  const options =
    registers === undefined
      ? narrowed(whole.allOptions, item.optionsFrom, lookup)
      : registers.flatMap((source) => registerEntries(live, source))
  const rows = narrowed(whole.allRows, item.rowsFrom, lookup)
  const columns = liveColumns(live, item, lookup, whole.liveColumns)
  const unit = whole.unit || currencyOf(live, item)
  // most items are narrowed by nothing, and the page is evaluated at every keystroke
  const same = options === whole.options && rows === whole.rows && columns === whole.liveColumns && unit === whole.unit
  return same ? whole : { ...whole, options, rows, liveColumns: columns, unit }
}

const offPathScopes = new WeakMap<AnyScope, AnyScope>()

function offPathScope(whole: AnyScope): AnyScope {
  const found = offPathScopes.get(whole) ?? { ...whole, options: noCodes, rows: noCodes, liveColumns: noColumns }
  offPathScopes.set(whole, found)
  return found
}

function makeScope(wording: Wording, instrument: Instrument, item: Item): AnyScope {
  const { sources } = item
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
    unit: texts?.unit ?? unitLabel(wording, item),
  }
}

/** A unit is named by a code of the list `unit`. */
function unitLabel(wording: Wording, { definition }: Item): string {
  if (!('unit' in definition) || definition.unit === undefined) return ''
  return wording.list('unit').find((code) => code.code === definition.unit)?.label ?? definition.unit
}

const noCodes: readonly LabelledCode[] = []
const noColumns: ReadonlySet<string> = new Set()

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
