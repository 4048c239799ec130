import type { OptionSource } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { codeMeansTheSame, columnAsksTheSame } from './meaning.ts'
import type { MoveReason, Outcome } from './move-plan.ts'
import type { VersionMap } from './version-map.ts'

/** What becomes of a code, a row or a column: its new name, if it has one. */
export interface Successor {
  readonly outcome: Outcome
  readonly reason: MoveReason
  readonly to?: string
}

export type Successors = (code: string) => Successor

export const unchanged: Successors = (code) => ({ outcome: 'kept', reason: 'same', to: code })

const gone = (reason: MoveReason): Successor => ({ outcome: 'set_aside', reason })

/** The list a code of an option source stands in: its own, or `common` for the added ones. */
export const listOf = (source: OptionSource, code: string): string =>
  (source.also ?? []).includes(code) ? 'common' : source.list

/** Every code an option source may offer. */
export const offeredCodes = (instrument: Instrument, source: OptionSource): readonly string[] => [
  ...(instrument.bundle.codeLists[source.list]?.codes ?? []).map((code) => code.code),
  ...(source.also ?? []),
]

/** Where the codes of one source have gone in another. */
export function codeSuccessors(
  map: VersionMap,
  from: OptionSource | undefined,
  to: OptionSource | undefined,
): Successors {
  if (from === undefined || to === undefined) return () => gone('code_removed')
  const offered = new Set(offeredCodes(map.to, to))
  return (code) => {
    const list = listOf(from, code)
    const next = map.codes(list, list === 'common' ? 'common' : to.list, code).filter((one) => offered.has(one))
    const [only] = next
    if (only === undefined) return gone('code_removed')
    // several may follow, and which of them was meant only the respondent knows
    if (next.length > 1) return { outcome: 'look', reason: 'code_split' }
    if (!codeMeansTheSame(map, list, code, listOf(to, only), only)) {
      return { outcome: 'look', reason: 'code_reworded', to: only }
    }
    return { outcome: 'kept', reason: only === code ? 'same' : 'recoded', to: only }
  }
}

/** Where the columns of a grid have gone. */
export const columnSuccessors =
  (map: VersionMap, before: Item, after: Item): Successors =>
  (code) => {
    const column = before.sources.columns?.find((one) => one.column === code)
    const next = map.column(before.code, code)
    const found = after.sources.columns?.find((one) => one.column === next)
    if (column === undefined || next === undefined || found === undefined) return gone('column_removed')
    if (!columnAsksTheSame(map, before, column, after, next)) {
      return { outcome: 'look', reason: 'column_reworded', to: next }
    }
    return { outcome: 'kept', reason: next === code ? 'same' : 'recoded', to: next }
  }

/** Entries of registers: `C02/r1` from a roster of the instrument, `policy_model/nz_toolbox` from a code list. */
export const registerSuccessors =
  (map: VersionMap, after: Item): Successors =>
  (entry) => {
    const at = entry.indexOf('/')
    const [source, row] = [entry.slice(0, at), entry.slice(at + 1)]
    const roster = map.from.items.has(source)
    const next = roster ? map.item(source) : source
    if (next === undefined || after.sources.registers?.includes(next) !== true) return gone('code_removed')
    const found = roster
      ? rowSuccessors(map, map.from.items.get(source), map.to.items.get(next))(row)
      : codeSuccessors(map, { list: source }, { list: next })(row)
    return found.to === undefined ? found : { ...found, to: `${next}/${found.to}` }
  }

/** Rows of a roster are codes when an earlier answer gives them, and names of the respondent's own records otherwise. */
export function rowSuccessors(map: VersionMap, before: Item | undefined, after: Item | undefined): Successors {
  const [from, to] = [before?.sources.rows, after?.sources.rows]
  if (from === undefined && to === undefined) return unchanged
  return codeSuccessors(map, from, to)
}
