import {
  type CellTranslation,
  cellTranslation,
  concordance,
  type Instrument,
  type InstrumentVariables,
  type ResponseCells,
  type Variable,
  variables,
  versionMap,
} from '#engine'
import { variableName } from '../../instruments/engine/columns/variables.ts'
import type { CsvRow } from './csv.ts'

/** The columns of a wave whose responses stand on several versions of its questionnaire. */
export interface VersionColumns {
  readonly newest: Instrument
  /** Those of the newest version in its order, then those that only earlier versions have, the newest of them first. */
  readonly variables: InstrumentVariables
  /** Which variables of the versions compare, with a header; nothing where there is one version. */
  readonly concordance: readonly CsvRow[]
  /** The version with this hash. Throws for one that is not of the wave. */
  instrument(hash: string): Instrument
  /** The cells of a response of some version under the columns of the newest: what does not compare was not asked. */
  newestCells(hash: string, cells: ResponseCells): ResponseCells
  /** The same under all columns. */
  cells(hash: string, cells: ResponseCells): ResponseCells
}

interface Step {
  readonly from: Instrument
  readonly translation: CellTranslation
  /** The columns only this earlier version has, under names that nothing else has. */
  readonly left: InstrumentVariables
}

/** From the version a wave began with to the newest; at least one. */
export function versionColumns(chain: readonly Instrument[]): VersionColumns {
  const newest = chain.at(-1)
  if (newest === undefined) throw new Error('a wave has at least one version')
  const language = newest.bundle.languages[0] ?? 'en'
  const own = variables(newest, language)
  const steps = namedSteps(chain, own)
  const at = (hash: string): number => {
    const found = chain.findIndex((one) => one.hash === hash)
    if (found < 0) throw new Error(`no version of this wave has the hash ${hash}`)
    return found
  }
  const newestCells = (hash: string, cells: ResponseCells) =>
    steps.slice(at(hash)).reduce((moved, { translation }) => translation.cells(moved), cells)
  const later = steps.toReversed()
  return {
    newest,
    variables: later.reduce((all, { left }) => joined(all, left), own),
    concordance: concordanceRows(chain, language),
    instrument: (hash) => chain[at(hash)] ?? newest,
    newestCells,
    cells(hash, cells) {
      const since = steps.slice(at(hash))
      const stages = since.map((_, k) =>
        since.slice(0, k).reduce((moved, { translation }) => translation.cells(moved), cells),
      )
      const main = newestCells(hash, cells)
      return later.reduce((all, step) => {
        const stage = stages[since.indexOf(step)]
        return stage === undefined ? widened(all, step.left) : withLeft(all, step, step.translation.leftCells(stage))
      }, main)
    },
  }
}

/** Each step towards the newest version, with the columns it leaves behind, named apart and filed under the newest rosters. */
function namedSteps(chain: readonly Instrument[], own: InstrumentVariables): readonly Step[] {
  const taken = new Set([...own.main, ...Object.values(own.rosters).flat()].map(({ name }) => name))
  const steps: Step[] = []
  for (let k = chain.length - 2; k >= 0; k -= 1) {
    const [from, to] = [chain[k], chain[k + 1]]
    if (from === undefined || to === undefined) continue
    const translation = cellTranslation(from, to)
    const named = (variable: Variable): Variable => apart(variable, from.bundle.version, taken)
    const rosters = Object.entries(translation.left.rosters).map(
      ([roster, left]) => [rosterNow(chain.slice(k), roster), left.map(named)] as const,
    )
    const left = { main: translation.left.main.map(named), rosters: Object.fromEntries(rosters) }
    steps.unshift({ from, translation, left })
  }
  return steps
}

/** A column of an earlier version says so in its label, and in its name where the newer one uses that for something else. */
function apart(variable: Variable, version: string, taken: Set<string>): Variable {
  const name = taken.has(variable.name)
    ? variableName(variable.name, `v${version.replaceAll('.', '_')}`)
    : variable.name
  taken.add(name)
  return { ...variable, name, label: `${variable.label} (version ${version})` }
}

/** What a roster is called in the newest version; its own name when none follows it. */
function rosterNow(chain: readonly Instrument[], roster: string): string {
  let name: string | undefined = roster
  for (const [k, from] of chain.entries()) {
    const to: Instrument | undefined = chain[k + 1]
    if (to === undefined || name === undefined) break
    name = versionMap(from, to).item(name)
  }
  return name ?? roster
}

const joined = (all: InstrumentVariables, left: InstrumentVariables): InstrumentVariables => ({
  main: [...all.main, ...left.main],
  rosters: Object.fromEntries(
    Array.from(new Set([...Object.keys(all.rosters), ...Object.keys(left.rosters)]), (roster) => [
      roster,
      [...(all.rosters[roster] ?? []), ...(left.rosters[roster] ?? [])],
    ]),
  ),
})

const notAsked = { missing: 'not_asked' } as const
const blank = (own: readonly Variable[] = []) => own.map(() => notAsked)

/** A response of a later version was not asked what only this one asks. */
const widened = ({ main, rosters }: ResponseCells, left: InstrumentVariables): ResponseCells => ({
  main: [...main, ...blank(left.main)],
  rosters: Object.fromEntries(
    Array.from(new Set([...Object.keys(rosters), ...Object.keys(left.rosters)]), (roster) => [
      roster,
      (rosters[roster] ?? []).map((record) => ({
        ...record,
        cells: [...record.cells, ...blank(left.rosters[roster])],
      })),
    ]),
  ),
})

/** Records are the same ones in the same order, whichever version reads them. */
function withLeft(all: ResponseCells, step: Step, cells: ResponseCells): ResponseCells {
  const records = new Map(Object.entries(cells.rosters))
  const leftOf = Object.entries(step.translation.left.rosters).map(([roster, own]) => {
    const now = Object.entries(step.left.rosters).find(([, named]) => named[0]?.item === own[0]?.item)
    return [now?.[0] ?? roster, records.get(roster) ?? []] as const
  })
  const names = new Set([...Object.keys(all.rosters), ...leftOf.map(([roster]) => roster)])
  return {
    main: [...all.main, ...cells.main],
    rosters: Object.fromEntries(
      Array.from(names, (roster) => {
        const left = leftOf.find(([name]) => name === roster)?.[1]
        const known = all.rosters[roster] ?? []
        if (left === undefined) return [roster, known] as const
        const longer =
          known.length >= left.length ? known : left.map(({ row, label }, k) => known[k] ?? { row, label, cells: [] })
        return [
          roster,
          longer.map((record, k) => ({ ...record, cells: [...record.cells, ...(left[k]?.cells ?? [])] })),
        ] as const
      }),
    ),
  }
}

/** Every earlier version against the one after it, variable by variable. */
function concordanceRows(chain: readonly Instrument[], language: string): readonly CsvRow[] {
  const rows = chain.slice(1).flatMap((to, k) => {
    const from = chain[k]
    if (from === undefined) return []
    const versions = [from.bundle.version, to.bundle.version] as const
    return concordance(from, to, language).map(
      (one): CsvRow => [versions[0], one.from?.name ?? '', versions[1], one.to?.name ?? '', one.comparable, one.why],
    )
  })
  const header = ['earlier_version', 'earlier_variable', 'version', 'variable', 'comparable', 'why']
  return rows.length === 0 ? [] : [header, ...rows]
}
