import { sql, type Transaction } from 'kysely'
import type { SubmittedEvidence } from '#contract'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

export const insertSubmitted = (db: Db, { study, response }: Place, number: number, evidence: SubmittedEvidence) =>
  db
    .insertInto('submission_evidence')
    .values({
      study_id: study,
      response_id: response,
      number,
      evidence_id: evidence.id,
      level: evidence.level,
      sha256: evidence.sha256 ?? null,
      content: JSON.stringify(evidence),
    })
    .execute()

interface SubmittedRow {
  readonly study: string
  readonly response: string
  readonly unit: string
  readonly name: string
  readonly reference: string
  readonly content: SubmittedEvidence
}

/** The evidence of the newest submission of each response of a wave, in the order of the units. */
export async function findSubmitted(db: Db, wave: string): Promise<readonly SubmittedRow[]> {
  const { rows } = await sql<SubmittedRow>`
    select r.study_id as study, r.id as response, u.code as unit, u.name, s.reference, e.content
    from response r
      join unit u on u.study_id = r.study_id and u.id = r.unit_id
      join lateral (select n.number, n.reference from submission n
        where n.study_id = r.study_id and n.response_id = r.id order by n.number desc limit 1) s on true
      join submission_evidence e on e.study_id = r.study_id and e.response_id = r.id and e.number = s.number
    where r.wave_id = ${wave}::uuid
    order by u.position, u.code, e.evidence_id`.execute(db)
  return rows
}

export const findDisclosedFile = (db: Db, { study, response }: Place, sha256: string) =>
  db
    .selectFrom('file')
    .select(['name', 'type', 'content'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
