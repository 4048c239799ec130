import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export const findLink = (db: Db, tokenHash: Buffer) =>
  db
    .selectFrom('link')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.study_id', '=', 'link.study_id')
        .onRef('membership.response_id', '=', 'link.response_id')
        .onRef('membership.person_id', '=', 'link.person_id'),
    )
    .innerJoin('person', 'person.id', 'link.person_id')
    .innerJoin('study', 'study.id', 'link.study_id')
    .innerJoin('response', (join) =>
      join.onRef('response.study_id', '=', 'link.study_id').onRef('response.id', '=', 'link.response_id'),
    )
    .innerJoin('unit', (join) =>
      join.onRef('unit.study_id', '=', 'response.study_id').onRef('unit.id', '=', 'response.unit_id'),
    )
    .innerJoin('wave', (join) =>
      join.onRef('wave.study_id', '=', 'response.study_id').onRef('wave.id', '=', 'response.wave_id'),
    )
    .where('link.token_hash', '=', tokenHash)
    .select([
      'link.id',
      'link.study_id',
      'link.response_id',
      'link.person_id',
      'link.revoked_at',
      'membership.role',
      'person.name',
      'study.title as study',
      'study.synthetic',
      'unit.name as administration',
      'wave.title as wave',
      sql<boolean>`link.expires_at <= now()`.as('expired'),
      sql<boolean>`response.revision = 0`.as('untouched'),
      sql<boolean>`exists (select from link l where l.study_id = link.study_id and l.response_id = link.response_id
        and l.person_id = link.person_id and l.redeemed_at is not null)`.as('been_here'),
    ])
    .executeTakeFirst()

export type FoundLink = NonNullable<Awaited<ReturnType<typeof findLink>>>

/** The first time counts; a link may be opened again until it expires. */
export const markRedeemed = (db: Db, id: string) =>
  db.updateTable('link').set({ redeemed_at: sql<Date>`coalesce(redeemed_at, now())` }).where('id', '=', id).execute()

export interface NewLink {
  readonly id: string
  readonly tokenHash: Buffer
  readonly study: string
  readonly response: string
  readonly person: string
  readonly expiresAt: Date
}

export const insertLink = (db: Db, link: NewLink) =>
  db
    .insertInto('link')
    .values({
      id: link.id,
      token_hash: link.tokenHash,
      study_id: link.study,
      response_id: link.response,
      person_id: link.person,
      expires_at: link.expiresAt,
    })
    .execute()

export const revokeLinks = (db: Db, study: string, response: string, person: string) =>
  db
    .updateTable('link')
    .set({ revoked_at: sql<Date>`now()` })
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('person_id', '=', person)
    .where('revoked_at', 'is', null)
    .execute()
