import type { Receipt, WarningReason } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Author, type HeldResponse, holdResponse } from '../responses/actions.ts'
import { findRound } from './clearance-state.ts'
import { examine, freeze, refuseUncleared } from './freezing.ts'
import { toReceipt } from './receipts.ts'
import type { Signer } from './signing-key.ts'
import { findPlanNumber, insertDecisions, insertReasons, insertRequest } from './store.ts'
import { findSubmissions } from './submission-store.ts'

export interface SubmissionRequest {
  readonly instrument: string
  readonly revision: number
  readonly attestation: { readonly name: string; readonly title: string }
  readonly reasons?: readonly WarningReason[]
}

/**
 * Where no steps are defined: the focal point clears alone, and the whole response is frozen, once. Whoever submits the
 * same revision again is given the receipt there is.
 */
export async function submitResponse(
  unit: Unit,
  author: Author,
  request: SubmissionRequest,
  signer: Signer,
): Promise<Receipt> {
  const { db } = unit
  const held = await holdResponse(db, author)
  const earlier = await receiptThereIs(db, author, held, request.revision)
  if (earlier !== undefined) {
    unit.audit({ action: 'response.submitted_again', study: author.study, response: author.response })
    return earlier
  }
  if ((await findPlanNumber(db, author)) !== 0) throw problem('clearance-needed')
  if (await findRound(db, author)) throw problem('clearance-open')
  refuseStale(held, request)
  const { revision } = request
  await insertReasons(db, author, revision, request.reasons ?? [])
  const examined = await examine(db, held)
  await refuseUncleared(db, author, examined)
  const number = await insertRequest(db, author, { plan: 0, revision })
  const signed = request.attestation
  await insertDecisions(db, author, [{ request: number, step: 1, decision: 'cleared', revision, signed }])
  return freeze(unit, author, examined, { request: number, plan: 0, ...signed }, signer)
}

/** Of a submitted response the newest, whatever the revision; of a reopened one that of this revision. */
async function receiptThereIs(db: Unit['db'], author: Author, held: HeldResponse, revision: number) {
  const submissions = await findSubmissions(db, author)
  const found =
    held.locked.state === 'submitted' ? submissions.at(-1) : submissions.find((one) => one.revision === revision)
  return found && toReceipt(found, held.frame)
}

export function refuseStale(
  { locked }: HeldResponse,
  request: { readonly instrument: string; readonly revision: number },
): void {
  if (locked.hash !== request.instrument) throw problem('stale-instrument')
  if (locked.revision !== request.revision) {
    throw problem('stale-response', 'Answers were changed since you last saw them. Look at them again, then submit.')
  }
}
