import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { DescriptionFile } from '../../exports/codebook.ts'
import { noteRendered, type RenderedVariables } from '../../exports/companions.ts'
import { type DataFile, rowCount } from '../../exports/data-file.ts'
import { type ExportPackage, packageOf } from '../../exports/package.ts'
import { noShare, type PrefillShare, withShareOf } from '../../exports/prefilled-file.ts'
import type { VersionColumns } from '../../exports/version-columns.ts'
import { keptFor, type OpenWave, openVersions, openWave, plainVariables } from '../findings/actions.ts'
import { researchStamp } from '../renderings/beside.ts'
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
  const stamp = await researchStamp(db, wave.study.id)
  const all = packageOf({ ...request, prefilled: true }).data
  const { counted, share, rendered } = await counts(`${wave.key}/${stamp}`, () => count(db, wave, versions, all))
  return {
    wave,
    versions,
    parts: packageOf({ ...request, rendered, prefilled: share.offered > 0 }),
    ...(share.offered > 0 && { prefilled: share }),
    rows: (file) => ('rows' in file ? file.rows.length - 1 : (counted.get(file.name) ?? 0)),
  }
}

interface Counted {
  readonly counted: ReadonlyMap<string, number>
  readonly share: PrefillShare
  readonly rendered: RenderedVariables
}

/** One pass over the submissions, so that rows and columns are known, and audited, before the first row is sent. */
async function count(
  db: Transaction<Tables>,
  wave: OpenWave,
  versions: VersionColumns,
  files: readonly DataFile[],
): Promise<Counted> {
  const counted = new Map<string, number>()
  const rendered = new Map<string, Set<'administration' | 'research'>>()
  let share = noShare
  for await (const response of submittedResponses((work) => work(db), wave, versions)) {
    share = withShareOf(share, response)
    for (const file of files) counted.set(file.name, (counted.get(file.name) ?? 0) + rowCount(file, response))
    if (response.companions !== undefined) noteRendered(rendered, response.companions)
  }
  return { counted, share, rendered }
}
