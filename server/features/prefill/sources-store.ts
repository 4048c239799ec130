import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

/** A draft that may be offered earlier answers, with what they are judged by. */
export interface TargetRow {
  readonly study: string
  readonly response: string
  readonly hash: string
  readonly unit: string
  readonly unit_kind: string
  readonly unit_code: string
  readonly unit_name: string
  readonly attributes: Readonly<Record<string, string | number | string[]>>
  readonly wave_code: string
  readonly wave_title: string
  readonly year: number
  readonly reference_from: string
  readonly reference_to: string
}

export async function findTargets(db: Db, wave: string): Promise<readonly TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select r.study_id as study, r.id as response, r.instrument_hash as hash, u.id as unit, u.kind as unit_kind,
      u.code as unit_code, u.name as unit_name, u.attributes, w.code as wave_code, w.title as wave_title, w.year,
      w.reference_from::text, w.reference_to::text
    from response r join wave w on w.study_id = r.study_id and w.id = r.wave_id
      join unit u on u.study_id = r.study_id and u.id = r.unit_id
    where r.wave_id = ${wave}::uuid and r.state = 'draft' order by u.position, u.code`.execute(db)
  return rows
}

/** The wave with this id, or with this code after its study's: `ASEAN/2026`. */
export async function findWave(db: Db, named: string): Promise<{ study: string; id: string } | undefined> {
  const { rows } = await sql<{ study: string; id: string }>`
    select w.study_id as study, w.id from wave w join study s on s.id = w.study_id
    where w.id::text = ${named.toLowerCase()} or s.code || '/' || w.code = ${named}`.execute(db)
  return rows[0]
}

export interface SubmittedRow {
  readonly wave_code: string
  readonly wave_title: string
  readonly reference: string
  readonly sha256: string
  readonly hash: string
  readonly canonical: string
  readonly as_of: string
}

/** What the same unit submitted in the newest earlier wave of the same instrument; nothing while that is reopened. */
export async function findEarlierSubmission(db: Db, target: TargetRow): Promise<SubmittedRow | undefined> {
  const { rows } = await sql<SubmittedRow>`
    select w.code as wave_code, w.title as wave_title, s.reference, s.sha256, s.instrument_hash as hash, s.canonical,
      (s.submitted_at at time zone 'UTC')::date::text as as_of
    from response r join wave w on w.study_id = r.study_id and w.id = r.wave_id
      join submission s on s.study_id = r.study_id and s.response_id = r.id
      join instrument_version v on v.hash = s.instrument_hash
    where r.study_id = ${target.study}::uuid and r.unit_id = ${target.unit}::uuid and r.state = 'submitted'
      and w.reference_from < ${target.reference_from}::date
      and v.code = (select n.code from instrument_version n where n.hash = ${target.hash})
    order by w.reference_from desc, s.number desc limit 1`.execute(db)
  return rows[0]
}

export const findVersion = async (db: Db, code: string, version: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('instrument_version')
      .select('hash')
      .where('code', '=', code)
      .where('version', '=', version)
      .executeTakeFirst()
  )?.hash
