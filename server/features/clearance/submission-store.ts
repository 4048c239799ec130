import { sql, type Transaction } from 'kysely'
import type { Receipt } from '#contract'
import type { Tables } from '../../database/tables.ts'
import type { By, Place } from './store.ts'

type Db = Transaction<Tables>

/** Who confirmed what, in which words. */
export type Attestation = Receipt['attestation']

/** A frozen response: the exact text that is hashed, and the same answers packed for analysis. */
export interface Submission {
  readonly canonical: string
  readonly sha256: string
  readonly reference: string
  readonly coded: Uint8Array
}

const submissions = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('submission as s')
    .innerJoin('instrument_version as v', 'v.hash', 's.instrument_hash')
    .select(['s.number', 's.reference', 's.sha256', 's.bytes', 's.attestation', 's.answered', 's.submitted_at'])
    .select(['s.revision', 's.request', 's.receipt', 's.key_id', 's.signature'])
    .select(['v.code', 'v.version', 'v.hash'])
    .where('s.study_id', '=', study)
    .where('s.response_id', '=', response)

/** The submissions of a response, the oldest first, with what a receipt says of each. */
export const findSubmissions = (db: Db, place: Place) => submissions(db, place).orderBy('s.number').execute()

/** One of them: the newest, unless a number is given. */
export function findSubmission(db: Db, place: Place, number?: number) {
  const query = submissions(db, place).orderBy('s.number', 'desc').limit(1)
  return (number === undefined ? query : query.where('s.number', '=', number)).executeTakeFirst()
}

export type SubmissionRow = NonNullable<Awaited<ReturnType<typeof findSubmission>>>

export function findCanonical(db: Db, { study, response }: Place, number?: number) {
  const query = db
    .selectFrom('submission')
    .select(['reference', 'canonical'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .orderBy('number', 'desc')
    .limit(1)
  return (number === undefined ? query : query.where('number', '=', number)).executeTakeFirst()
}

export interface NewSubmission extends Submission {
  readonly number: number
  readonly hash: string
  readonly revision: number
  readonly request: number
  readonly attestation: Attestation
  readonly answered: number
  readonly submittedAt: string
  readonly receipt: string
  readonly signature: { readonly key: string; readonly value: string }
}

/** Keeps the submission and closes the response. */
export async function writeSubmission(db: Db, by: By, submission: NewSubmission): Promise<void> {
  const { study, response } = by
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
      submitted_by: by.person,
      submitted_at: submittedAt,
      revision: submission.revision,
      request: submission.request,
      receipt: submission.receipt,
      key_id: submission.signature.key,
      signature: submission.signature.value,
    })
    .execute()
  await sql`update response set state = 'submitted', submitted_at = ${submittedAt}
    where study_id = ${study}::uuid and id = ${response}::uuid`.execute(db)
}

/** Public halves of keys, the oldest first. */
export const findSigningKeys = (db: Db) =>
  db.selectFrom('signing_key').select(['id', 'public_key', 'at']).orderBy('at').orderBy('id').execute()

export const insertSigningKey = (db: Db, id: string, publicKey: string) =>
  db
    .insertInto('signing_key')
    .values({ id, public_key: publicKey })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
