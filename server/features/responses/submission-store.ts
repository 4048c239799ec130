import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Author } from './author.ts'
import type { Place } from './store.ts'
import type { Attestation, Submission } from './submission.ts'

type Db = Transaction<Tables>

/** The newest submission of a response, with what a receipt says of it. */
export const findSubmission = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('submission as s')
    .innerJoin('instrument_version as v', 'v.hash', 's.instrument_hash')
    .select(['s.number', 's.reference', 's.sha256', 's.bytes', 's.attestation', 's.answered', 's.submitted_at'])
    .select(['v.code', 'v.version', 'v.hash'])
    .where('s.study_id', '=', study)
    .where('s.response_id', '=', response)
    .orderBy('s.number', 'desc')
    .limit(1)
    .executeTakeFirst()

export type SubmissionRow = NonNullable<Awaited<ReturnType<typeof findSubmission>>>

export const findCanonical = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('submission')
    .select(['reference', 'canonical'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export interface NewSubmission extends Submission {
  readonly number: number
  readonly hash: string
  readonly attestation: Attestation
  readonly answered: number
  readonly submittedAt: string
}

/** Keeps the submission and closes the response. */
export async function writeSubmission(db: Db, author: Author, submission: NewSubmission): Promise<void> {
  const { study, response } = author
  const submittedAt = new Date(submission.submittedAt)
  await db
    .insertInto('submission')
    .values({
      study_id: study,
      response_id: response,
      number: submission.number,
      reference: submission.reference,
      canonical: submission.canonical,
      sha256: submission.sha256,
      bytes: Buffer.byteLength(submission.canonical),
      instrument_hash: submission.hash,
      attestation: JSON.stringify(submission.attestation),
      answered: submission.answered,
      coded: Buffer.from(submission.coded),
      submitted_by: author.person,
      submitted_at: submittedAt,
    })
    .execute()
  await sql`update response set state = 'submitted', submitted_at = ${submittedAt}
    where study_id = ${study}::uuid and id = ${response}::uuid`.execute(db)
}
