import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

export type Side = Tables['rendering']['side']

/** A rendering with what was said of it since. */
export interface RenderingRow {
  readonly response: string
  readonly id: string
  readonly item: string
  readonly row: string
  readonly number: number
  readonly language: string
  readonly text: string
  readonly method: 'person' | 'machine'
  readonly machine: string
  readonly sha256: string
  readonly by: string
  readonly person: string | null
  readonly account: string | null
  readonly at: Date
  readonly reviewed: string | null
  readonly approved: string | null
}

const reviewedAs = (decision: 'reviewed' | 'approved') => sql<string | null>`(select v.by_name from rendering_review v
  where v.study_id = r.study_id and v.response_id = r.response_id and v.rendering_id = r.id and v.decision = ${decision})`

/** All of one side, those of an answer in the order they were written. */
export const findRenderings = (
  db: Db,
  { study, responses, side }: { study: string; responses: readonly string[]; side: Side },
): Promise<RenderingRow[]> =>
  db
    .selectFrom('rendering as r')
    .select(['r.response_id as response', 'r.id', 'r.item', 'r.row', 'r.number', 'r.language', 'r.text', 'r.method'])
    .select(['r.machine', 'r.original_sha256 as sha256', 'r.by_name as by', 'r.by_person as person'])
    .select(['r.by_account as account', 'r.at'])
    .select(reviewedAs('reviewed').as('reviewed'))
    .select(reviewedAs('approved').as('approved'))
    .where('r.study_id', '=', study)
    .where('r.response_id', '=', sql<string>`any(${[...responses]}::uuid[])`)
    .where('r.side', '=', side)
    .orderBy('r.response_id')
    .orderBy('r.item')
    .orderBy('r.row')
    .orderBy('r.number')
    .execute()

/** In whose name something is written. */
export type By = Place & { readonly name: string } & (
    | { readonly side: 'administration'; readonly person: string }
    | { readonly side: 'research'; readonly account: string }
  )

const nameOf = (by: By) =>
  by.side === 'administration'
    ? { by_name: by.name, by_person: by.person, by_account: null }
    : { by_name: by.name, by_person: null, by_account: by.account }

export type NewRendering = Pick<
  RenderingRow,
  'id' | 'item' | 'row' | 'number' | 'language' | 'text' | 'method' | 'machine' | 'sha256'
>

export const insertRendering = (db: Db, by: By, { sha256, ...rendering }: NewRendering) =>
  db
    .insertInto('rendering')
    .values({
      study_id: by.study,
      response_id: by.response,
      side: by.side,
      original_sha256: sha256,
      ...rendering,
      ...nameOf(by),
    })
    .execute()

export const insertReview = (db: Db, by: By, rendering: string, decision: 'reviewed' | 'approved') =>
  db
    .insertInto('rendering_review')
    .values({ study_id: by.study, response_id: by.response, rendering_id: rendering, decision, ...nameOf(by) })
    .execute()

/** Items somebody is limited to; null: the whole response. */
export const findPart = async (db: Db, of: Place & { readonly person: string }): Promise<readonly string[] | null> =>
  (
    await db
      .selectFrom('membership')
      .select('items')
      .where('study_id', '=', of.study)
      .where('response_id', '=', of.response)
      .where('person_id', '=', of.person)
      .executeTakeFirst()
  )?.items ?? null

/** Grows whenever the research team adds anything in a study. */
export async function countOfResearch(db: Db, study: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select ((select count(*) from rendering r where r.study_id = ${study}::uuid and r.side = 'research')
      + (select count(*) from rendering_review v where v.study_id = ${study}::uuid and v.by_account is not null))::integer
      as n`.execute(db)
  return rows[0]?.n ?? 0
}
