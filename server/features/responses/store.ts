import { sql, type Transaction } from 'kysely'
import type { Mutation, StoredAnswer } from '#contract'
import type { Answer } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { writeAlternatives } from './alternatives-store.ts'
import type { Author } from './author.ts'
import { type Changes, versionKey } from './changes.ts'
import { type AppliedMutation, answerOf, keyOf } from './mutation.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

export interface LockedResponse {
  readonly state: 'draft' | 'submitted'
  readonly revision: number
  readonly hash: string
}

/** Holds the response until the end of the transaction: all changes to one response happen one after another. */
export const lockResponse = (db: Db, { study, response }: Place): Promise<LockedResponse | undefined> =>
  db
    .selectFrom('response')
    .select(['state', 'revision', 'instrument_hash as hash'])
    .where('study_id', '=', study)
    .where('id', '=', response)
    .forUpdate()
    .executeTakeFirst()

/** An answer as the database writes it into JSON. */
interface AnswerRow {
  readonly item: string
  readonly row: string
  readonly value?: unknown
  readonly missing?: string | null
  readonly look?: string | null
  readonly version: number
  readonly by: string
  readonly at: string
}

const toStored = ({ item, row, value, missing, look, version, by, at }: AnswerRow): StoredAnswer => ({
  item,
  ...(row !== '' && { row }),
  ...(value !== null && value !== undefined && { value: value as NonNullable<StoredAnswer['value']> }),
  ...(missing !== null && missing !== undefined && { missing }),
  ...(look !== null && look !== undefined && { look }),
  version,
  by,
  at: new Date(at).toISOString(),
})

/** A locked response with all that decides what becomes of some changes to it. */
export interface Ground extends LockedResponse {
  /** Items the author is limited to; null: the whole response. */
  readonly part: readonly string[] | null
  /** What stands under the keys of the changes. */
  readonly answers: readonly StoredAnswer[]
  /** Which of the changes were applied before. */
  readonly applied: readonly AppliedMutation[]
  /** The request for clearance that is open. */
  readonly clearing: number | null
  readonly epoch: string
}

interface GroundRow extends LockedResponse {
  readonly seen: number
  readonly clearing: number | null
  readonly epoch: string
  readonly part: readonly string[] | null
  readonly answers: readonly AnswerRow[]
  readonly applied: readonly AppliedMutation[]
}

type Target = Pick<Mutation, 'id' | 'item' | 'row' | 'after'>

/** The database writes null where nothing is. */
const toApplied = ({ id, fingerprint, version, status, typed, open }: AppliedMutation): AppliedMutation => ({
  id,
  fingerprint,
  version,
  ...(status && { status }),
  ...(typed && { typed }),
  ...(open && { open }),
})

/** Locks and reads in one statement. */
export async function lockGround(db: Db, author: Author, targets: readonly Target[]): Promise<Ground | undefined> {
  const row = await readGround(db, author, targets)
  // whoever waited for the lock was given the response as it is, but the rest as it was before: read again
  const current = row !== undefined && row.revision !== row.seen ? await readGround(db, author, targets) : row
  return current && { ...current, answers: current.answers.map(toStored), applied: current.applied.map(toApplied) }
}

async function readGround(
  db: Db,
  { study, response, person }: Author,
  targets: readonly Target[],
): Promise<GroundRow | undefined> {
  const items = targets.map((target) => target.item)
  const rows = targets.map((target) => target.row ?? '')
  const ids = targets.flatMap(({ id, after }) => (after === undefined ? [id] : [id, after]))
  const found = await sql<GroundRow>`
    select r.state, r.revision, r.instrument_hash as hash, open_clearance(r.study_id, r.id) as clearing,
      (select e.epoch from server_epoch e) as epoch,
      (select s.revision from response s where s.study_id = r.study_id and s.id = r.id) as seen,
      (select m.items from membership m
        where m.study_id = r.study_id and m.response_id = r.id and m.person_id = ${person}::uuid) as part,
      (select coalesce(jsonb_agg(jsonb_build_object('item', a.item, 'row', a.row, 'value', a.value, 'missing', a.missing,
          'look', a.look, 'version', a.version, 'by', a.by_name, 'at', a.at)), '[]')
        from (select distinct k.item, k.row from unnest(${items}::text[], ${rows}::text[]) as k(item, row)) k
        join answer a on a.study_id = ${study}::uuid and a.response_id = ${response}::uuid
          and a.item = k.item and a.row = k.row) as answers,
      (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'fingerprint', encode(m.fingerprint, 'hex'),
          'version', m.result -> 'version', 'status', m.result -> 'status', 'typed', m.result -> 'typed',
          'open', (select l.state = 'open' from alternative l where l.study_id = m.study_id
            and l.response_id = m.response_id and l.id = m.id))), '[]')
        from mutation m where m.study_id = ${study}::uuid and m.response_id = ${response}::uuid
          and m.id = any(${ids}::uuid[])) as applied
    from response r where r.study_id = ${study}::uuid and r.id = ${response}::uuid for update of r`.execute(db)
  return found.rows[0]
}

const toMutationRow = ({ id, fingerprint, version, status, typed }: AppliedMutation) => ({
  id,
  fingerprint,
  result: { version, status, typed },
})

