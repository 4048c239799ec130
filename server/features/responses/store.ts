import { sql, type Transaction } from 'kysely'
import type { StoredAnswer } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { Author } from './author.ts'
import type { AppliedMutation, Changes } from './mutation-plan.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

export interface LockedResponse {
  readonly state: 'draft' | 'submitted'
  readonly revision: number
  readonly hash: string
  /** Sections the author is limited to; none: the whole response. */
  readonly sections: readonly string[]
}

/** Holds the response until the end of the transaction: all changes to one response happen one after another. */
export async function lockResponse(
  db: Db,
  { study, response, person }: Place & { person: string },
): Promise<LockedResponse | undefined> {
  const { rows } = await sql<LockedResponse>`
    select r.state, r.revision, r.instrument_hash as hash, coalesce((select m.sections from membership m
      where m.study_id = r.study_id and m.response_id = r.id and m.person_id = ${person}::uuid), '{}') as sections
    from response r where r.study_id = ${study}::uuid and r.id = ${response}::uuid for update of r`.execute(db)
  return rows[0]
}

/** An answer as the database writes it into JSON. */
interface AnswerRow {
  readonly item: string
  readonly row: string
  readonly value?: unknown
  readonly missing?: string | null
  readonly version: number
  readonly by: string
  readonly at: string
}

const toStored = ({ item, row, value, missing, version, by, at }: AnswerRow): StoredAnswer => ({
  item,
  ...(row !== '' && { row }),
  ...(value !== null && value !== undefined && { value: value as NonNullable<StoredAnswer['value']> }),
  ...(missing !== null && missing !== undefined && { missing }),
  version,
  by,
  at: new Date(at).toISOString(),
})

export interface Standing {
  readonly answers: readonly StoredAnswer[]
  readonly applied: readonly AppliedMutation[]
}

/** What stands under these keys and which of these mutations were applied before; in one statement, after the lock. */
export async function findStanding(
  db: Db,
  { study, response }: Place,
  mutations: readonly { readonly id: string; readonly item: string; readonly row?: string | undefined }[],
): Promise<Standing> {
  const items = mutations.map((mutation) => mutation.item)
  const rows = mutations.map((mutation) => mutation.row ?? '')
  const ids = mutations.map((mutation) => mutation.id)
  const found = await sql<{ answers: AnswerRow[]; applied: AppliedMutation[] }>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('item', a.item, 'row', a.row, 'value', a.value, 'missing', a.missing,
          'version', a.version, 'by', a.by_name, 'at', a.at)), '[]')
        from (select distinct k.item, k.row from unnest(${items}::text[], ${rows}::text[]) as k(item, row)) k
        join answer a on a.study_id = ${study}::uuid and a.response_id = ${response}::uuid
          and a.item = k.item and a.row = k.row) as answers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'fingerprint', encode(m.fingerprint, 'hex'),
          'version', m.result -> 'version')), '[]')
        from mutation m where m.study_id = ${study}::uuid and m.response_id = ${response}::uuid
          and m.id = any(${ids}::uuid[])) as applied`.execute(db)
  const { answers = [], applied = [] } = found.rows[0] ?? {}
  return { answers: answers.map(toStored), applied }
}

/** Everything a save writes, in one statement; returns the new revision. */
export async function writeChanges(db: Db, author: Author, { events, applied }: Changes): Promise<number> {
  const { study, response, person, name, origin } = author
  const step = events.length > 0 ? 1 : 0
  const { rows } = await sql<{ revision: number }>`
    with change as (
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as c(item text, row text, version integer, value jsonb, missing text, mutation uuid, stands boolean)
    ), standing as (
      insert into answer (study_id, response_id, item, row, value, missing, version, origin, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.version, ${origin}::text, ${name}::text,
        ${person}::uuid from change c where c.stands
      on conflict on constraint answer_is_one_per_item_and_row do update set value = excluded.value,
        missing = excluded.missing, version = excluded.version, origin = excluded.origin,
        by_name = excluded.by_name, by_person = excluded.by_person, at = excluded.at
    ), history as (
      insert into answer_event (study_id, response_id, item, row, value, missing, version, origin, mutation_id, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.version, ${origin}::text, c.mutation,
        ${name}::text, ${person}::uuid from change c
    ), once as (
      insert into mutation (study_id, response_id, id, fingerprint, result)
      select ${study}::uuid, ${response}::uuid, m.id, decode(m.fingerprint, 'hex'), jsonb_build_object('version', m.version)
      from jsonb_to_recordset(${JSON.stringify(applied)}::jsonb) as m(id uuid, fingerprint text, version integer)
    )
    update response set revision = revision + ${step}::integer
    where study_id = ${study}::uuid and id = ${response}::uuid returning revision`.execute(db)
  const revision = rows[0]?.revision
  if (revision === undefined) throw new Error('a locked response could not be changed')
  return revision
}

export const findAnswers = async (db: Db, { study, response }: Place): Promise<StoredAnswer[]> => {
  const rows = await db
    .selectFrom('answer')
    .select(['item', 'row', 'value', 'missing', 'version', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('item')
    .orderBy('row')
    .execute()
  return rows.map((row) => toStored({ ...row, at: row.at.toISOString() }))
}

/** The response with everything around it that its answers depend on. */
export const findFrame = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('response as r')
    .innerJoin('wave as w', (join) => join.onRef('w.study_id', '=', 'r.study_id').onRef('w.id', '=', 'r.wave_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.study_id', '=', 'r.study_id').onRef('u.id', '=', 'r.unit_id'))
    .innerJoin('study as s', 's.id', 'r.study_id')
    .select(['r.id', 'r.state', 'r.revision', 'r.instrument_hash as hash'])
    .select(['u.code as unit_code', 'u.name as unit_name', 'u.attributes'])
    .select(['w.code as wave_code', 'w.title as wave_title', 'w.year', 'w.reference_from', 'w.reference_to'])
    .select(['s.code as study_code', 's.title as study_title', 's.synthetic'])
    .where('r.study_id', '=', study)
    .where('r.id', '=', response)
    .executeTakeFirst()

export type Frame = NonNullable<Awaited<ReturnType<typeof findFrame>>>

export const findFiles = (db: Db, { study, response }: Place, hashes: readonly string[]) =>
  db
    .selectFrom('file')
    .select(['sha256', 'bytes', 'type'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', 'in', hashes)
    .execute()
