import type { OptionSource } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { type Wording, wordingOf } from '../definition/wording.ts'
import type { Expression, Value } from '../expression/grammar.ts'
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

const latest = new WeakMap<AnyScope, AnyScope>()

/**
 * What an item type may know with the answers as they stand. The scope of the last evaluation is handed out again
 * when nothing in it changed: most items are narrowed by nothing, and a page is evaluated at every keystroke.
 */
export function liveScope(live: Live, item: Item, row: string | undefined): AnyScope {
  const whole = staticScope(live.instrument, item, live.context.language)
  const { registers } = item.sources
  const options =
    registers === undefined
      ? narrowed(live, whole.allOptions, item.optionsFrom, item, row)
      : registers.flatMap((source) => registerEntries(live, source))
  const rows = narrowed(live, whole.allRows, item.rowsFrom, item, row)
  const columns = liveColumns(live, item, row, whole.liveColumns)
  const unit = whole.unit || currencyOf(live, item)
  const last = latest.get(whole) ?? whole
  if (last.options === options && last.rows === rows && last.liveColumns === columns && last.unit === unit) return last
  const scope = { ...whole, options, rows, liveColumns: columns, unit }
  latest.set(whole, scope)
  return scope
}

const offPathScopes = new WeakMap<AnyScope, AnyScope>()

/** Off the path nothing is offered. */
export function offPathScope(live: Live, item: Item): AnyScope {
  const whole = staticScope(live.instrument, item, live.context.language)
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

interface Narrowed {
  readonly wanted: string
  readonly codes: readonly LabelledCode[]
}

// by list, then by expression: two items may narrow different lists with the same words
const narrowings = new WeakMap<readonly LabelledCode[], WeakMap<Expression, Narrowed>>()

/** The codes an expression keeps; the same list again as long as it keeps the same. */
function narrowed(
  live: Live,
  all: readonly LabelledCode[],
  from: Expression | undefined,
  item: Item,
  row: string | undefined,
): readonly LabelledCode[] {
  if (from === undefined) return all
  const kept = codesIn(live.yields(from, item, row))
  if (kept.length === 0) return noCodes
  const wanted = kept.join(' ')
  const known = narrowings.get(all) ?? new WeakMap<Expression, Narrowed>()
  narrowings.set(all, known)
  const last = known.get(from)
  if (last?.wanted === wanted) return last.codes
  const codes = all.filter((code) => kept.includes(code.code))
  known.set(from, { wanted, codes })
  return codes
}

/** A text names codes as well: one, or several with spaces between them. */
const codesIn = (value: Value | undefined): readonly string[] =>
  value?.type === 'set' ? value.codes : value?.type === 'text' ? value.text.split(' ') : []

const columnSets = new WeakMap<Item, ReadonlySet<string>>()

function liveColumns(live: Live, item: Item, row: string | undefined, all: ReadonlySet<string>): ReadonlySet<string> {
  if (item.columnRelevant.size === 0) return all
  const columns = Array.from(all).filter((column) => live.holds(item.columnRelevant.get(column), item, row))
  const last = columnSets.get(item)
  if (last?.size === columns.length && columns.every((column) => last.has(column))) return last
  const found = new Set(columns)
  columnSets.set(item, found)
  return found
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