/** Everything a save writes, in one statement; returns the new revision. */
export async function writeChanges(db: Db, author: Author, changes: Changes): Promise<number> {
  const { events, applied } = changes
  if (changes.alternatives.length > 0 || changes.replaced.length > 0) await writeAlternatives(db, author, changes)
  const { study, response, person, name, origin } = author
  const { rows } = await sql<{ revision: number; changed: number }>`
    with change as (
      select * from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        as c(item text, row text, version integer, value jsonb, missing text, look text, mutation uuid, stands text)
    ), first as (
      insert into answer (study_id, response_id, item, row, value, missing, look, version, origin, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.look, c.version, ${origin}::text, ${name}::text,
        ${person}::uuid from change c where c.stands = 'first'
    ), next as (
      update answer a set value = c.value, missing = c.missing, look = c.look, version = c.version, origin = ${origin}::text,
        by_name = ${name}::text, by_person = ${person}::uuid, at = now()
      from change c where c.stands = 'next' and a.study_id = ${study}::uuid and a.response_id = ${response}::uuid
        and a.item = c.item and a.row = c.row returning 1
    ), history as (
      insert into answer_event (study_id, response_id, item, row, value, missing, version, origin, mutation_id, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.version, ${origin}::text, c.mutation,
        ${name}::text, ${person}::uuid from change c
    ), once as (
      insert into mutation (study_id, response_id, id, fingerprint, result)
      select ${study}::uuid, ${response}::uuid, m.id, decode(m.fingerprint, 'hex'), m.result
      from jsonb_to_recordset(${JSON.stringify(applied.map(toMutationRow))}::jsonb) as m(id uuid, fingerprint text, result jsonb)
    )
    update response set revision = revision + 1
    where study_id = ${study}::uuid and id = ${response}::uuid
    returning revision, (select count(*) from next) as changed`.execute(db)
  const [written] = rows
  if (written === undefined) throw new Error('a locked response could not be changed')
  // what the database does not let this person change it leaves as it is, without a word
  if (written.changed !== events.filter(({ stands }) => stands === 'next').length) throw problem('not-allowed')
  return written.revision
}

/** Somebody typed something else on an earlier version: what stands is to be looked at, and stays what it is. */
export async function markConflicts(db: Db, { study, response }: Place, keys: readonly Target[]): Promise<void> {
  if (keys.length === 0) return
  await sql`update answer a set look = 'conflict'
    from unnest(${keys.map((key) => key.item)}::text[], ${keys.map((key) => key.row ?? '')}::text[]) as k(item, row)
    where a.study_id = ${study}::uuid and a.response_id = ${response}::uuid and a.item = k.item and a.row = k.row`.execute(
    db,
  )
}

export const findAnswers = async (db: Db, { study, response }: Place): Promise<StoredAnswer[]> => {
  const rows = await db
    .selectFrom('answer')
    .select(['item', 'row', 'value', 'missing', 'look', 'version', 'by_name as by', 'at'])
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
    .select(['u.code as unit_code', 'u.name as unit_name', 'u.kind as unit_kind', 'u.attributes'])
    .select(['w.code as wave_code', 'w.title as wave_title', 'w.year', 'w.reference_from', 'w.reference_to'])
    .select(['s.code as study_code', 's.title as study_title', 's.synthetic'])
    .select(sql<string>`(select e.epoch from server_epoch e)`.as('epoch'))
    .where('r.study_id', '=', study)
    .where('r.id', '=', response)
    .executeTakeFirst()

export type Frame = NonNullable<Awaited<ReturnType<typeof findFrame>>>

/** The items somebody was asked for, null for the whole response, and whether others work on it too. */
export async function findPart(db: Db, { study, response }: Place, person: string) {
  const { rows } = await sql<{ part: string[] | null; together: boolean }>`
    select (select m.items from membership m where m.study_id = ${study}::uuid and m.response_id = ${response}::uuid
      and m.person_id = ${person}::uuid) as part, (select count(*) > 1 from colleagues()) as together`.execute(db)
  return rows[0] ?? { part: null, together: false }
}

export const findFiles = (db: Db, { study, response }: Place, hashes: readonly string[]) =>
  db
    .selectFrom('file')
    .select(['sha256', 'bytes', 'type'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', 'in', hashes)
    .execute()

/** Answers as they were in earlier versions, by key and version. */
export async function findEarlierVersions(
  db: Db,
  { study, response }: Place,
  wanted: readonly { readonly item: string; readonly row?: string | undefined; readonly version: number }[],
): Promise<ReadonlyMap<string, Answer | undefined>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ item: string; row: string; version: number; value: unknown; missing: string | null }>`
    select e.item, e.row, e.version, e.value, e.missing
    from unnest(${wanted.map(({ item }) => item)}::text[], ${wanted.map(({ row }) => row ?? '')}::text[],
      ${wanted.map(({ version }) => version)}::integer[]) as w(item, row, version)
    join answer_event e on e.study_id = ${study}::uuid and e.response_id = ${response}::uuid
      and e.item = w.item and e.row = w.row and e.version = w.version`.execute(db)
  return new Map(
    rows.map((event) => {
      const key = keyOf({ item: event.item, ...(event.row !== '' && { row: event.row }) })
      const { value, missing } = toStored({ ...event, by: '', at: new Date(0).toISOString() })
      return [versionKey(key, event.version), answerOf({ value, missing })]
    }),
  )
}
