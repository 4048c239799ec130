import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

/** A wave is read in its newest version that anybody submitted, and in the one it began with before that. */
const newestSubmitted = sql<string>`coalesce((select o.instrument_hash from version_offer o
  where o.study_id = w.study_id and o.wave_id = w.id and exists (select 1 from response r where r.study_id = w.study_id
    and r.wave_id = w.id and r.instrument_hash = o.instrument_hash and r.state = 'submitted')
  order by o.number desc limit 1), w.instrument_hash)`

/** The versions of a wave in the order they were offered, up to this one. */
export async function findVersions(db: Db, study: string, wave: string, newest: string): Promise<readonly string[]> {
  const { rows } = await sql<{ hash: string }>`
    select instrument_hash as hash, 0 as number from wave where study_id = ${study}::uuid and id = ${wave}::uuid
    union all
    select instrument_hash, number from version_offer where study_id = ${study}::uuid and wave_id = ${wave}::uuid
    order by number`.execute(db)
  const hashes = rows.map((row) => row.hash)
  return hashes.slice(0, hashes.indexOf(newest) + 1)
}

const waves = (db: Db) =>
  db
    .selectFrom('wave as w')
    .innerJoin('study as s', 's.id', 'w.study_id')
    .innerJoin('instrument_version as v', (join) => join.on('v.hash', '=', newestSubmitted))
    .select(['w.study_id', 'w.id', 'w.code', 'w.title', 'w.year', 'w.reference_from', 'w.reference_to'])
    .select(['s.code as study_code', 's.title as study_title', 's.synthetic'])
    .select(['v.code as instrument_code', 'v.version', 'v.hash'])
    .select(({ selectFrom }) =>
      selectFrom('response as r')
        .whereRef('r.study_id', '=', 'w.study_id')
        .whereRef('r.wave_id', '=', 'w.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('units'),
    )
    .select(({ selectFrom }) =>
      selectFrom('response as r')
        .whereRef('r.study_id', '=', 'w.study_id')
        .whereRef('r.wave_id', '=', 'w.id')
        .where('r.state', '=', 'submitted')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('submitted'),
    )

export const findWaves = (db: Db) =>
  waves(db).orderBy('s.synthetic').orderBy('w.reference_from', 'desc').orderBy('w.code').execute()

export const findWave = (db: Db, wave: string) => waves(db).where('w.id', '=', wave).executeTakeFirst()

export type WaveRow = NonNullable<Awaited<ReturnType<typeof findWave>>>

export interface FrameRow {
  readonly code: string
  readonly name: string
  readonly iso3: string | null
  readonly response: string
  readonly state: 'draft' | 'submitted'
  readonly revision: number
  readonly number: number | null
  readonly reference: string | null
  readonly sha256: string | null
  readonly hash: string | null
  readonly submitted_at: Date | null
}

/** The units asked in a wave: those with a response in it, each with its newest submission if there is one. */
export async function findFrame(db: Db, wave: WaveRow): Promise<readonly FrameRow[]> {
  const { rows } = await sql<FrameRow>`
    select u.code, u.name, u.attributes ->> 'iso3' as iso3, r.id as response, r.state, r.revision,
      s.number, s.reference, s.sha256, s.instrument_hash as hash, s.submitted_at
    from response r
    join unit u on u.study_id = r.study_id and u.id = r.unit_id
    left join lateral (select * from submission s where s.study_id = r.study_id and s.response_id = r.id
      and r.state = 'submitted' order by s.number desc limit 1) s on true
    where r.study_id = ${wave.study_id}::uuid and r.wave_id = ${wave.id}::uuid
    order by u.position, u.code`.execute(db)
  return rows
}

export interface SubmissionKey {
  readonly response: string
  readonly number: number
}

export interface SubmissionRow extends SubmissionKey {
  readonly hash: string
  readonly canonical: string
  readonly coded: Buffer | null
}

/** The content of these submissions; one statement, in no particular order. */
export async function findSubmissions(
  db: Db,
  study: string,
  keys: readonly SubmissionKey[],
): Promise<readonly SubmissionRow[]> {
  const { rows } = await sql<SubmissionRow>`
    select s.response_id as response, s.number, s.instrument_hash as hash, s.canonical, s.coded
    from unnest(${keys.map((key) => key.response)}::uuid[], ${keys.map((key) => key.number)}::integer[]) as k(response, number)
    join submission s on s.study_id = ${study}::uuid and s.response_id = k.response and s.number = k.number`.execute(db)
  return rows
}
