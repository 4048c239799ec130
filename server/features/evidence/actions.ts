import type { Transaction } from 'kysely'
import { type Citation, type EvidenceItem, mostResponseBytes } from '#contract'
import { keyFault } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, lockDraft } from '../responses/actions.ts'
import { inPlainWords } from '../responses/plain-words.ts'
import {
  type CitationRow,
  type Details,
  type EvidenceRow,
  findAll,
  findBytes,
  findCitations,
  findOne,
  findPart,
  insertEvent,
  insertEvidence,
  isKept,
  type Source,
  updateEvidence,
  writeCitation,
} from './store.ts'

type Db = Transaction<Tables>

const mostEvidence = 500
const mostCitations = 2_000

export interface EvidenceList {
  readonly evidence: EvidenceItem[]
  readonly bytes: number
  readonly mostBytes: number
}

export async function listEvidence(db: Db, author: Author, mayChangeAll: boolean): Promise<EvidenceList> {
  const cited = Map.groupBy(await findCitations(db, author), (one) => one.evidence)
  const rows = await findAll(db, author)
  return {
    evidence: rows.map((row) => toItem(row, cited.get(row.id) ?? [], mayChangeAll || row.by_person === author.person)),
    bytes: await findBytes(db, author),
    mostBytes: mostResponseBytes,
  }
}

export interface NewEvidence {
  readonly id: string
  readonly title: string
  readonly issuer?: string | undefined
  readonly date?: string | null | undefined
  readonly language?: string | null | undefined
  readonly level: Details['level']
  readonly note?: string | undefined
  readonly sha256?: string | undefined
  readonly address?: string | undefined
}

/** Adds evidence under the id its sender chose, so that sending it again adds nothing. */
export async function addEvidence(unit: Unit, author: Author, given: NewEvidence): Promise<EvidenceItem> {
  await lockDraft(unit, author)
  const id = given.id.toLowerCase()
  const there = await findAll(unit.db, author)
  if (there.some((row) => row.id === id)) {
    audit(unit, author, 'evidence.added', { evidence: id, repeated: true })
    return read(unit, author, id)
  }
  if (there.length >= mostEvidence)
    throw problem('quota-reached', `A response takes at most ${mostEvidence} pieces of evidence.`)
  const source = await sourceOf(unit, author, given)
  const details: Details = {
    title: given.title,
    issuer: given.issuer ?? '',
    date: given.date ?? undefined,
    language: given.language ?? undefined,
    level: given.level,
    note: given.note ?? '',
  }
  await insertEvidence(unit.db, author, id, details, source)
  await insertEvent(unit.db, author, id, 'added', { ...details, ...source })
  const kind = 'address' in source ? 'link' : 'file'
  audit(unit, author, 'evidence.added', { evidence: id, kind, level: details.level })
  return read(unit, author, id)
}

async function sourceOf(unit: Unit, author: Author, { sha256, address }: NewEvidence): Promise<Source> {
  if (address !== undefined) return { address }
  if (sha256 !== undefined && (await isKept(unit.db, author, sha256))) return { sha256 }
  const message = inPlainWords('file.not_kept', {})
  throw problem('invalid-request', message, [{ pointer: '/sha256', code: 'file.not_kept', message }])
}

export interface EvidenceChange {
  readonly version: number
  readonly title?: string | undefined
  readonly issuer?: string | undefined
  readonly date?: string | null | undefined
  readonly language?: string | null | undefined
  readonly level?: Details['level'] | undefined
  readonly note?: string | undefined
  readonly withdrawn?: boolean | undefined
}

/** Says something else of evidence, withdraws it or brings it back; what was said before stays in its history. */
export async function changeEvidence(
  unit: Unit,
  author: Author,
  id: string,
  given: EvidenceChange,
): Promise<EvidenceItem> {
  await lockDraft(unit, author)
  const row = await existing(unit, author, id)
  if (!isOwn(unit, author, row))
    throw problem('not-allowed', 'Only who added this evidence or the focal point changes it.')
  if (row.version !== given.version) throw problem('stale-evidence', 'Look at it again, then change it.')
  const before = statementOf(row)
  const after = merged(before, given)
  const fields = Object.keys(after).filter((field) => after[field as Field] !== before[field as Field])
  const what = fields.includes('withdrawn') ? (after.withdrawn ? 'withdrawn' : 'restored') : 'changed'
  if (fields.length > 0) {
    await updateEvidence(unit.db, author, row.id, { ...after, version: row.version + 1 })
    await insertEvent(unit.db, author, row.id, what, after)
  }
  audit(unit, author, `evidence.${what}`, { evidence: row.id, fields })
  return read(unit, author, row.id)
}

type Statement = Details & { readonly withdrawn: boolean }
type Field = keyof Statement

