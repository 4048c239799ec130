import type { Transaction } from 'kysely'
import type { ExportListing } from '#contract'
import { type InstrumentVariables, variables } from '#engine'
import { withheldSections } from '../../analysis/consent.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { type DataFile, isLeftOut } from '../../exports/data-file.ts'
import { fileName } from '../../exports/file-name.ts'
import type { ExportHead } from '../../exports/manifest.ts'
import { columnsOf, type ExportPackage, packageOf } from '../../exports/package.ts'
import { dataFileText, descriptionText } from '../../exports/stream.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { problem } from '../../problems.ts'
import { loadWave, type OpenWave, openWave, plainVariables, type WaveData } from '../findings/actions.ts'
import { bundle } from './bundle.ts'
import { type ReadPage, submittedResponses } from './submitted-responses.ts'

/** The files an export of this wave consists of. */
export async function listExports(db: Transaction<Tables>, id: string): Promise<ExportListing> {
  const wave = await openWave(db, id)
  const data = await loadWave(db, wave)
  const { data: files, descriptions } = packageFor(wave, data)
  const listed = [
    ...files.map((file) => ({ file, rows: rowsIn(file, wave, data) })),
    ...descriptions.map((file) => ({ file, rows: file.rows.length - 1 })),
  ]
  return {
    wave: wave.summary,
    files: listed.map(({ file, rows }) => ({ name: file.name, title: file.title, rows, columns: columnsOf(file) })),
  }
}

export interface ExportRequest {
  readonly wave: string
  readonly purpose: string
}

/** One file, written while it is read: its content needs a page of submissions in memory, not all of them. */
export async function exportFile(
  unit: Unit,
  read: ReadPage,
  request: ExportRequest & { name: string },
): Promise<FileReply> {
  const { wave, data, parts } = await openExport(unit, request)
  const { name } = request
  const found = [...parts.data, ...parts.descriptions].find((file) => file.name === name)
  if (found === undefined) throw problem('not-found', 'An export of this wave has no file with this name.')
  const isData = !('rows' in found)
  audit(unit, wave, request, { file: name, rows: isData ? rowsIn(found, wave, data) : found.rows.length - 1 })
  const { code, synthetic } = wave.summary
  return {
    name: fileName({ synthetic, parts: [wave.study.code, code, name.replace(/\.csv$/, '')], extension: 'csv' }),
    content: isData ? dataFileText(found, submittedResponses(read, wave, data)) : descriptionText(found),
  }
}

/** All files in one archive, with a manifest that proves each of them. */
export async function exportBundle(unit: Unit, read: ReadPage, request: ExportRequest): Promise<FileReply> {
  const { wave, data, parts } = await openExport(unit, request)
  const rows = Object.fromEntries(parts.data.map((file) => [file.name, rowsIn(file, wave, data)]))
  audit(unit, wave, request, { file: 'bundle.zip', rows })
  const { code, synthetic } = wave.summary
  const head = headOf(wave, unit.actor.name, request.purpose)
  return {
    name: fileName({ synthetic, parts: [wave.study.code, code], extension: 'zip' }),
    content: bundle(head, parts, () => submittedResponses(read, wave, data)),
  }
}

async function openExport(unit: Unit, request: ExportRequest) {
  const wave = await openWave(unit.db, request.wave)
  const data = await loadWave(unit.db, wave)
  return { wave, data, parts: packageFor(wave, data) }
}

// who and when stand in every audit event
function audit(
  unit: Unit,
  wave: OpenWave,
  { purpose }: ExportRequest,
  detail: Readonly<Record<string, unknown>>,
): void {
  const { id, synthetic } = wave.summary
  unit.audit({
    action: 'export.downloaded',
    study: wave.study.id,
    detail: { wave: id, purpose, submissions: wave.summary.submitted, key: wave.key, synthetic, ...detail },
  })
}

function packageFor(wave: OpenWave, { instrument, language }: WaveData): ExportPackage {
  const plain: InstrumentVariables = plainVariables(variables(instrument, language), {
    ...wave.summary,
    year: wave.year,
  })
  return packageOf({ instrument, language, variables: plain })
}

/** As many as will be written: without the records of sections that are withheld. */
function rowsIn(file: DataFile, { frame }: OpenWave, { main, rosters, consents }: WaveData): number {
  const table = file.roster === undefined ? main : rosters[file.roster]
  if (table === undefined) return 0
  const { starts } = table
  return frame.reduce((sum, { code }, unit) => {
    const own = (starts[unit + 1] ?? 0) - (starts[unit] ?? 0)
    return isLeftOut(file, withheldSections(consents, code)) ? sum : sum + own
  }, 0)
}

function headOf(wave: OpenWave, exportedBy: string, purpose: string): ExportHead {
  const { study: title, code, title: waveTitle, referenceFrom, referenceTo } = wave.summary
  const { instrument, synthetic, units, submitted } = wave.summary
  return {
    study: { code: wave.study.code, title },
    wave: { code, title: waveTitle, referenceFrom, referenceTo },
    instrument,
    synthetic,
    purpose,
    exportedBy,
    exportedAt: new Date().toISOString(),
    units,
    submitted,
  }
}
