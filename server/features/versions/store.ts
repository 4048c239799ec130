import { sql, type Transaction } from 'kysely'
import type { StoredAnswer } from '#contract'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Author } from '../responses/author.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

export const findWave = (db: Db, wave: string) =>
  db
    .selectFrom('wave')
    .select(['study_id as study', 'id', 'instrument_hash as hash'])
    .where('id', '=', wave)
    .executeTakeFirst()

/** The offers of a wave, the oldest first. */
export const findOffers = (db: Db, study: string, wave: string) =>
  db
    .selectFrom('version_offer')
    .select(['number', 'instrument_hash as hash', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('wave_id', '=', wave)
    .orderBy('number')
    .execute()

export const insertOffer = (
  db: Db,
  offer: { study: string; wave: string; number: number; hash: string; by: string; account: string | undefined },
) =>
  db
    .insertInto('version_offer')
    .values({
      study_id: offer.study,
      wave_id: offer.wave,
      number: offer.number,
      instrument_hash: offer.hash,
      by_name: offer.by,
      by_account: offer.account ?? null,
    })
    .execute()

/** How many responses of a wave stand on which version. */
export async function countResponses(db: Db, study: string, wave: string) {
  const { rows } = await sql<{ hash: string; draft: number; submitted: number }>`
    select instrument_hash as hash, (count(*) filter (where state = 'draft'))::integer as draft,
      (count(*) filter (where state = 'submitted'))::integer as submitted
    from response where study_id = ${study}::uuid and wave_id = ${wave}::uuid group by instrument_hash`.execute(db)
  return rows
}

/** The versions a response may stand on, in the order of the offers: the wave’s own first. */
export async function findVersionsOf(db: Db, { study, response }: Place): Promise<readonly string[]> {
  const { rows } = await sql<{ hash: string }>`
    select w.instrument_hash as hash, 0 as number from response r
      join wave w on w.study_id = r.study_id and w.id = r.wave_id
      where r.study_id = ${study}::uuid and r.id = ${response}::uuid
    union all
    select o.instrument_hash, o.number from response r
      join version_offer o on o.study_id = r.study_id and o.wave_id = r.wave_id
      where r.study_id = ${study}::uuid and r.id = ${response}::uuid
    order by number`.execute(db)
  return rows.map((row) => row.hash)
}

const moves = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('response_move as m')
    .innerJoin('instrument_version as f', 'f.hash', 'm.from_hash')
    .innerJoin('instrument_version as t', 't.hash', 'm.to_hash')
    .select([
      'm.number',
      'm.from_hash',
      'm.to_hash',
      'm.reverses',
      'm.kept',
      'm.looks',
      'm.set_aside',
      'm.by_name',
      'm.at',
    ])
    .select(['f.code', 'f.version as from_version', 't.version as to_version', 'm.keys'])
    .where('m.study_id', '=', study)
    .where('m.response_id', '=', response)

/** Every move of a response, the oldest first. */
export const findMoves = (db: Db, place: Place) => moves(db, place).orderBy('m.number').execute()

export type MoveRow = Awaited<ReturnType<typeof findMoves>>[number]

export async function findBefore(db: Db, { study, response }: Place, number: number): Promise<readonly StoredAnswer[]> {
  const row = await db
    .selectFrom('response_move')
    .select('before')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return row.before as unknown as readonly StoredAnswer[]
}

/** A key with what stands under it from now on: a value, a reason, or nothing; `look` when a person should see it again. */
export interface Written {
  readonly item: string
  readonly row: string
  readonly version: number
  readonly value?: unknown
  readonly missing?: string | undefined
  readonly look?: string | undefined
}

export interface NewMove {
  readonly number: number
  readonly from: string
  readonly to: string
  readonly reverses?: number
  readonly before: readonly StoredAnswer[]
  readonly keys: Readonly<Record<string, number>>
  readonly kept: number
  readonly looks: number
  readonly setAside: number
  readonly written: readonly Written[]
}

/** The move, what stands after it, its history, and the response's new version; returns the new revision. */
export async function writeMove(db: Db, author: Author, move: NewMove): Promise<number> {
  const { study, response, person, name } = author
  await db
    .insertInto('response_move')
    .values({
      study_id: study,
      response_id: response,
      number: move.number,
      from_hash: move.from,
      to_hash: move.to,
      reverses: move.reverses ?? null,
      before: JSON.stringify(move.before),
      keys: JSON.stringify(move.keys),
      kept: move.kept,
      looks: move.looks,
      set_aside: move.setAside,
      by_name: name,
      by_person: person,
    })
    .execute()
  const { rows } = await sql<{ revision: number }>`
    with change as (
      select * from jsonb_to_recordset(${JSON.stringify(move.written)}::jsonb)
        as c(item text, row text, version integer, value jsonb, missing text, look text)
    ), standing as (
      insert into answer (study_id, response_id, item, row, value, missing, look, version, origin, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.look, c.version, 'moved', ${name}::text,
        ${person}::uuid from change c
      on conflict on constraint answer_is_one_per_item_and_row do update set value = excluded.value,
        missing = excluded.missing, look = excluded.look, version = excluded.version, origin = excluded.origin,
        by_name = excluded.by_name, by_person = excluded.by_person, at = excluded.at
    ), history as (
      insert into answer_event (study_id, response_id, item, row, value, missing, version, origin, by_name, by_person)
      select ${study}::uuid, ${response}::uuid, c.item, c.row, c.value, c.missing, c.version, 'moved', ${name}::text,
        ${person}::uuid from change c
    )
    update response set revision = revision + 1, instrument_hash = ${move.to}
    where study_id = ${study}::uuid and id = ${response}::uuid returning revision`.execute(db)
  const revision = rows[0]?.revision
  if (revision === undefined) throw new Error('a locked response could not be moved')
  return revision
}

/** An answer that does not stand any more, as it was given. */
export interface NewEarlier {
  /** Of a change that came late: its own id, so that a repetition is kept once. */
  readonly id?: string
  readonly hash: string
  readonly item: string
  readonly row: string
  readonly value?: unknown
  readonly missing?: string | undefined
  readonly outcome: 'look' | 'set_aside' | 'reversed'
  readonly reason: string
  readonly to?: { readonly item: string; readonly row?: string | undefined } | undefined
  readonly move?: number
  readonly by: string
  readonly givenAt: string
}

export async function insertEarlier(db: Db, { study, response }: Place, all: readonly NewEarlier[]): Promise<void> {
  if (all.length === 0) return
  await db
    .insertInto('earlier_answer')
    .values(
      all.map((one) => ({
        study_id: study,
        response_id: response,
        id: one.id ?? newId(),
        instrument_hash: one.hash,
        item: one.item,
        row: one.row,
        value: one.value === undefined ? null : JSON.stringify(one.value),
        missing: (one.missing ?? null) as never,
        outcome: one.outcome,
        reason: one.reason,
        to_item: one.to?.item ?? null,
        to_row: one.to?.row ?? null,
        move: one.move ?? null,
        mutation_id: one.id ?? null,
        by_name: one.by,
        given_at: new Date(one.givenAt),
      })),
    )
    .onConflict((conflict) => conflict.constraint('earlier_answer_is_identified_by_id').doNothing())
    .execute()
}

/** The newest first. */
export const findEarlier = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('earlier_answer as e')
    .innerJoin('instrument_version as v', 'v.hash', 'e.instrument_hash')
    .select(['e.item', 'e.row', 'e.value', 'e.missing', 'e.outcome', 'e.reason', 'e.to_item', 'e.to_row', 'e.move'])
    .select(['e.by_name as by', 'e.given_at', 'e.instrument_hash as hash', 'v.version'])
    .where('e.study_id', '=', study)
    .where('e.response_id', '=', response)
    .orderBy('e.at', 'desc')
    .orderBy('e.item')
    .orderBy('e.row')
    .execute()
