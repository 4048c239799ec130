import type { Follows } from '../definition/bundle.ts'
import type { Instrument } from '../definition/instrument.ts'

/**
 * What the items and codes of one version are called in another. What was not declared is what it was, under the
 * same code; a code without a successor was dropped, one with several was split.
 */
export interface VersionMap {
  readonly from: Instrument
  readonly to: Instrument
  item(code: string): string | undefined
  /** The column of a grid that follows a column; `item` is the grid's code in the version the column is of. */
  column(item: string, column: string): string | undefined
  /** The codes that follow a code, by the lists of the earlier and of the later version that it stands in. */
  codes(list: string, toList: string, code: string): readonly string[]
  /** Was this item, `item/column` or `list/code` of the newer version declared to mean what it meant? */
  meansTheSame(place: string): boolean
  /** Was it said what follows this item, `item/column` or `list/code` of the earlier version? */
  isDeclared(place: string): boolean
}

const follow = <T>(table: Readonly<Record<string, T>> | undefined, code: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, code) ? table[code] : undefined

/** How `to` follows `from`. Without a declaration, or with one about another version, all codes are what they were. */
export function versionMap(from: Instrument, to: Instrument): VersionMap {
  const declared: Partial<Follows> = follows(from, to) ? (to.bundle.follows ?? {}) : {}
  const { items, codes, same_meaning: same = [] } = declared
  const known = (code: string | null | undefined, then: (code: string) => string | undefined) =>
    code === null || code === undefined ? undefined : then(code)
  return {
    from,
    to,
    item: (code) => known(items !== undefined && Object.hasOwn(items, code) ? items[code] : code, onlyIn(to)),
    column: (item, column) => {
      const named = `${item}/${column}`
      if (items === undefined || !Object.hasOwn(items, named)) return column
      // written with its item again: `B10/status: B10/state`
      return items[named]?.replace(/^.*\//, '')
    },
    codes: (list, _toList, code) => {
      const table = follow(codes, list)
      const next = table !== undefined && Object.hasOwn(table, code) ? table[code] : code
      if (next === null || next === undefined) return []
      return typeof next === 'string' ? [next] : next
    },
    meansTheSame: (place) => same.includes(place),
    isDeclared: (place) => {
      const at = place.indexOf('/')
      return (
        follow(items, place) !== undefined ||
        follow(follow(codes, place.slice(0, at)), place.slice(at + 1)) !== undefined
      )
    },
  }
}

const onlyIn = (instrument: Instrument) => (code: string) => (instrument.items.has(code) ? code : undefined)

/** Does this version say that it follows the other? */
export const follows = (from: Instrument, to: Instrument): boolean =>
  to.bundle.instrument === from.bundle.instrument && to.bundle.follows?.version === from.bundle.version

/** The same map read backwards, for the way back to the earlier version: codes that were split come together again. */
export function reversed(map: VersionMap): VersionMap {
  const { from, to } = map
  const items = new Map<string, string>()
  for (const code of from.items.keys()) {
    const next = map.item(code)
    if (next !== undefined && !items.has(next)) items.set(next, code)
  }
  return {
    from: to,
    to: from,
    item: (code) => items.get(code),
    column: (item, column) => {
      const before = items.get(item)
      const columns = before === undefined ? [] : (from.items.get(before)?.sources.columns ?? [])
      return columns.find((one) => map.column(before ?? '', one.column) === column)?.column
    },
    codes: (list, toList, code) =>
      (from.bundle.codeLists[toList]?.codes ?? [])
        .map((one) => one.code)
        .filter((one) => map.codes(toList, list, one).includes(code)),
    meansTheSame: (place) => sameBackwards(map, items, place),
    isDeclared: () => true,
  }
}

/** Declared for the newer version's name; asked here by the older one's. */
function sameBackwards(map: VersionMap, items: ReadonlyMap<string, string>, place: string): boolean {
  const at = place.indexOf('/')
  if (at < 0) return Array.from(items).some(([next, before]) => before === place && map.meansTheSame(next))
  const [head, tail] = [place.slice(0, at), place.slice(at + 1)]
  const next = map.item(head)
  if (next !== undefined) return map.meansTheSame(`${next}/${map.column(head, tail) ?? tail}`)
  return map.codes(head, head, tail).some((code) => map.meansTheSame(`${head}/${code}`))
}
