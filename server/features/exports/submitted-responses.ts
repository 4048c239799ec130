import type { Transaction } from 'kysely'
import { cells, findItem, type Instrument, parseKey, type ResponseCells, variables, wordingOf } from '#engine'
import { unnamedSections, wholeResponse, withheldSections } from '../../analysis/consent.ts'
import type { Tables } from '../../database/tables.ts'
import { companionsOf } from '../../exports/companions.ts'
import type { ExportedReason, ExportedResponse } from '../../exports/data-file.ts'
import type { VersionColumns } from '../../exports/version-columns.ts'
import { keptFor, type OpenWave, readSubmissions, type SubmittedContent, type WaveUnit } from '../findings/actions.ts'
import { type FindRenderings, renderingsBeside, researchStamp } from '../renderings/beside.ts'

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
  const stamp = await read((db) => researchStamp(db, wave.study.id))
  for (let at = 0; at < submitted.length; at += responsesPerPage) {
    const units = submitted.slice(at, at + responsesPerPage)
    yield* await kept(`${wave.key}/${stamp}/${at}`, () => read((db) => readPage(db, wave, versions, units)))
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
  const rendered = units.map(({ code, submission }, at) => ({
    unit: code,
    response: submission?.response ?? '',
    renderings: contents[at]?.renderings,
  }))
  const find = await renderingsBeside(db, wave.study.id, rendered)
  return units.map((unit, at) => {
    const content = contents[at]
    const hash = unit.submission?.instrument ?? ''
    if (content === undefined) throw new Error(`submission ${unit.submission?.reference} was not found`)
    const instrument = versions.instrument(hash)
    return { ...keyOf(wave, unit, instrument), ...contentOf({ unit, content, instrument, versions, find }) }
  })
}

interface Submitted {
  readonly unit: WaveUnit
  readonly content: SubmittedContent
  /** The version it was submitted on. */
  readonly instrument: Instrument
  readonly versions: VersionColumns
  readonly find: FindRenderings
}

function contentOf({ unit, content, instrument, versions, find }: Submitted) {
  const { hash } = instrument
  const columns = variables(instrument, firstLanguage(instrument))
  const own = cells(instrument, content.answers, content.context)
  return {
    ...versions.cells(hash, own),
    answered: content.answered,
    prefilled: content.prefilled.map((one) => ({
      ...one,
      section: findItem(instrument, one.item)?.section.code ?? '',
    })),
    // consent is read where it was given, in the version of the response
    withheld: withheldSections(columns.main, own.main),
    companions: companionsOf({
      columns: versions,
      hash,
      variables: columns,
      cells: own,
      find: (item, original) => find(unit.code, item, original),
    }),
    reasons: reasonsOf(content, instrument, own),
  }
}

/** Words cannot be given as counts: only of answers that are published under the name of the unit. */
function reasonsOf({ reasons }: SubmittedContent, instrument: Instrument, own: ResponseCells): ExportedReason[] {
  const language = firstLanguage(instrument)
  const unnamed = unnamedSections(variables(instrument, language).main, own.main)
  const { texts } = wordingOf(instrument, language)
  return reasons.flatMap(({ key, warning, reason }) => {
    const { item, row } = parseKey(key)
    const found = findItem(instrument, item)
    const section = found?.section.code ?? ''
    if (found?.publication !== 'public' || unnamed.has(section) || unnamed.has(wholeResponse)) return []
    return [{ item, row, section, warning, message: texts.checks[warning]?.message ?? '', reason }]
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
