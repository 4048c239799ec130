import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Transaction } from 'kysely'
import type { ImportedInstrument, ImportNotice, ReleasedInstrument } from '#contract'
import { InstrumentError, openInstrument } from '#engine'
import { load } from '#engine/load'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import { mapFaults } from '../../../instruments/engine/versions/index.ts'
import { type QuestionnaireFile, readQuestionnaire } from '../../../instruments/exchange/read-questionnaire.ts'
import type { HouseLists } from '../../../instruments/exchange/sources/draft.ts'
import { WorkbookError } from '../../../instruments/exchange/workbook/workbook-error.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { summaryOf } from './catalogue.ts'
import { getOpenedInstrument } from './opened.ts'
import { findNewest, findVersion, insertInstrument } from './store.ts'

type Db = Transaction<Tables>

/** What a questionnaire file would become, with these lists to build on. Nothing is kept. */
export async function importQuestionnaire(file: QuestionnaireFile, house: HouseLists): Promise<ImportedInstrument> {
  const { format, sources, notices } = await read(file, house)
  if (sources === undefined) return { format, notices: [...notices], releasable: false }
  const { bundle, faults } = load(sources)
  const told: ImportNotice[] = [
    ...notices,
    ...faults.map(({ severity, rule, place, file: path, pointer, message }) => ({
      severity: severity === 'fault' ? ('fault' as const) : ('noted' as const),
      rule,
      place: place ?? `${path}${pointer}`,
      message,
    })),
  ]
  const releasable =
    bundle !== undefined && told.every(({ severity }) => severity !== 'refused' && severity !== 'fault')
  return {
    format,
    notices: told,
    releasable,
    ...(bundle !== undefined &&
      isShowable(bundle) && { bundle, summary: summaryOf(bundle), hash: hashed(bundle).hash }),
  }
}

/** Releases exactly what a preview showed. Its hash names it; another file, or a changed one, has another. */
export async function releaseInstrument(
  unit: Unit,
  imported: ImportedInstrument,
  hash: string,
): Promise<ReleasedInstrument> {
  const { bundle, summary } = imported
  if (bundle === undefined || summary === undefined || !imported.releasable) {
    const stopping = imported.notices.filter(({ severity }) => severity === 'refused' || severity === 'fault')
    throw problem('not-releasable', undefined, stopping.map(toError))
  }
  const { text, ...made } = hashed(bundle)
  if (made.hash !== hash) {
    throw problem('not-releasable', 'The file is not the one that was previewed. Look at the preview again.')
  }
  if (await isTaken(unit.db, bundle, hash)) throw problem('version-taken', takenSentence(bundle))
  const unmapped = await unmappedIn(unit.db, bundle, hash)
  if (unmapped.length > 0) throw problem('map-required', undefined, unmapped.map(toError))
  await insertInstrument(unit.db, { hash, code: bundle.instrument, version: bundle.version, bundle: text })
  unit.audit({ action: 'instrument.released', detail: { code: bundle.instrument, version: bundle.version, hash } })
  const kept = await findVersion(unit.db, bundle.instrument, bundle.version)
  return { ...summary, hash, releasedAt: (kept?.released_at ?? new Date()).toISOString() }
}

async function read(file: QuestionnaireFile, house: HouseLists) {
  try {
    return await readQuestionnaire(file, house)
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    throw problem('unreadable-file', error.message, [
      { pointer: error.place, code: error.code, message: error.message },
    ])
  }
}

const toError = ({ place, rule, message }: ImportNotice) => ({ pointer: place, code: rule, message })

/** A bundle with faults may still be shown, unless it cannot even be opened. */
function isShowable(bundle: Bundle): boolean {
  try {
    openInstrument(bundle, '')
    return true
  } catch (error) {
    if (error instanceof InstrumentError) return false
    throw error
  }
}

function hashed(bundle: Bundle): { readonly hash: string; readonly text: string } {
  const text = canonicalize(bundle) ?? ''
  return { hash: createHash('sha256').update(text).digest('hex'), text }
}

/** The same import with what the released versions of this instrument say against it. */
export async function againstReleased(db: Db, imported: ImportedInstrument): Promise<ImportedInstrument> {
  const { bundle, hash } = imported
  if (bundle === undefined || hash === undefined) return imported
  const taken: ImportNotice[] = (await isTaken(db, bundle, hash))
    ? [{ severity: 'fault', rule: 'version-taken', place: '', message: takenSentence(bundle) }]
    : await unmappedIn(db, bundle, hash)
  return {
    ...imported,
    notices: [...imported.notices, ...taken],
    releasable: imported.releasable && taken.length === 0,
  }
}

async function isTaken(db: Db, { instrument, version }: Bundle, hash: string): Promise<boolean> {
  const known = await findVersion(db, instrument, version)
  return known !== undefined && known.hash !== hash
}

const takenSentence = ({ instrument, version }: Bundle): string =>
  `${instrument} ${version} was released before with other content. Give the changed questionnaire a higher version.`

/** A further version of an instrument says what became of what was answered before. */
async function unmappedIn(db: Db, bundle: Bundle, hash: string): Promise<ImportNotice[]> {
  const newest = await findNewest(db, bundle.instrument)
  if (newest === undefined || newest.hash === hash) return []
  const faults = mapFaults(await getOpenedInstrument(db, newest.hash), openInstrument(bundle, hash))
  return faults.map(({ place, code, message }) => ({
    severity: 'fault',
    rule: code,
    place,
    message: code === 'version.not_followed' ? `${message} ${inSpreadsheets}` : message,
  }))
}

const inSpreadsheets =
  'In a spreadsheet: a column «mufakat::follows» in the settings sheet that holds that version, or the whole map as JSON.'
