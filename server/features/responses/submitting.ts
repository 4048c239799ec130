import type { ProblemError, Receipt } from '#contract'
import { evaluate, type Finding, type Form, parseKey } from '#engine'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import type { Author } from './author.ts'
import { inPlainWords } from './plain-words.ts'
import { type Frame, findAnswers, findFrame, lockResponse, type Place } from './store.ts'
import { contextOf, makeSubmission, statementOf, toAnswers } from './submission.ts'
import { findCanonical, findSubmission, type SubmissionRow, writeSubmission } from './submission-store.ts'

export interface SubmissionRequest {
  readonly instrument: string
  readonly revision: number
  readonly attestation: { readonly name: string; readonly title: string }
}

/** Freezes the whole response, once: whoever submits again is given the receipt there is. */
export async function submitResponse(unit: Unit, author: Author, request: SubmissionRequest): Promise<Receipt> {
  const locked = await lockResponse(unit.db, author)
  const frame = await findFrame(unit.db, author)
  if (!locked || !frame) throw problem('not-found')
  if (locked.state === 'submitted') {
    unit.audit({ action: 'response.submitted_again', study: author.study, response: author.response })
    return getReceiptOf(unit.db, author, frame)
  }
  if (locked.hash !== request.instrument) throw problem('stale-instrument')
  if (locked.revision !== request.revision) {
    throw problem('stale-response', 'Answers were changed since you last saw them. Look at them again, then submit.')
  }
  await freeze(unit, author, frame, request)
  return getReceiptOf(unit.db, author, frame)
}

async function freeze(unit: Unit, author: Author, frame: Frame, request: SubmissionRequest): Promise<void> {
  const instrument = await getOpenedInstrument(unit.db, frame.hash)
  const answers = await findAnswers(unit.db, author)
  const submittedAt = new Date().toISOString()
  const form = evaluate(instrument, toAnswers(answers), contextOf(frame, submittedAt.slice(0, 10)))
  refuseUnready(form)
  const earlier = await findSubmission(unit.db, author)
  const number = (earlier?.number ?? 0) + 1
  const attestation = { ...request.attestation, statement: statementOf(frame, instrument) }
  const submission = makeSubmission({ instrument, frame, answers, form, number, attestation, submittedAt })
  const { answered } = form.progress
  const { hash } = instrument
  await writeSubmission(unit.db, author, { ...submission, number, hash, attestation, answered, submittedAt })
  unit.audit({
    action: 'response.submitted',
    study: author.study,
    response: author.response,
    detail: { number, reference: submission.reference, sha256: submission.sha256, answered },
  })
}

const mostErrors = 200

function refuseUnready(form: Form): void {
  const blockers = form.findings.filter((finding) => finding.severity === 'blocker')
  if (blockers.length === 0) return
  const detail =
    blockers.length === 1
      ? 'One answer needs attention before this response can be submitted.'
      : `${blockers.length} answers need attention before this response can be submitted.`
  throw problem('not-ready-to-submit', detail, blockers.slice(0, mostErrors).map(toError))
}

const toError = ({ key, code, message, params, at }: Finding): ProblemError => ({
  pointer: `/answers/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  item: parseKey(key).item,
  code,
  message: message || inPlainWords(code, params),
  params: {
    ...params,
    ...(at?.row !== undefined && { row: at.row }),
    ...(at?.column !== undefined && { column: at.column }),
  },
})

async function getReceiptOf(db: Unit['db'], place: Place, frame: Frame): Promise<Receipt> {
  const submission = await findSubmission(db, place)
  if (!submission) throw problem('not-found', 'This response has not been submitted.')
  return toReceipt(submission, frame)
}

const toReceipt = (submission: SubmissionRow, frame: Frame): Receipt => ({
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

export async function getReceipt(db: Unit['db'], place: Place): Promise<Receipt> {
  const frame = await findFrame(db, place)
  if (!frame) throw problem('not-found')
  return getReceiptOf(db, place, frame)
}

/** The text that was hashed for the receipt, byte for byte. */
export async function getSubmission(
  db: Unit['db'],
  place: Place,
): Promise<{ readonly name: string; readonly content: string }> {
  const submission = await findCanonical(db, place)
  if (!submission) throw problem('not-found', 'This response has not been submitted.')
  return { name: `${submission.reference}.json`, content: submission.canonical }
}