const statementOf = ({ title, issuer, date, language, level, note, withdrawn }: EvidenceRow): Statement => ({
  title,
  issuer,
  date: date ?? undefined,
  language: language ?? undefined,
  level,
  note,
  withdrawn,
})

/** Null takes a date or a language away; what is not named stays. */
const merged = (before: Statement, given: EvidenceChange): Statement => ({
  title: given.title ?? before.title,
  issuer: given.issuer ?? before.issuer,
  date: given.date === undefined ? before.date : (given.date ?? undefined),
  language: given.language === undefined ? before.language : (given.language ?? undefined),
  level: given.level ?? before.level,
  note: given.note ?? before.note,
  withdrawn: given.withdrawn ?? before.withdrawn,
})

export interface CitationChange {
  readonly item: string
  readonly row?: string | undefined
  readonly place: string
  readonly cited: boolean
}

/** Cites evidence from an answer, changes the page or clause, or takes the citation back. */
export async function citeEvidence(
  unit: Unit,
  author: Author,
  id: string,
  { item, row = '', place, cited }: CitationChange,
): Promise<EvidenceItem> {
  const { hash } = await lockDraft(unit, author)
  const evidence = await existing(unit, author, id)
  await refuseForeignItem(unit, author, hash, row === '' ? { item } : { item, row })
  if (cited && evidence.withdrawn) throw problem('stale-evidence', 'This evidence has been withdrawn.')
  const all = await findCitations(unit.db, author)
  const before = all.find((one) => one.evidence === evidence.id && one.item === item && one.row === row)
  if (cited && before === undefined && all.length >= mostCitations) {
    throw problem('quota-reached', `A response takes at most ${mostCitations} citations.`)
  }
  const isNews = cited ? before?.place !== place : before !== undefined
  if (isNews) {
    const said = cited ? place : (before?.place ?? '')
    await writeCitation(unit.db, author, evidence.id, { item, row, place: said, standing: cited })
    await insertEvent(unit.db, author, evidence.id, cited ? 'cited' : 'uncited', { item, row, place: said })
  }
  audit(unit, author, cited ? 'evidence.cited' : 'evidence.uncited', { evidence: evidence.id, item, repeated: !isNews })
  return read(unit, author, evidence.id)
}

async function refuseForeignItem(
  unit: Unit,
  author: Author,
  hash: string,
  key: { readonly item: string; readonly row?: string },
): Promise<void> {
  const instrument = await getOpenedInstrument(unit.db, hash)
  const unfit = keyFault(instrument, key)
  if (unfit !== undefined) {
    const message = inPlainWords(unfit, {})
    const pointer = unfit === 'item.unknown' ? '/item' : '/row'
    throw problem('invalid-request', message, [{ pointer, code: unfit, message, item: key.item }])
  }
  const part = await findPart(unit.db, author)
  if (part !== null && !part.includes(key.item)) {
    throw problem('not-allowed', 'You were asked for another part of this response.')
  }
}

async function existing(unit: Unit, author: Author, id: string): Promise<EvidenceRow> {
  const row = await findOne(unit.db, author, id)
  if (!row) throw problem('not-found')
  return row
}

const isOwn = (unit: Unit, author: Author, row: EvidenceRow): boolean =>
  unit.actor.role === 'focal_point' || row.by_person === author.person

async function read(unit: Unit, author: Author, id: string): Promise<EvidenceItem> {
  const row = await existing(unit, author, id)
  const cited = (await findCitations(unit.db, author)).filter((one) => one.evidence === row.id)
  return toItem(row, cited, isOwn(unit, author, row))
}

/** Codes, counts and levels; what a document is called stands in no log. */
const audit = (unit: Unit, { study, response }: Author, action: string, detail: Readonly<Record<string, unknown>>) =>
  unit.audit({ action, study, response, detail })

function toItem(row: EvidenceRow, cited: readonly CitationRow[], mine: boolean): EvidenceItem {
  const { title, issuer, date, language, level, note, withdrawn } = statementOf(row)
  const { id, version, by, at, sha256, address, file_name: name, file_bytes: bytes, file_type: type } = row
  const isFile = sha256 !== null && name !== null && bytes !== null && type !== null
  return {
    ...{ id, version, title, issuer, level, note, withdrawn, by, mine },
    ...(date !== undefined && { date }),
    ...(language !== undefined && { language }),
    ...(isFile && { file: { name, sha256, bytes, type } }),
    ...(address !== null && { address }),
    at: at.toISOString(),
    citations: cited.map(toCitation),
  }
}

const toCitation = ({ item, row, place, by, at }: CitationRow): Citation => ({
  item,
  ...(row !== '' && { row }),
  place,
  by,
  at: at.toISOString(),
})
