import type { Clearance, Receipt } from '#contract'
import { type Form, type Instrument, pagesOf } from '#engine'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { holdResponse } from '../responses/actions.ts'
import { readAgain } from './asking.ts'
import { findRound, holds, type Round, type Viewer } from './clearance-state.ts'
import { itemsOf } from './covered-items.ts'
import { examine, freeze, refuseUncleared } from './freezing.ts'
import { toReceipt } from './receipts.ts'
import type { Signer } from './signing-key.ts'
import { findDecisions, insertDecisions, type PlanStep } from './store.ts'
import { findSubmissions } from './submission-store.ts'

export interface Clearing {
  readonly decision: 'cleared'
  readonly request: number
  readonly step: number
  readonly revision: number
  readonly sections: readonly string[]
  readonly note: string
  readonly name: string
  readonly title: string
}

export interface Returning {
  readonly decision: 'returned'
  readonly request: number
  readonly step: number
  readonly note: string
}

export interface Decided {
  readonly clearance: Clearance
  readonly receipt?: Receipt
}

/** Takes a step, or sends the response back. Whoever says the same again is told what came of it the first time. */
export async function decide(
  unit: Unit,
  viewer: Viewer,
  request: Clearing | Returning,
  signer: Signer,
): Promise<Decided> {
  const { db } = unit
  const held = await holdResponse(db, viewer)
  const before = await decidedBefore(unit, viewer, request)
  if (before !== undefined) return before
  const round = await findRound(db, viewer)
  if (round?.request.number !== request.request) throw problem('clearance-not-open')
  const step = round.next
  if (step?.step !== request.step || !holds(step, viewer)) throw problem('not-your-step')
  if (request.decision === 'returned') return giveBack(unit, viewer, request, held.locked.revision)
  if (held.locked.revision !== request.revision) {
    throw problem('stale-response', 'Answers were changed since you read them. Read what changed, then clear.')
  }
  const examined = await examine(db, held)
  refuseUnread(examined.form, step, request.sections)
  await refuseUncleared(db, viewer, examined)
  const signed = { name: request.name, title: request.title }
  await insertDecisions(db, viewer, [{ ...request, items: coveredItems(examined.instrument, step), signed }])
  const detail = { request: request.request, step: request.step, revision: request.revision }
  unit.audit({ action: 'clearance.cleared', study: viewer.study, response: viewer.response, detail })
  if (!isLast(round, step)) return { clearance: await readAgain(unit, viewer) }
  const { plan } = round.request
  const receipt = await freeze(unit, viewer, examined, { request: request.request, plan, ...signed }, signer)
  return { clearance: await readAgain(unit, viewer), receipt }
}

const isLast = ({ steps }: Round, step: PlanStep): boolean => step === steps.at(-1)

const coveredItems = (instrument: Instrument, { sections }: PlanStep): readonly string[] | undefined =>
  sections.length === 0 ? undefined : itemsOf(instrument, new Set(sections))

async function giveBack(unit: Unit, viewer: Viewer, request: Returning, revision: number): Promise<Decided> {
  await insertDecisions(unit.db, viewer, [{ ...request, revision }])
  const detail = { request: request.request, step: request.step, revision }
  unit.audit({ action: 'clearance.returned', study: viewer.study, response: viewer.response, detail })
  return { clearance: await readAgain(unit, viewer) }
}

/** A repetition after a lost reply, recognised by request, step and person. */
async function decidedBefore(unit: Unit, viewer: Viewer, request: Clearing | Returning): Promise<Decided | undefined> {
  const { db } = unit
  const same = (await findDecisions(db, viewer)).findLast(
    (one) => one.request === request.request && one.step === request.step,
  )
  if (same?.decision !== request.decision || same.person !== viewer.person) return undefined
  unit.audit({ action: 'clearance.decided_again', study: viewer.study, response: viewer.response })
  const submission = (await findSubmissions(db, viewer)).find((one) => one.request === request.request)
  const clearance = await readAgain(unit, viewer)
  if (submission === undefined) return { clearance }
  const { frame } = await holdResponse(db, viewer)
  return { clearance, receipt: toReceipt(submission, frame) }
}

/** The sections a step asks to be read: its own, or all with a page of questions. */
export const sectionsToRead = (form: Form, { sections }: Pick<PlanStep, 'sections'>): readonly string[] => {
  const shown = Array.from(new Set(pagesOf(form).map((page) => page.section.section)))
  return sections.length === 0 ? shown : shown.filter((section) => sections.includes(section))
}

function refuseUnread(form: Form, step: PlanStep, read: readonly string[]): void {
  const unread = sectionsToRead(form, step).filter((section) => !read.includes(section))
  if (unread.length === 0) return
  const errors = unread.map((section) => ({
    pointer: '/sections',
    code: 'section.unread',
    message: `Section ${section} has not been ticked as read.`,
    params: { section },
  }))
  throw problem('sections-unread', undefined, errors)
}
