import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export const findInstrument = (db: Db, hash: string) =>
  db.selectFrom('instrument_version').select('bundle').where('hash', '=', hash).executeTakeFirst()

export const findHashes = (db: Db) => db.selectFrom('instrument_version').select(['hash', 'code', 'version']).execute()

export interface NewInstrument {
  readonly hash: string
  readonly code: string
  readonly version: string
  /** Canonical JSON. */
  readonly bundle: string
}

/** Another server may be loading the same release at this moment. */
export const insertInstrument = (db: Db, instrument: NewInstrument) =>
  db
    .insertInto('instrument_version')
    .values(instrument)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
