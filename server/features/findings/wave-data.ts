import type { Transaction } from 'kysely'
import {
  type Cell,
  cells,
  type Instrument,
  type InstrumentVariables,
  pack,
  packLayout,
  type ResponseCells,
  type Variable,
  variables,
} from '#engine'
import { type Consents, readConsents } from '../../analysis/consent.ts'
import { type LabelContext, plainLabel } from '../../analysis/plain-label.ts'
import { type Row, type Table, tableOf } from '../../analysis/table.ts'
import type { Tables } from '../../database/tables.ts'
import { type VersionColumns, versionColumns } from '../../exports/version-columns.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { keptFor } from './kept.ts'
import type { OpenWave, WaveUnit } from './open-wave.ts'
import { findSubmissions, findVersions, type SubmissionRow } from './store.ts'
import { readContent, type SubmittedContent } from './submitted-content.ts'

/** Every submitted answer of a wave as columns: one table of responses, one per roster. */
export interface WaveData {
  readonly instrument: Instrument
  readonly language: string
  readonly main: Table
  readonly rosters: Readonly<Record<string, Table>>
  readonly consents: Consents
  /** What a unit of the frame sent in; undefined while it has not. */
  content(unit: number): (SubmittedContent & { readonly instrument: Instrument }) | undefined
}

const mostWaves = 8
const kept = keptFor<WaveData>(mostWaves)
const keptVersions = keptFor<VersionColumns>(mostWaves)

export const loadWave = (db: Transaction<Tables>, wave: OpenWave): Promise<WaveData> =>
  kept(wave.key, () => readWave(db, wave))

/** The versions the responses of a wave stand on, read in the newest of them. */
export async function openVersions(db: Transaction<Tables>, wave: OpenWave): Promise<VersionColumns> {
  const { study, summary } = wave
  const hashes = await findVersions(db, study.id, summary.id, summary.instrument.hash)
  return keptVersions(hashes.join(' '), async () =>
    versionColumns(await Promise.all(hashes.map((hash) => getOpenedInstrument(db, hash)))),
  )
}

async function readWave(db: Transaction<Tables>, wave: OpenWave): Promise<WaveData> {
  const instrument = await getOpenedInstrument(db, wave.summary.instrument.hash)
  const language = instrument.bundle.languages[0] ?? 'en'
  const versions = await openVersions(db, wave)
  const keys = wave.frame.flatMap(({ submission }) => submission ?? [])
  const found = new Map((await findSubmissions(db, wave.study.id, keys)).map((row) => [row.response, row]))
  const submitted = wave.frame.flatMap(({ submission }, unit) => {
    const row = submission && found.get(submission.response)
    return row === undefined ? [] : [submittedResponse(versions, language, unit, row)]
  })
  const columns = plainVariables(variables(instrument, language), { ...wave.summary, year: wave.year })
  const main = tableOf(
    columns.main,
    submitted.map((one) => mainRow(one, columns.main)),
    wave.frame.length,
  )
  const rosters = Object.entries(columns.rosters).map(([roster, own]) => {
    const rows = submitted.flatMap((one) => rosterRows(one, roster, own))
    return [roster, tableOf(own, rows, wave.frame.length)] as const
  })
  const contents = new Map(
    submitted.map(({ unit, content, instrument: own }) => [unit, { ...content, instrument: own }]),
  )
  return {
    instrument,
    language,
    main,
    rosters: Object.fromEntries(rosters),
    consents: readConsents(main, wave.frame),
    content: (unit) => contents.get(unit),
  }
}

/** What these units sent in, one after the other as they are given; undefined for one that has not. */
export async function readSubmissions(
  db: Transaction<Tables>,
  wave: OpenWave,
  units: readonly WaveUnit[],
  language: string,
): Promise<readonly (SubmittedContent | undefined)[]> {
  const keys = units.flatMap(({ submission }) => submission ?? [])
  const found = new Map((await findSubmissions(db, wave.study.id, keys)).map((row) => [row.response, row.canonical]))
  return units.map(({ submission }) => {
    const canonical = submission && found.get(submission.response)
    return canonical === undefined ? undefined : readContent(canonical, language)
  })
}

interface SubmittedResponse {
  readonly unit: number
  readonly content: SubmittedContent
  /** The version it was submitted on. */
  readonly instrument: Instrument
  /** Packed by the same instrument version, or to be packed again. */
  readonly coded: Uint8Array | undefined
  readonly cells: ResponseCells
}

function submittedResponse(
  versions: VersionColumns,
  language: string,
  unit: number,
  row: SubmissionRow,
): SubmittedResponse {
  const content = readContent(row.canonical, language)
  const instrument = versions.instrument(row.hash)
  const coded = row.hash === versions.newest.hash && row.coded !== null ? row.coded : undefined
  const own = cells(instrument, content.answers, content.context)
  return { unit, content, instrument, coded, cells: versions.newestCells(row.hash, own) }
}

const mainRow = ({ unit, coded, cells: { main } }: SubmittedResponse, own: readonly Variable[]): Row => ({
  unit,
  packed: coded ?? pack(own, packLayout(own), main),
  words: (variable) => inText(main[variable]),
})

function rosterRows({ unit, cells: { rosters } }: SubmittedResponse, roster: string, own: readonly Variable[]): Row[] {
  const layout = packLayout(own)
  return (rosters[roster] ?? []).map((record) => ({
    unit,
    packed: pack(own, layout, record.cells),
    words: (variable) => inText(record.cells[variable]),
  }))
}

const inText = (cell: Cell | undefined): string => (cell === undefined || typeof cell === 'object' ? '' : String(cell))

/** Labels as a reader of findings needs them, without places for one record or one administration. */
export function plainVariables({ main, rosters }: InstrumentVariables, wave: LabelContext): InstrumentVariables {
  const plain = (list: readonly Variable[]) => list.map((one) => ({ ...one, label: plainLabel(one.label, wave) }))
  return {
    main: plain(main),
    rosters: Object.fromEntries(Object.entries(rosters).map(([roster, list]) => [roster, plain(list)])),
  }
}
