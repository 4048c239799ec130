import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { DescriptionFile } from '../../exports/codebook.ts'
import { type DataFile, rowCount } from '../../exports/data-file.ts'
import { type ExportPackage, packageOf } from '../../exports/package.ts'
import { noShare, type PrefillShare, withShareOf } from '../../exports/prefilled-file.ts'
import type { VersionColumns } from '../../exports/version-columns.ts'
import { keptFor, type OpenWave, openVersions, openWave, plainVariables } from '../findings/actions.ts'
import { submittedResponses } from './submitted-responses.ts'

/** What an export of a wave consists of at this moment. */
export interface OpenExport {
  readonly wave: OpenWave
  readonly versions: VersionColumns
  readonly parts: ExportPackage
  /** How much of it was said before; absent where nothing was offered. */
  readonly prefilled?: PrefillShare
  rows(file: DataFile | DescriptionFile): number
}

const mostCounts = 50
const counts = keptFor<Counted>(mostCounts)

interface Counted {
  readonly counted: ReadonlyMap<string, number>
  readonly share: PrefillShare
}

export async function openExport(db: Transaction<Tables>, id: string): Promise<OpenExport> {
  const wave = await openWave(db, id)
  const versions = await openVersions(db, wave)
  const instrument = versions.newest
  const language = instrument.bundle.languages[0] ?? 'en'
  const labels = { ...wave.summary, year: wave.year }
  const request = {
    instrument,
    language,
    variables: plainVariables(versions.variables, labels),
    concordance: versions.concordance,
  }
  const all = packageOf({ ...request, prefilled: true }).data
  const { counted, share } = await counts(wave.key, () => countRows(db, wave, versions, all))
  const parts = packageOf({ ...request, prefilled: share.offered > 0 })
  return {
    wave,
    versions,
    parts,
    ...(share.offered > 0 && { prefilled: share }),
    rows: (file) => ('rows' in file ? file.rows.length - 1 : (counted.get(file.name) ?? 0)),
  }
}

/** One pass over the submissions, so that the rows are known, and audited, before the first of them is sent. */
async function countRows(
  db: Transaction<Tables>,
  wave: OpenWave,
  versions: VersionColumns,
  files: readonly DataFile[],
): Promise<Counted> {
  const counted = new Map<string, number>()
  let share = noShare
  for await (const response of submittedResponses((work) => work(db), wave, versions)) {
    share = withShareOf(share, response)
    for (const file of files) counted.set(file.name, (counted.get(file.name) ?? 0) + rowCount(file, response))
  }
  return { counted, share }
}
