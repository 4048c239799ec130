import type { Transaction } from 'kysely'
import { cells, type Instrument, variables } from '#engine'
import { withheldSections } from '../../analysis/consent.ts'
import type { Tables } from '../../database/tables.ts'
import type { ExportedResponse } from '../../exports/data-file.ts'
import type { VersionColumns } from '../../exports/version-columns.ts'
import { keptFor, type OpenWave, readSubmissions, type WaveUnit } from '../findings/actions.ts'

/** A read-only transaction per page: a slow reader holds none open. */
export type ReadPage = <T>(work: (db: Transaction<Tables>) => Promise<T>) => Promise<T>

const responsesPerPage = 50
// a bundle goes through the same responses once per file
const kept = keptFor<readonly ExportedResponse[]>(2)

/** The submissions of a wave, page by page in the order of its frame: the set is fixed, the content never changes. */
export async function* submittedResponses(
  read: ReadPage,
  wave: OpenWave,
  versions: VersionColumns,
): AsyncGenerator<ExportedResponse> {
  const submitted = wave.frame.filter((unit) => unit.submission !== undefined)
  for (let at = 0; at < submitted.length; at += responsesPerPage) {
    const units = submitted.slice(at, at + responsesPerPage)
    yield* await kept(`${wave.key}/${at}`, () => read((db) => readPage(db, wave, versions, units)))
  }
}

async function readPage(
  db: Transaction<Tables>,
  wave: OpenWave,
  versions: VersionColumns,
  units: readonly WaveUnit[],
): Promise<readonly ExportedResponse[]> {
  const language = firstLanguage(versions.newest)
  const contents = await readSubmissions(db, wave, units, language)
  return units.map((unit, at) => {
    const content = contents[at]
    const hash = unit.submission?.instrument ?? ''
    if (content === undefined) throw new Error(`submission ${unit.submission?.reference} was not found`)
    const instrument = versions.instrument(hash)
    const own = cells(instrument, content.answers, content.context)
    return {
      ...keyOf(wave, unit, instrument),
      ...versions.cells(hash, own),
      answered: content.answered,
      prefilled: content.prefilled.map((one) => ({
        ...one,
        section: instrument.items.get(one.item)?.section.code ?? '',
      })),
      // consent is read where it was given, in the version of the response
      withheld: withheldSections(variables(instrument, language).main, own.main),
    }
  })
}

const firstLanguage = ({ bundle }: Instrument): string => bundle.languages[0] ?? 'en'

function keyOf({ study, summary }: OpenWave, { code, iso3, submission }: WaveUnit, { bundle, hash }: Instrument) {
  return {
    study: study.code,
    wave: summary.code,
    unit: code,
    iso3,
    reference: submission?.reference ?? '',
    instrument: bundle.instrument,
    version: bundle.version,
    hash,
    submittedAt: submission?.submittedAt ?? '',
    synthetic: summary.synthetic,
  }
}
