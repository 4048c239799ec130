import { sql, type Transaction } from 'kysely'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Author } from '../responses/author.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/** Evidence with the facts of its file, the oldest first. */
const withFile = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('evidence as e')
    .leftJoin('file as f', (join) =>
      join
        .onRef('f.study_id', '=', 'e.study_id')
        .onRef('f.response_id', '=', 'e.response_id')
        .onRef('f.sha256', '=', 'e.sha256'),
    )
    .select(['e.id', 'e.version', 'e.title', 'e.issuer', 'e.date', 'e.language', 'e.level', 'e.note', 'e.withdrawn'])
    .select(['e.address', 'e.sha256', 'e.by_name as by', 'e.by_person', 'e.at'])
    .select(['f.name as file_name', 'f.bytes as file_bytes', 'f.type as file_type'])
    .where('e.study_id', '=', study)
    .where('e.response_id', '=', response)
    .orderBy('e.at')
    .orderBy('e.id')

export const findAll = (db: Db, place: Place) => withFile(db, place).execute()

export const findOne = (db: Db, place: Place, id: string) =>
  withFile(db, place).where('e.id', '=', id).executeTakeFirst()

export type EvidenceRow = NonNullable<Awaited<ReturnType<typeof findOne>>>

/** What cites evidence now, in the order of the answers. */
export const findCitations = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('citation')
    .select(['evidence_id as evidence', 'item', 'row', 'place', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('standing', '=', true)
    .orderBy('item')
    .orderBy('row')
    .execute()

export type CitationRow = Awaited<ReturnType<typeof findCitations>>[number]

export const findBytes = async (db: Db, { study, response }: Place): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`select coalesce(sum(bytes), 0)::bigint as bytes from file
    where study_id = ${study}::uuid and response_id = ${response}::uuid`.execute(db)
  return rows[0]?.bytes ?? 0
}

export const isKept = async (db: Db, { study, response }: Place, sha256: string): Promise<boolean> =>
  (await db
    .selectFrom('file')
    .select('sha256')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', '=', sha256)
    .executeTakeFirst()) !== undefined

/** What may be said of evidence, and said differently later. */
export interface Details {
  readonly title: string
  readonly issuer: string
  readonly date: string | undefined
  readonly language: string | undefined
  readonly level: 'administration' | 'research' | 'public'
  readonly note: string
}

export type Source = { readonly sha256: string } | { readonly address: string }

const columnsOf = ({ date, language, ...others }: Details) => ({
  ...others,
  date: date ?? null,
  language: language ?? null,
})

export const insertEvidence = (db: Db, author: Author, id: string, details: Details, source: Source) =>
  db
    .insertInto('evidence')
    .values({
      study_id: author.study,
      response_id: author.response,
      id,
      ...columnsOf(details),
      ...source,
      by_name: author.name,
      by_person: author.person,
    })
    .execute()

export const updateEvidence = (
  db: Db,
  { study, response }: Place,
  id: string,
  changed: Details & { readonly version: number; readonly withdrawn: boolean },
) => {
  const { version, withdrawn, ...details } = changed
  return db
    .updateTable('evidence')
    .set({ ...columnsOf(details), version, withdrawn })
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('id', '=', id)
    .executeTakeFirst()
}

export interface Cited {
  readonly item: string
  readonly row: string
  readonly place: string
  readonly standing: boolean
}

export const writeCitation = (db: Db, author: Author, evidence: string, { item, row, place, standing }: Cited) => {
  const changed = { place, standing, by_name: author.name, by_person: author.person, at: sql<Date>`now()` }
  return db
    .insertInto('citation')
    .values({
      study_id: author.study,
      response_id: author.response,
      evidence_id: evidence,
      item,
      row,
      ...changed,
    })
    .onConflict((conflict) => conflict.constraint('citation_is_one_per_evidence_and_answer').doUpdateSet(changed))
    .execute()
}

type What = Tables['evidence_event']['what']

/** The history: what was said, word for word, each time something was. */
export const insertEvent = (db: Db, author: Author, evidence: string, what: What, content: object) =>
  db
    .insertInto('evidence_event')
    .values({
      study_id: author.study,
      response_id: author.response,
      id: newId(),
      evidence_id: evidence,
      what,
      content: JSON.stringify(content),
      by_name: author.name,
      by_person: author.person,
    })
    .execute()

/** Items somebody is limited to; null: the whole response. */
export const findPart = async (db: Db, { study, response, person }: Author): Promise<readonly string[] | null> =>
  (
    await db
      .selectFrom('membership')
      .select('items')
      .where('study_id', '=', study)
      .where('response_id', '=', response)
      .where('person_id', '=', person)
      .executeTakeFirst()
  )?.items ?? null
