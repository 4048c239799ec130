import type { Transaction } from 'kysely'
import { cells } from '#engine'
import { withheldSections } from '../../analysis/consent.ts'
import type { Tables } from '../../database/tables.ts'
import type { ExportedResponse } from '../../exports/data-file.ts'
import { type OpenWave, readSubmissions, type WaveData, type WaveUnit } from '../findings/actions.ts'

/** A read-only transaction per page: a slow reader holds none open. */
export type ReadPage = <T>(work: (db: Transaction<Tables>) => Promise<T>) => Promise<T>

const unitsPerPage = 50

/** The submissions of a wave, page by page in the order of its frame: the set is fixed, the content never changes. */
export async function* submittedResponses(
  read: ReadPage,
  wave: OpenWave,
  data: WaveData,
): AsyncGenerator<ExportedResponse> {
  const submitted = wave.frame.filter((unit) => unit.submission !== undefined)
  for (let at = 0; at < submitted.length; at += unitsPerPage) {
    const page = submitted.slice(at, at + unitsPerPage)
    const contents = await read((db) => readSubmissions(db, wave, page, data.language))
    for (const [position, unit] of page.entries()) {
      const content = contents[position]
      if (content === undefined) throw new Error(`submission ${unit.submission?.reference} was not found`)
      yield toExported(wave, data, unit, cells(data.instrument, content.answers, content.context))
    }
  }
}

function toExported(
  wave: OpenWave,
  { consents }: WaveData,
  { code, iso3, submission }: WaveUnit,
  { main, rosters }: ReturnType<typeof cells>,
): ExportedResponse {
  const { instrument, synthetic } = wave.summary
  return {
    study: wave.study.code,
    wave: wave.summary.code,
    unit: code,
    iso3,
    reference: submission?.reference ?? '',
    instrument: instrument.code,
    version: instrument.version,
    hash: instrument.hash,
    submittedAt: submission?.submittedAt ?? '',
    synthetic,
    main,
    rosters,
    withheld: withheldSections(consents, code),
  }
}
