import type { Receipt } from '#contract'
import { evaluate, type Form, type Instrument } from '#engine'
import type { Unit } from '../../database/unit-of-work.ts'
import { readReceiptText, receiptText } from '../../exports/receipt/signed-receipt.ts'
import { problem } from '../../problems.ts'
import { citedEvidence, keepSubmitted } from '../evidence/cited.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { submittedPrefills } from '../prefill/submitted.ts'
import { frozenRenderings } from '../renderings/frozen.ts'
import { type HeldResponse, toAnswers } from '../responses/actions.ts'
import { statementLanguage, statementOf, statementVersion } from '../responses/submission.ts'
import { standingIn, stepsOf } from './clearance-state.ts'
import { reasonsInUse, refuseBlockers, refuseErrors, refuseWithoutReasons } from './severities.ts'
import type { Signer } from './signing-key.ts'
import { type By, findDecisions, findLastEditor, findReasons, findWaiver } from './store.ts'
import { type Cleared, keysOnPath, makeSubmission } from './submission.ts'
import { findSubmissions, writeSubmission } from './submission-store.ts'

type Db = Unit['db']

/** A held response with what it means now. */
export interface Examined {
  readonly held: HeldResponse
  readonly instrument: Instrument
  readonly form: Form
}

export async function examine(db: Db, held: HeldResponse): Promise<Examined> {
  const instrument = await getOpenedInstrument(db, held.locked.hash)
  return { held, instrument, form: evaluate(instrument, toAnswers(held.answers), held.context) }
}

/** Nothing that stops clearance: no blocker, no error, and a reason for every warning. */
export async function refuseUncleared(db: Db, by: By, { form, held }: Examined): Promise<void> {
  refuseBlockers(form, held.alternatives)
  refuseErrors(form)
  refuseWithoutReasons(form, await findReasons(db, by))
}

interface Signing {
  readonly request: number
  readonly plan: number
  readonly name: string
  readonly title: string
}

/** Freezes the whole response, signs the receipt and closes the response: the end of its last step of clearance. */
export async function freeze(
  unit: Unit,
  by: By,
  examined: Examined,
  signing: Signing,
  signer: Signer,
): Promise<Receipt> {
  const { db } = unit
  const { held, instrument, form } = examined
  const { frame } = held
  const cleared = await clearedBy(db, by, examined, signing)
  const earlier = (await findSubmissions(db, by)).at(-1)
  const number = (earlier?.number ?? 0) + 1
  const submittedAt = new Date().toISOString()
  const attestation = {
    name: signing.name,
    title: signing.title,
    statement: statementOf(frame, instrument),
    language: statementLanguage,
    version: statementVersion,
  }
  const evidence = await citedEvidence(db, by, form)
  const prefilled = await submittedPrefills(db, by, held, keysOnPath(form))
  const also = { evidence, renderings: await frozenRenderings(db, by, form), prefilled }
  const source = { instrument, frame, answers: held.answers, form, ...also, number, attestation, cleared, submittedAt }
  const submission = makeSubmission({ ...source, supersedes: earlier?.reference })
  const receipt = receiptText({
    reference: submission.reference,
    number,
    ...(earlier !== undefined && { supersedes: earlier.reference }),
    revision: frame.revision,
    sha256: submission.sha256,
    bytes: Buffer.byteLength(submission.canonical),
    instrument: { code: instrument.bundle.instrument, version: instrument.bundle.version, hash: instrument.hash },
    unit: frame.unit_name,
    wave: frame.wave_title,
    attestation,
    steps: cleared.steps,
    ...(cleared.waiver !== undefined && { waiver: cleared.waiver }),
    answered: form.progress.answered,
    submittedAt,
    synthetic: frame.synthetic,
  })
  const signature = { key: signer.id, value: signer.sign(receipt) }
  await writeSubmission(db, by, {
    ...submission,
    number,
    hash: instrument.hash,
    revision: frame.revision,
    request: signing.request,
    attestation,
    answered: form.progress.answered,
    submittedAt,
    receipt,
    signature,
  })
  await keepSubmitted(db, by, number, evidence)
  unit.audit({
    action: 'response.submitted',
    study: by.study,
    response: by.response,
    detail: { number, reference: submission.reference, sha256: submission.sha256, answered: form.progress.answered },
  })
  return readReceiptText(receipt, signature)
}

/** Who cleared what; and, where steps are defined, that the last of them was not the last to edit. */
async function clearedBy(db: Db, by: By, { form }: Examined, { request, plan }: Signing): Promise<Cleared> {
  const reasons = reasonsInUse(form, await findReasons(db, by)).map(({ at, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
  }))
  if (plan === 0) return { steps: [], reasons }
  const standing = standingIn(await findDecisions(db, by), request)
  const steps = (await stepsOf(db, by, plan)).map(({ step, title, sections }) => {
    const decision = standing.get(step)
    if (decision === undefined) throw new Error(`step ${step} does not stand`)
    return {
      step,
      title,
      sections: [...sections],
      name: decision.signed_name ?? decision.by,
      position: decision.signed_title ?? '',
      at: decision.at.toISOString(),
    }
  })
  if ((await findLastEditor(db, by)) !== by.person) return { steps, reasons }
  const waiver = await findWaiver(db, by)
  if (waiver === undefined) {
    throw problem(
      'two-persons-needed',
      'You were the last to change an answer. Somebody else signs, or the coordinator records a waiver.',
    )
  }
  return { steps, reasons, waiver: { ...waiver, at: waiver.at.toISOString() } }
}
