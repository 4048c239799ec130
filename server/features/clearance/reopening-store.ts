import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { By, Place } from './store.ts'

type Db = Transaction<Tables>

export async function findLatestSubmission(db: Db, { study, response }: Place): Promise<number | undefined> {
  const { rows } = await sql<{ number: number | null }>`
    select latest_submission(${study}::uuid, ${response}::uuid) as number`.execute(db)
  return rows[0]?.number ?? undefined
}

export const findReopeningRequests = (db: Db, { study, response }: Place, submission: number) =>
  db
    .selectFrom('reopening_request')
    .select(['number', 'reason', 'by_name as by', 'by_role as role', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('submission', '=', submission)
    .orderBy('number')
    .execute()

interface Asking extends Place {
  readonly submission: number
  readonly reason: string
  readonly name: string
  readonly by: { readonly person: string } | { readonly account: string }
}

export const insertReopeningRequest = (db: Db, { study, response, submission, reason, name, by }: Asking) => {
  const [role, person, account] = 'person' in by ? ['focal_point', by.person, null] : ['coordinator', null, by.account]
  return sql`
    insert into reopening_request (study_id, response_id, submission, number, reason, by_name, by_role, by_person, by_account)
    select ${study}::uuid, ${response}::uuid, ${submission}::integer, coalesce(max(q.number), 0) + 1, ${reason}::text,
      ${name}::text, ${role}::text, ${person}::uuid, ${account}::uuid
    from reopening_request q
    where q.study_id = ${study}::uuid and q.response_id = ${response}::uuid and q.submission = ${submission}`.execute(
    db,
  )
}

interface NewReopening {
  readonly submission: number
  readonly reason: string
  readonly request: number | undefined
}

/** Says so first, and then the response goes back to a draft: the database takes it in no other order. */
export async function writeReopening(db: Db, by: By, { submission, reason, request }: NewReopening): Promise<void> {
  const { study, response } = by
  await db
    .insertInto('reopening')
    .values({
      study_id: study,
      response_id: response,
      submission,
      reason,
      request: request ?? null,
      by_name: by.name,
      by_person: by.person,
    })
    .execute()
  await sql`update response set state = 'draft', submitted_at = null, revision = revision + 1
    where study_id = ${study}::uuid and id = ${response}::uuid`.execute(db)
}

/** Who reopened which submission, for those that were; the newest last. */
export const findReopenings = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('reopening')
    .select(['submission', 'reason', 'by_name as by', 'at'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('submission')
    .execute()
