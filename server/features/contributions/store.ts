import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

interface Author extends Place {
  readonly person: string
  readonly name: string
}

export interface NewContribution {
  readonly id: string
  readonly item: string
  readonly row: string
  readonly value?: unknown
  readonly missing?: string
  readonly place: string
  readonly base: number
}

export interface ContributionSource {
  readonly kind: 'word' | 'excel'
  readonly name: string
  readonly sha256: string
  readonly instrument: string
}

export interface ContributionRow {
  readonly id: string
  readonly item: string
  readonly row: string
  readonly value: unknown
  readonly missing: string | null
  readonly source: 'person' | 'word' | 'excel'
  readonly file_name: string | null
  readonly file_sha256: string | null
  readonly place: string
  readonly instrument_hash: string
  readonly base: number
  readonly by_name: string
  readonly at: Date
  /** The latest decision; none while it is open. */
  readonly state: 'taken' | 'declined' | 'superseded' | null
  readonly reason: string | null
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly decisions: number
}

/** Keeps what a file proposes, each answer of it once however often the file is sent. */
export async function insertContributions(
  db: Db,
  author: Author,
  source: ContributionSource,
  contributions: readonly NewContribution[],
): Promise<void> {
  if (contributions.length === 0) return
  await sql`
    insert into contribution (study_id, response_id, id, item, row, value, missing, source, file_name, file_sha256, place,
      instrument_hash, base, by_name, by_person)
    select ${author.study}::uuid, ${author.response}::uuid, c.id, c.item, c.row, c.value, c.missing, ${source.kind}::text,
      ${source.name}::text, ${source.sha256}::text, c.place, ${source.instrument}::text, c.base, ${author.name}::text,
      ${author.person}::uuid
    from jsonb_to_recordset(${JSON.stringify(contributions)}::jsonb)
      as c(id uuid, item text, row text, value jsonb, missing text, place text, base integer)
    on conflict on constraint contribution_is_made_once_per_file do nothing`.execute(db)
}

const all = ({ study, response }: Place) =>
  sql<ContributionRow>`
    select c.id, c.item, c.row, c.value, c.missing, c.source, c.file_name, c.file_sha256, c.place, c.instrument_hash, c.base,
      c.by_name, c.at, d.state, d.reason, d.by_name as decided_by, d.at as decided_at, coalesce(d.number, 0) as decisions
    from contribution c
    left join lateral (select * from contribution_decision d where d.study_id = c.study_id and d.response_id = c.response_id
      and d.contribution_id = c.id order by d.number desc limit 1) d on true
    where c.study_id = ${study}::uuid and c.response_id = ${response}::uuid`

export const findOpen = async (db: Db, place: Place): Promise<readonly ContributionRow[]> =>
  (await sql<ContributionRow>`select * from (${all(place)}) c where c.state is null order by c.at, c.id`.execute(db))
    .rows

export const findOfFile = async (db: Db, place: Place, sha256: string): Promise<readonly ContributionRow[]> =>
  (
    await sql<ContributionRow>`select * from (${all(place)}) c where c.file_sha256 = ${sha256} order by c.at, c.id`.execute(
      db,
    )
  ).rows

export const findById = async (db: Db, place: Place, ids: readonly string[]): Promise<readonly ContributionRow[]> =>
  (await sql<ContributionRow>`select * from (${all(place)}) c where c.id = any(${ids}::uuid[])`.execute(db)).rows

/** What the same person proposed earlier for these answers, from other files, and nobody has decided about. */
export async function supersede(db: Db, author: Author, sha256: string, keys: readonly Key[]): Promise<void> {
  await sql`
    insert into contribution_decision (study_id, response_id, contribution_id, number, state, by_name, by_person)
    select c.study_id, c.response_id, c.id, 1, 'superseded', ${author.name}::text, ${author.person}::uuid
    from contribution c
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(item text, row text) on k.item = c.item and k.row = c.row
    where c.study_id = ${author.study}::uuid and c.response_id = ${author.response}::uuid
      and c.by_person = ${author.person}::uuid and c.file_sha256 is distinct from ${sha256}
      and not exists (select from contribution_decision d where d.study_id = c.study_id and d.response_id = c.response_id
        and d.contribution_id = c.id)`.execute(db)
}

export interface Key {
  readonly item: string
  readonly row: string
}

export interface NewDecision {
  readonly id: string
  readonly number: number
  readonly state: 'taken' | 'declined'
  readonly reason?: string | undefined
}

export async function insertDecisions(db: Db, author: Author, decisions: readonly NewDecision[]): Promise<void> {
  if (decisions.length === 0) return
  await db
    .insertInto('contribution_decision')
    .values(
      decisions.map(({ id, number, state, reason }) => ({
        study_id: author.study,
        response_id: author.response,
        contribution_id: id,
        number,
        state,
        reason: reason ?? null,
        by_name: author.name,
        by_person: author.person,
      })),
    )
    .execute()
}

/** Sections somebody was asked for; none: the whole response. */
export async function findPart(db: Db, { study, response, person }: Author): Promise<readonly string[] | null> {
  const row = await db
    .selectFrom('membership')
    .select('items')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.items ?? null
}
