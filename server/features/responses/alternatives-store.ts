import { sql, type Transaction } from 'kysely'
import type { DraftText, OpenAlternative, ProblemError } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Author } from './author.ts'
import type { Changes } from './changes.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/** Values that lost, each under the id of its change, and those that their givers replaced. */
export async function writeAlternatives(db: Db, author: Author, { alternatives, replaced }: Changes): Promise<void> {
  const { study, response, person, name } = author
  await sql`insert into alternative (study_id, response_id, id, item, row, value, missing, base, stood, by_name, by_person,
      state, resolved_by, resolved_by_person, resolved_at)
    select ${study}::uuid, ${response}::uuid, l.id, l.item, l.row, l.value, l.missing, l.base, l.stood, ${name}::text,
      ${person}::uuid, l.state, r.name, r.person, r.at
    from jsonb_to_recordset(${JSON.stringify(alternatives)}::jsonb)
      as l(id uuid, item text, row text, value jsonb, missing text, base integer, stood integer, state text)
    left join (values (${name}::text, ${person}::uuid, now())) as r(name, person, at) on l.state = 'replaced'`.execute(
    db,
  )
  if (replaced.length > 0) await closeAlternatives(db, author, { ids: replaced, state: 'replaced' })
}

interface Closing {
  readonly ids: readonly string[]
  readonly state: 'chosen' | 'dismissed' | 'replaced'
  readonly resolution?: string
}

export const closeAlternatives = async (db: Db, author: Author, { ids, state, resolution }: Closing): Promise<void> => {
  await db
    .updateTable('alternative')
    .set({
      state,
      resolution: resolution ?? null,
      resolved_by: author.name,
      resolved_by_person: author.person,
      resolved_at: new Date(),
    })
    .where('study_id', '=', author.study)
    .where('response_id', '=', author.response)
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .execute()
}

const alternativesOf = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('alternative')
    .select(['id', 'item', 'row', 'value', 'missing', 'by_name as by', 'at', 'state', 'resolution'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)

export const findAlternative = (db: Db, place: Place, id: string) =>
  alternativesOf(db, place).where('id', '=', id).executeTakeFirst()

/** What is still to be chosen, the oldest first. */
export async function findOpenAlternatives(db: Db, place: Place): Promise<OpenAlternative[]> {
  const rows = await alternativesOf(db, place).where('state', '=', 'open').orderBy('at').orderBy('id').execute()
  return rows.map(({ id, item, row, value, missing, by, at }) => ({
    id,
    item,
    ...(row !== '' && { row }),
    ...(value !== null && { value: value as NonNullable<OpenAlternative['value']> }),
    ...(missing !== null && { missing }),
    by,
    at: at.toISOString(),
  }))
}

export interface NewDraftText {
  readonly id: string
  readonly item: string
  readonly row: string
  readonly typed?: unknown
  readonly missing?: string | undefined
  readonly errors: readonly ProblemError[]
}

/** Kept once, however often it is sent. */
export async function insertDraftTexts(db: Db, author: Author, texts: readonly NewDraftText[]): Promise<void> {
  if (texts.length === 0) return
  const { study, response, person, name } = author
  await sql`insert into draft_text (study_id, response_id, id, item, row, typed, missing, errors, by_name, by_person)
    select ${study}::uuid, ${response}::uuid, t.id, t.item, t.row, t.typed, t.missing, t.errors, ${name}::text, ${person}::uuid
    from jsonb_to_recordset(${JSON.stringify(texts)}::jsonb)
      as t(id uuid, item text, row text, typed jsonb, missing text, errors jsonb)
    on conflict on constraint draft_text_is_one_per_change do nothing`.execute(db)
}

export async function findDraftTexts(db: Db, { study, response }: Place): Promise<DraftText[]> {
  const rows = await db
    .selectFrom('draft_text')
    .select(['id', 'item', 'row', 'typed', 'missing', 'errors', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, item, row, typed, missing, errors, by, at }) => ({
    id,
    item,
    ...(row !== '' && { row }),
    ...(typed !== null && { typed: typed as NonNullable<DraftText['typed']> }),
    ...(missing !== null && { missing }),
    errors: errors as unknown as ProblemError[],
    by,
    at: at.toISOString(),
  }))
}
