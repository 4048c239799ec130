import { sql, type Transaction } from 'kysely'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export const findInstrument = (db: Db, hash: string) =>
  db.selectFrom('instrument_version').select('bundle').where('hash', '=', hash).executeTakeFirst()

export const findHashes = (db: Db) => db.selectFrom('instrument_version').select(['hash', 'code', 'version']).execute()

export interface CatalogueRow {
  readonly hash: string
  readonly code: string
  readonly version: string
  readonly released_at: Date
  readonly title: string | null
  readonly unit: string | string[]
  readonly languages: string[]
  readonly sections: number
  readonly items: number
}

/** Every released version with what a list says about it, without the bundles themselves. */
export async function findCatalogue(db: Db): Promise<readonly CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select hash, code, version, released_at, bundle -> 'unit' as unit, bundle -> 'languages' as languages,
      bundle #>> array['texts', bundle #>> '{languages,0}', 'instrument', 'title'] as title,
      jsonb_array_length(bundle -> 'sections') as sections,
      (select count(*)::integer from jsonb_path_query(bundle, '$.sections[*].groups[*].items[*]')) as items
    from instrument_version order by code, released_at, version`.execute(db)
  return rows
}

export const findVersion = (db: Db, code: string, version: string) =>
  db
    .selectFrom('instrument_version')
    .select(['hash', 'released_at'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()

/** The version of an instrument released last. */
export const findNewest = (db: Db, code: string) =>
  db
    .selectFrom('instrument_version')
    .select('hash')
    .where('code', '=', code)
    .orderBy('released_at', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Code lists with their labels, of every released version from the oldest to the newest. */
export async function findCodeLists(db: Db): Promise<readonly Pick<Bundle, 'codeLists' | 'texts'>[]> {
  const { rows } = await sql<Pick<Bundle, 'codeLists' | 'texts'>>`
    select bundle -> 'codeLists' as "codeLists",
      (select jsonb_object_agg(t.language, jsonb_build_object('codeLists', t.words -> 'codeLists'))
        from jsonb_each(bundle -> 'texts') as t(language, words)) as texts
    from instrument_version order by released_at, code`.execute(db)
  return rows
}

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
