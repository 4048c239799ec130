import { type Answer, type Answers, givenMissing, givenValue, keyText } from '../answers/answer.ts'
import type { Context } from '../definition/context.ts'
import type { Group, Instrument, Item, Section } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import type { Expression, Value } from '../expression/grammar.ts'
import { evaluateExpression, truthy } from '../expression/index.ts'
import { itemTypeOf } from '../items/index.ts'
import type { Fault } from '../items/item-type.ts'
import type { AnyScope } from './any-scope.ts'
import type { Live, LiveItem, LiveRow } from './live.ts'
import { lookupFor } from './lookup.ts'
import { liveScope, offPathScope } from './scope.ts'

/** The live state of a form: made at the start of an evaluation, filled as it is asked. */
export function liveState(instrument: Instrument, answers: Answers, context: Context): Live {
  const places = new Map<Section | Group, boolean>()
  const items = new Map<Item, LiveItem | 'pending'>()
  const records = new Map<string, LiveItem | 'pending'>()
  const values = new Map<Expression, Value>()
  const remembered = (place: Section | Group, decide: () => boolean): boolean =>
    places.get(place) ?? keep(places, place, decide())
  const live: Live = {
    instrument,
    context,
    wording: wordingOf(instrument, context.language),
    sectionRelevant: (section) => remembered(section, () => live.holds(section.relevant)),
    groupRelevant: (group, section) =>
      remembered(group, () => live.sectionRelevant(section) && live.holds(group.relevant)),
    item(item, row) {
      if (row === undefined) return found(live, items, item, item, undefined, answers[item.code])
      const key = keyText({ item: item.code, row })
      return found(live, records, key, item, row, answers[key])
    },
    rows: (roster) => rowsOf(live, roster),
    lookup: (item, row, self) => lookupFor(live, item, row, self),
    yields(expression, item, row) {
      if (row !== undefined) return evaluateExpression(expression, lookupFor(live, item, row))
      if (values.has(expression)) return values.get(expression)
      return keep(values, expression, evaluateExpression(expression, outside))
    },
    holds: (condition, item, row) => condition === undefined || truthy(live.yields(condition, item, row)),
  }
  const outside = lookupFor(live, undefined, undefined)
  return live
}

function keep<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value)
  return value
}

/** The item if it was looked at before; one that is being looked at right now depends on itself and is off the path. */
function found<K>(
  live: Live,
  known: Map<K, LiveItem | 'pending'>,
  key: K,
  item: Item,
  row: string | undefined,
  answer: Answer | undefined,
): LiveItem {
  const state = known.get(key)
  if (state === 'pending') return offPath(live, item, row)
  if (state !== undefined) return state
  known.set(key, 'pending')
  const made = liveItem(live, item, row, answer)
  known.set(key, made)
  return made
}

function liveItem(live: Live, item: Item, row: string | undefined, answer: Answer | undefined): LiveItem {
  const relevant =
    live.groupRelevant(item.group, item.section) &&
    (item.roster === undefined || live.item(item.roster).relevant) &&
    live.holds(item.relevant, item, row)
  if (!relevant) return offPath(live, item, row, answer)
  const required = typeof item.required === 'boolean' ? item.required : live.holds(item.required, item, row)
  const scope = liveScope(live, item, row)
  // a grid or roster whose rows are all off the path asks nothing
  if (item.rowsFrom !== undefined && scope.rows.length === 0) return offPath(live, item, row, answer)
  const { value, faults, exposed } = readingOf(item, answer, scope)
  return { item, row, relevant, required, answer, value, declared: givenMissing(answer), faults, exposed, scope }
}

type Reading = Pick<LiveItem, 'value' | 'faults' | 'exposed'>

// answers are immutable, so at a keystroke all but one of them have been read already
const readings = new WeakMap<object, Reading & { readonly scope: AnyScope }>()

function readingOf(item: Item, answer: Answer | undefined, scope: AnyScope): Reading {
  if (answer === undefined) return readAnew(item, answer, scope)
  const known = readings.get(answer)
  if (known?.scope === scope) return known
  const reading = readAnew(item, answer, scope)
  readings.set(answer, { ...reading, scope })
  return reading
}

/** The value as it counts: read, and without its off-path parts. Nothing when blank or not readable. */
function readAnew(item: Item, answer: Answer | undefined, scope: AnyScope): Reading {
  const type = itemTypeOf(item.definition)
  // rows decided by an earlier answer: the roster itself has nothing to answer
  const given = item.rowsFrom !== undefined && item.children.length > 0
  const raw = given ? [] : givenValue(answer)
  if (raw === undefined) return nothing
  const read = type.read(raw, scope)
  if (!read.ok) return { ...nothing, faults: read.faults }
  const value = type.live(read.value, scope)
  return type.isBlank(value) ? nothing : { value, faults: noFaults, exposed: type.expose(value) }
}

const noFaults: readonly Fault[] = []
const nothing: Reading = { value: undefined, faults: noFaults, exposed: undefined }

function offPath(live: Live, item: Item, row: string | undefined, answer?: Answer): LiveItem {
  return {
    item,
    row,
    relevant: false,
    required: false,
    answer,
    value: undefined,
    declared: undefined,
    faults: noFaults,
    exposed: undefined,
    scope: offPathScope(live, item),
  }
}

/** Rows of a roster: the respondent's own, or the codes an earlier answer yields. */
function rowsOf(live: Live, roster: Item): readonly LiveRow[] {
  const { relevant, value, scope } = live.item(roster)
  if (!relevant || !Array.isArray(value)) return []
  return (value as readonly string[]).map((row, at) => {
    const code = scope.rows.find((c) => c.code === row)
    return { row, label: code?.label ?? firstWords(live, roster, row) ?? String(at + 1) }
  })
}

/** A record is called by the first of its texts that is filled in. */
function firstWords(live: Live, roster: Item, row: string): string | undefined {
  for (const child of roster.children) {
    const { value } = live.item(child, row)
    if (typeof value === 'string' && itemTypeOf(child.definition).measure === 'text') return value
  }
  return undefined
}
