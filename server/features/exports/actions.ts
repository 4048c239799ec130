import type { Transaction } from 'kysely'
import type { ExportListing } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { fileName } from '../../exports/file-name.ts'
import type { ExportHead } from '../../exports/manifest.ts'
import { columnsOf } from '../../exports/package.ts'
import { dataFileText, descriptionText } from '../../exports/stream.ts'
import type { FileReply } from '../../http/file-reply.ts'
import { problem } from '../../problems.ts'
import type { OpenWave } from '../findings/actions.ts'
import { bundle } from './bundle.ts'
import { openExport } from './open-export.ts'
import { type ReadPage, submittedResponses } from './submitted-responses.ts'

/** The files an export of this wave consists of. */
export async function listExports(db: Transaction<Tables>, id: string): Promise<ExportListing> {
  const { wave, parts, rows } = await openExport(db, id)
  return {
    wave: wave.summary,
    files: [...parts.data, ...parts.descriptions].map((file) => ({
      name: file.name,
      title: file.title,
      rows: rows(file),
      columns: columnsOf(file),
    })),
  }
}

export interface ExportRequest {
  readonly wave: string
  readonly purpose: string
}

/** One file, written while it is read: it needs a page of submissions in memory, not all of them. */
export async function exportFile(
  unit: Unit,
  read: ReadPage,
  request: ExportRequest & { readonly name: string },
): Promise<FileReply> {
  const { wave, versions, parts, rows } = await openExport(unit.db, request.wave)
  const found = [...parts.data, ...parts.descriptions].find((file) => file.name === request.name)
  if (found === undefined) throw problem('not-found', 'An export of this wave has no file with this name.')
  audit(unit, wave, request, { file: found.name, rows: rows(found) })
  return {
    name: nameOf(wave, 'csv', found.name.replace(/\.csv$/, '')),
    content: 'rows' in found ? descriptionText(found) : dataFileText(found, submittedResponses(read, wave, versions)),
  }
}

/** All files in one archive, with a manifest that proves each of them. */
export async function exportBundle(unit: Unit, read: ReadPage, request: ExportRequest): Promise<FileReply> {
  const { wave, versions, parts, rows, prefilled } = await openExport(unit.db, request.wave)
  const counts = Object.fromEntries(parts.data.map((file) => [file.name, rows(file)]))
  audit(unit, wave, request, { file: 'bundle.zip', rows: counts })
  const head = { ...headOf(wave, unit.actor.name, request.purpose), ...(prefilled !== undefined && { prefilled }) }
  return {
    name: nameOf(wave, 'zip'),
    content: bundle(head, parts, () => submittedResponses(read, wave, versions)),
  }
}

// who and when stand in every audit event
function audit(
  unit: Unit,
  wave: OpenWave,
  { purpose }: ExportRequest,
  detail: Readonly<Record<string, unknown>>,
): void {
  const { id, submitted, synthetic } = wave.summary
  unit.audit({
    action: 'export.downloaded',
    study: wave.study.id,
    detail: { wave: id, purpose, submissions: submitted, key: wave.key, synthetic, ...detail },
  })
}

const nameOf = ({ study, summary }: OpenWave, extension: string, ...parts: readonly string[]): string =>
  fileName({ synthetic: summary.synthetic, parts: [study.code, summary.code, ...parts], extension })

function headOf(wave: OpenWave, exportedBy: string, purpose: string): ExportHead {
  const { study, code, title, referenceFrom, referenceTo, instrument, synthetic, units, submitted } = wave.summary
  return {
    study: { code: wave.study.code, title: study },
    wave: { code, title, referenceFrom, referenceTo },
    instrument,
    synthetic,
    purpose,
    exportedBy,
    exportedAt: new Date().toISOString(),
    units,
    submitted,
  }
}
