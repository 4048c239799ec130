import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Place } from './store.ts'

type Db = Transaction<Tables>

/** The response of a unit in a wave, as a coordinator knows it: no answer of it. */
export const findResponseOf = (db: Db, wave: string, unit: string) =>
  db
    .selectFrom('response as r')
    .innerJoin('unit as u', (join) => join.onRef('u.study_id', '=', 'r.study_id').onRef('u.id', '=', 'r.unit_id'))
    .select(['r.study_id as study', 'r.id as response', 'r.state'])
    .where('r.wave_id', '=', wave)
    .where('u.code', '=', unit)
    .executeTakeFirst()

export interface ByAccount extends Place {
  readonly account: string
  readonly name: string
}

export const insertWaiver = (db: Db, by: ByAccount, reason: string) =>
  sql`
    insert into clearance_waiver (study_id, response_id, number, reason, by_name, by_account)
    select ${by.study}::uuid, ${by.response}::uuid, coalesce(max(w.number), 0) + 1, ${reason}::text, ${by.name}::text,
      ${by.account}::uuid
    from clearance_waiver w where w.study_id = ${by.study}::uuid and w.response_id = ${by.response}::uuid`.execute(db)
