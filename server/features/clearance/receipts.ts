import type { Receipt } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { readReceiptText, receiptFile } from '../../exports/receipt/signed-receipt.ts'
import { problem } from '../../problems.ts'
import { type Frame, lookAtResponse } from '../responses/actions.ts'
import type { Place } from './store.ts'
import { findCanonical, findSubmission, type SubmissionRow } from './submission-store.ts'

type Db = Unit['db']

const none = () => problem('not-found', 'This response has not been submitted.')

/** The receipt of the newest submission, or of the one with this number. */
export async function getReceipt(db: Db, place: Place, number?: number): Promise<Receipt> {
  const { frame } = await lookAtResponse(db, place)
  const submission = await findSubmission(db, place, number)
  if (!submission) throw none()
  return toReceipt(submission, frame)
}

export const toReceipt = (submission: SubmissionRow, frame: Frame): Receipt =>
  submission.receipt !== null && submission.key_id !== null && submission.signature !== null
    ? readReceiptText(submission.receipt, { key: submission.key_id, value: submission.signature })
    : unsigned(submission, frame)

/** From before receipts were signed. */
const unsigned = (submission: SubmissionRow, frame: Frame): Receipt => ({
  reference: submission.reference,
  number: submission.number,
  sha256: submission.sha256,
  bytes: submission.bytes,
  instrument: { code: submission.code, version: submission.version, hash: submission.hash },
  unit: frame.unit_name,
  wave: frame.wave_title,
  attestation: submission.attestation,
  answered: submission.answered,
  submittedAt: submission.submitted_at.toISOString(),
  synthetic: frame.synthetic,
})

/** The receipt as it was signed, byte for byte. */
export async function getReceiptFile(
  db: Db,
  place: Place,
  number?: number,
): Promise<{ name: string; content: string }> {
  const submission = await findSubmission(db, place, number)
  if (!submission) throw none()
  const { receipt, key_id: key, signature: value, reference } = submission
  if (receipt === null || key === null || value === null) {
    throw problem('not-found', 'This submission was made before receipts were signed; its page can be printed.')
  }
  return { name: `${reference}-receipt.json`, content: receiptFile(receipt, { key, value }) }
}

/** The text that was hashed for the receipt, byte for byte. */
export async function getSubmission(db: Db, place: Place, number?: number): Promise<{ name: string; content: string }> {
  const submission = await findCanonical(db, place, number)
  if (!submission) throw none()
  return { name: `${submission.reference}.json`, content: submission.canonical }
}
