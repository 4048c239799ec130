import type { OptionSource } from '../definition/bundle.ts'
import type { Instrument } from '../definition/instrument.ts'
import { itemTypeOf } from '../items/index.ts'
import { type Pair, pairsOf } from './item-changes.ts'
import { asksTheSame, codeMeansTheSame, codeWords, columnAsksTheSame, firstLanguage, questionWords } from './meaning.ts'
import { listOf, offeredCodes } from './successors.ts'
import { follows, type VersionMap, versionMap } from './version-map.ts'

export type MapFaultCode =
  | 'version.not_followed'
  | 'version.not_higher'
  | 'item.removed'
  | 'item.retyped'
  | 'item.reworded'
  | 'item.moved'
  | 'item.merged'
  | 'item.unknown'
  | 'column.removed'
  | 'column.reworded'
  | 'code.removed'
  | 'code.reworded'
  | 'code.unknown'

/** One thing an author must say before a version may follow another. */
export interface MapFault {
  readonly code: MapFaultCode
  /** An item, `item/column` or `list/code`. */
  readonly place: string
  readonly message: string
}

/**
 * What must be mapped between two versions and is not. An answered item or code never vanishes or changes its meaning
 * without a word: it is named in `follows.items` or `follows.codes`, or in `follows.same_meaning`.
 */
export function mapFaults(from: Instrument, to: Instrument): readonly MapFault[] {
  const head = headFaults(from, to)
  if (head.length > 0) return head
  const map = versionMap(from, to)
  const found = [
    ...removedFaults(map),
    ...Array.from(from.items.values()).flatMap((before) => {
      const after = to.items.get(map.item(before.code) ?? '')
      return after === undefined ? [] : pairFaults(map, { before, after })
    }),
    ...mergedFaults(map),
    ...unknownFaults(map),
  ]
  return Array.from(new Map(found.map((fault) => [`${fault.code} ${fault.place}`, fault])).values())
}

function headFaults(from: Instrument, to: Instrument): readonly MapFault[] {
  const [old, now] = [from.bundle.version, to.bundle.version]
  const place = to.bundle.instrument
  if (!follows(from, to)) {
    const message = `Version ${now} does not say how it follows ${old}: add \`follows: { version: ${old} }\`.`
    return [{ code: 'version.not_followed', place, message }]
  }
  if (isHigher(now, old)) return []
  return [{ code: 'version.not_higher', place, message: `Version ${now} cannot follow ${old}: it is not higher.` }]
}

