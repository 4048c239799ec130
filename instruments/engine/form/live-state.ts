import { type Answer, type Answers, givenMissing, givenValue, keyText } from '../answers/answer.ts'
import type { Context } from '../definition/context.ts'
import type { Group, Instrument, Item, Section } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import type { Lookup } from '../expression/grammar.ts'
import { evaluateExpression, truthy } from '../expression/index.ts'
import { itemTypeOf } from '../items/index.ts'
import type { Fault } from '../items/item-type.ts'
import type { AnyScope } from './any-scope.ts'
import type { Live, LiveItem, LiveRow } from './live.ts'
import { lookupFor } from './lookup.ts'
import { liveScope } from './scope.ts'

/** The live state of a form: made at the start of an evaluation, filled as it is asked. */
export function liveState(instrument: Instrument, answers: Answers, context: Context): Live {
  const wording = wordingOf(instrument, context.language)
  const places = new Map<Section | Group, boolean>()
  const items = new Map<string, LiveItem | 'pending'>()
  const outside = (): Lookup => lookupFor(live, undefined, undefined)
  const remembered = (place: Section | Group, decide: () => boolean): boolean => {
    const known = places.get(place) ?? decide()
    places.set(place, known)
    return known
  }
  const live: Live = {
    instrument,
    context,
    wording,
    sectionRelevant: (section) => remembered(section, () => live.holds(section.relevant, outside())),
    groupRelevant: (group, section) =>
      remembered(group, () => live.sectionRelevant(section) && live.holds(group.relevant, outside())),
    item(item, row) {
      const key = keyText(row === undefined ? { item: item.code } : { item: item.code, row })
      const known = items.get(key)
      if (known === 'pending') return offPath(live, item, row)
      if (known !== undefined) return known
      items.set(key, 'pending')
      const found = liveItem(live, item, row, answers[key])
      items.set(key, found)
      return found
    },
    rows: (roster) => rowsOf(live, roster),
    lookup: (item, row, self) => lookupFor(live, item, row, self),
    holds: (condition, lookup) => condition === undefined || truthy(evaluateExpression(condition, lookup)),
  }
  return live
}

function liveItem(live: Live, item: Item, row: string | undefined, answer: Answer | undefined): LiveItem {
  const lookup = live.lookup(item, row)
  const relevant =
    live.groupRelevant(item.group, item.section) &&
    (item.roster === undefined || live.item(item.roster).relevant) &&
    live.holds(item.relevant, lookup)
  if (!relevant) return offPath(live, item, row, answer)
  const required =
    typeof item.required === 'boolean' ? item.required : truthy(evaluateExpression(item.required, lookup))
  const scope = liveScope(live, item, lookup)
  // a grid or roster whose rows are all off the path asks nothing
  if (item.rowsFrom !== undefined && scope.rows.length === 0) return offPath(live, item, row, answer)
  const { value, faults } = liveValue(item, answer, scope)
  const exposed = value === undefined ? undefined : itemTypeOf(item.definition).expose(value)
  return { item, row, relevant, required, answer, value, declared: givenMissing(answer), faults, exposed, scope }
}

/** The value as it counts: read, and without its off-path parts. Nothing when blank or not readable. */
function liveValue(item: Item, answer: Answer | undefined, scope: AnyScope): Pick<LiveItem, 'value' | 'faults'> {
  const type = itemTypeOf(item.definition)
  // rows decided by an earlier answer: the roster itself has nothing to answer
  const raw =
    item.roster === undefined && item.rowsFrom !== undefined && item.children.length > 0 ? [] : givenValue(answer)
  if (raw === undefined) return nothing
  const read = type.read(raw, scope)
  if (!read.ok) return { value: undefined, faults: read.faults }
  const value = type.live(read.value, scope)
  return type.isBlank(value) ? nothing : { value, faults: noFaults }
}

const noFaults: readonly Fault[] = []
const nothing = { value: undefined, faults: noFaults }

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
    scope: liveScope(live, item, undefined),
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
