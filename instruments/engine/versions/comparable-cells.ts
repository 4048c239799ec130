import type { ResponseCells, RosterCells } from '../columns/cells.ts'
import { type Cell, isMissing, type Variable } from '../columns/variable.ts'
import { type InstrumentVariables, variables } from '../columns/variables.ts'
import type { Instrument } from '../definition/instrument.ts'
import { type Concordance, concordance } from './concordance.ts'
import { firstLanguage } from './meaning.ts'
import { codeSuccessors } from './successors.ts'
import { versionMap } from './version-map.ts'

/** Cells of an earlier version as cells of a newer one: where the two do not compare, the question was not asked. */
export interface CellTranslation {
  cells(response: ResponseCells): ResponseCells
  /** Variables of the earlier version that no variable of the newer one compares with. */
  readonly left: InstrumentVariables
  /** The cells of those variables. */
  leftCells(response: ResponseCells): ResponseCells
}

const notAsked: Cell = { missing: 'not_asked' }

type Take = (cells: readonly Cell[]) => readonly Cell[]

interface RosterTake {
  /** The roster in the earlier version whose records these are; absent when there was none. */
  readonly roster?: string
  readonly take: Take
  row(code: string): string
}

/** Made once for two versions, used for every response of the earlier one. */
export function cellTranslation(from: Instrument, to: Instrument): CellTranslation {
  const language = firstLanguage(to)
  const [before, after] = [variables(from, language), variables(to, language)]
  const table = concordance(from, to, language)
  const compares = new Map(
    table.flatMap((one) => (one.to === undefined || one.comparable === 'none' ? [] : [[one.to, one] as const])),
  )
  const used = new Set(Array.from(compares.values(), (one) => one.from))
  const left = only(before, (variable) => !used.has(variable))
  const rosters = rosterTakes(from, to, { before, after }, compares)
  const leftTakes = takesOf(before, left)
  return {
    cells: ({ main, rosters: records }) => ({
      main: takeAll(before.main, after.main, compares)(main),
      rosters: mapped(rosters, ({ roster, take, row }) =>
        (roster === undefined ? [] : (records[roster] ?? [])).map((record) => ({
          ...record,
          row: row(record.row),
          cells: take(record.cells),
        })),
      ),
    }),
    left,
    leftCells: ({ main, rosters: records }) => ({
      main: leftTakes.main(main),
      rosters: mapped(leftTakes.rosters, (take, roster) =>
        (records[roster] ?? []).map((record): RosterCells => ({ ...record, cells: take(record.cells) })),
      ),
    }),
  }
}

const mapped = <T, U>(table: Readonly<Record<string, T>>, map: (one: T, key: string) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(table).map(([key, one]) => [key, map(one, key)]))

const only = ({ main, rosters }: InstrumentVariables, keep: (variable: Variable) => boolean): InstrumentVariables => ({
  main: main.filter(keep),
  rosters: Object.fromEntries(
    Object.entries(rosters).flatMap(([roster, own]) => {
      const kept = own.filter(keep)
      return kept.length === 0 ? [] : [[roster, kept]]
    }),
  ),
})

function takesOf(before: InstrumentVariables, some: InstrumentVariables) {
  const positions = (all: readonly Variable[], kept: readonly Variable[]): Take => {
    const at = kept.map((variable) => all.indexOf(variable))
    return (cells) => at.map((position) => cells[position] ?? notAsked)
  }
  return {
    main: positions(before.main, some.main),
    rosters: mapped(some.rosters, (own, roster) => positions(before.rosters[roster] ?? [], own)),
  }
}

type Compares = ReadonlyMap<Variable, Concordance>

function takeAll(before: readonly Variable[], after: readonly Variable[], compares: Compares): Take {
  const steps = after.map((variable) => {
    const found = compares.get(variable)
    return { at: found?.from === undefined ? -1 : before.indexOf(found.from), codes: found?.codes }
  })
  return (cells) => steps.map(({ at, codes }) => recoded(cells[at], codes))
}

function recoded(cell: Cell | undefined, codes: ReadonlyMap<string, string> | undefined): Cell {
  if (cell === undefined) return notAsked
  if (isMissing(cell) || codes === undefined || codes.size === 0) return cell
  return codes.get(String(cell)) ?? notAsked
}

function rosterTakes(
  from: Instrument,
  to: Instrument,
  { before, after }: { readonly before: InstrumentVariables; readonly after: InstrumentVariables },
  compares: Compares,
): Record<string, RosterTake> {
  const map = versionMap(from, to)
  const earlier = new Map(Object.keys(before.rosters).map((roster) => [map.item(roster), roster]))
  return mapped(after.rosters, (own, roster): RosterTake => {
    const found = earlier.get(roster)
    const take = takeAll(before.rosters[found ?? ''] ?? [], own, compares)
    const rows = from.items.get(found ?? '')?.sources.rows
    const renamed = rows === undefined ? undefined : codeSuccessors(map, rows, to.items.get(roster)?.sources.rows)
    return {
      ...(found !== undefined && { roster: found }),
      take,
      row: (code) => renamed?.(code).to ?? code,
    }
  })
}