/** Is `1.10.0` higher than `1.9.0`? */
export function isHigher(version: string, than: string): boolean {
  const [a, b] = [version.split('.').map(Number), than.split('.').map(Number)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}

const removedFaults = (map: VersionMap): readonly MapFault[] =>
  Array.from(map.from.items.values())
    .filter((item) => itemTypeOf(item.definition).measure !== 'none')
    .filter((item) => map.item(item.code) === undefined && !map.isDeclared(item.code))
    .map(({ code }) => ({
      code: 'item.removed',
      place: code,
      message: `${code} is gone. Name the item that follows it, or null when none does.`,
    }))

/** Items that are answered by nobody are nobody’s loss; all others are compared. */
function pairFaults(map: VersionMap, pair: Pair): readonly MapFault[] {
  const { before, after } = pair
  if (itemTypeOf(before.definition).measure === 'none') return []
  const faults: MapFault[] = []
  const declared = map.isDeclared(before.code)
  const fault = (code: MapFaultCode, message: string) => faults.push({ code, place: before.code, message })
  if (before.definition.type !== after.definition.type && !declared) {
    const [was, is] = [before.definition.type, after.definition.type]
    fault('item.retyped', `${before.code} was ${was} and is ${is}. Declare \`${before.code}: ${after.code}\`, or null.`)
  }
  if (map.item(before.roster?.code ?? '') !== after.roster?.code) {
    fault('item.moved', `${before.code} went into or out of records. Declare null, and give it a new code.`)
  }
  if (!declared && !asksTheSame(map, before.code, after.code)) {
    const words = questionWords(map.from, before.code, firstLanguage(map.from))
    fault(
      'item.reworded',
      `${before.code} “${words}” reads otherwise. Say that it has the same meaning, or what follows.`,
    )
  }
  return [...faults, ...columnFaults(map, pair), ...offerFaults(map, pair)]
}

const columnFaults = (map: VersionMap, { before, after }: Pair): readonly MapFault[] =>
  (before.sources.columns ?? []).flatMap((column): MapFault[] => {
    const place = `${before.code}/${column.column}`
    if (map.isDeclared(place)) return []
    const next = after.sources.columns?.find((one) => one.column === column.column)
    if (next === undefined) {
      return [{ code: 'column.removed', place, message: `The column ${place} is gone. Name the column that follows.` }]
    }
    const message = `The column ${place} reads otherwise. Say that it has the same meaning, or what follows.`
    return columnAsksTheSame(map, before, column, after, next.column)
      ? []
      : [{ code: 'column.reworded', place, message }]
  })

const offerFaults = (map: VersionMap, { before, after }: Pair): readonly MapFault[] => [
  ...sourceFaults(map, before.sources.options, after.sources.options),
  ...sourceFaults(map, before.sources.rows, after.sources.rows),
  ...(before.sources.columns ?? []).flatMap(({ column, list }) => {
    const next = after.sources.columns?.find((one) => one.column === map.column(before.code, column))
    return sourceFaults(
      map,
      list === undefined ? undefined : { list },
      next?.list === undefined ? undefined : { list: next.list },
    )
  }),
]

function sourceFaults(
  map: VersionMap,
  from: OptionSource | undefined,
  to: OptionSource | undefined,
): readonly MapFault[] {
  if (from === undefined || to === undefined) return []
  const offered = new Set(offeredCodes(map.to, to))
  return offeredCodes(map.from, from).flatMap((code): MapFault[] => {
    const list = listOf(from, code)
    const place = `${list}/${code}`
    if (map.isDeclared(place)) return []
    if (!offered.has(code)) {
      return [{ code: 'code.removed', place, message: `The code ${place} is gone. Name what follows it, or null.` }]
    }
    if (codeMeansTheSame(map, list, code, listOf(to, code), code)) return []
    const words = codeWords(map.from, list, code, firstLanguage(map.from))
    const message = `The code ${place} “${words}” reads otherwise. Say that it has the same meaning, or what follows.`
    return [{ code: 'code.reworded', place, message }]
  })
}

/** Two answers cannot stand in one place. */
function mergedFaults(map: VersionMap): readonly MapFault[] {
  const reached = new Set(pairsOf(map).map(({ before }) => before.code))
  return Array.from(map.from.items.keys())
    .filter((code) => map.item(code) !== undefined && !reached.has(code))
    .map((code) => ({
      code: 'item.merged',
      place: code,
      message: `${code} and another item would both be answered in ${map.item(code)}. Declare null for one of them.`,
    }))
}

/** Declarations about things that are not there are slips of the pen. */
function unknownFaults({ from, to }: VersionMap): readonly MapFault[] {
  const { items = {}, codes = {} } = to.bundle.follows ?? {}
  const known = (instrument: Instrument, place: string): boolean => {
    const [item = '', column] = place.split('/')
    const found = instrument.items.get(item)
    return (
      found !== undefined &&
      (column === undefined || (found.sources.columns ?? []).some((one) => one.column === column))
    )
  }
  const isIn = (instrument: Instrument, list: string, code: string) =>
    instrument.bundle.codeLists[list]?.codes.some((one) => one.code === code) === true
  return [
    ...Object.entries(items)
      .filter(
        ([before, after]) => !known(from, before) || (after !== null && !before.includes('/') && !to.items.has(after)),
      )
      .map(([before, after]): MapFault => {
        const message = `The map names ${before}: ${after}, and one of the two is not there.`
        return { code: 'item.unknown', place: before, message }
      }),
    ...Object.entries(codes).flatMap(([list, table]) =>
      Object.keys(table)
        .filter((code) => !isIn(from, list, code))
        .map((code): MapFault => {
          const message = `The map names the code ${list}/${code}, which ${from.bundle.version} does not have.`
          return { code: 'code.unknown', place: `${list}/${code}`, message }
        }),
    ),
  ]
}
