import type { Clearance, ProblemError, WarningReason } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { holdResponse, lookAtResponse } from '../responses/actions.ts'
import { describeClearance, findRound, heldByOfficers, stepsOf, type Viewer } from './clearance-state.ts'
import { examine } from './freezing.ts'
import { refuseBlockers, refuseWithoutReasons } from './severities.ts'
import {
  findPeople,
  findPlanNumber,
  findReasons,
  insertDecisions,
  insertReasons,
  insertRequest,
  insertSteps,
  type PlanStep,
} from './store.ts'
import { refuseStale } from './submitting.ts'

export async function readClearance(db: Unit['db'], viewer: Viewer): Promise<Clearance> {
  const { locked } = await lookAtResponse(db, viewer)
  return describeClearance(db, viewer, locked)
}

/** The same at the end of a change. */
export const readAgain = (unit: Unit, viewer: Viewer): Promise<Clearance> => readClearance(unit.db, viewer)

export interface NewStep {
  readonly title: string
  readonly role: 'focal_point' | 'clearing_officer'
  readonly person?: string | undefined
  readonly sections: readonly string[]
}

/** A new plan beside the one before it. Where officers hold a step, only they loosen what they hold. */
export async function planClearance(
  unit: Unit,
  viewer: Viewer,
  request: { readonly plan: number; readonly steps: readonly NewStep[] },
): Promise<Clearance> {
  const { db } = unit
  const { locked } = await holdResponse(db, viewer)
  if (locked.state !== 'draft') throw problem('response-locked')
  if (await findRound(db, viewer))
    throw problem('clearance-open', 'Steps change before clearance is asked for, or after it.')
  const plan = await findPlanNumber(db, viewer)
  if (plan !== request.plan) throw problem('stale-response', 'The steps were changed since you last saw them.')
  if (plan !== 0 && viewer.role === 'focal_point' && heldByOfficers(await stepsOf(db, viewer, plan))) {
    throw problem('not-allowed', 'A clearing officer holds a step; the steps are theirs to change.')
  }
  const { bundle } = await getOpenedInstrument(db, locked.hash)
  const steps = await namedSteps(db, request.steps, new Set(bundle.sections.map(({ section }) => section)))
  await insertSteps(db, viewer, plan + 1, steps)
  const detail = { plan: plan + 1, steps: steps.map(({ title, role, sections }) => ({ title, role, sections })) }
  unit.audit({ action: 'clearance.planned', study: viewer.study, response: viewer.response, detail })
  return readAgain(unit, viewer)
}

/** The steps with the names of those who hold them; every fault is told at once. */
async function namedSteps(
  db: Unit['db'],
  steps: readonly NewStep[],
  sections: ReadonlySet<string>,
): Promise<readonly PlanStep[]> {
  const people = await findPeople(db)
  const faults: ProblemError[] = []
  const named = steps.map((one, at): PlanStep => {
    const pointer = `/steps/${at}`
    const person = people.find((known) => known.person === one.person)
    if (one.person !== undefined && person?.role !== one.role) {
      const message = 'This person has no such part in this response.'
      faults.push({ pointer: `${pointer}/person`, code: 'person.unknown', message })
    }
    for (const section of one.sections.filter((code) => !sections.has(code))) {
      faults.push({
        pointer: `${pointer}/sections`,
        code: 'section.unknown',
        message: `There is no section ${section}.`,
      })
    }
    const { title, role } = one
    return {
      step: at + 1,
      title,
      role,
      person: person?.person ?? null,
      personName: person?.name ?? null,
      sections: one.sections,
    }
  })
  if (steps.at(-1)?.sections.length !== 0) {
    const message = 'The last step signs for the whole response, so it is for no section in particular.'
    faults.push({ pointer: `/steps/${steps.length - 1}/sections`, code: 'steps.last', message })
  }
  if (faults.length > 0) throw problem('invalid-request', undefined, faults)
  return named
}

export interface AskingRequest {
  readonly instrument: string
  readonly revision: number
  readonly reasons: readonly WarningReason[]
}

/** From here on the steps are taken in their order, on the response as it stands. Asking again changes nothing. */
export async function askForClearance(unit: Unit, viewer: Viewer, request: AskingRequest): Promise<Clearance> {
  const { db } = unit
  const held = await holdResponse(db, viewer)
  if (held.locked.state !== 'draft') throw problem('response-locked')
  const round = await findRound(db, viewer)
  if (round !== undefined && held.locked.revision !== request.revision) throw problem('clearance-open')
  refuseStale(held, request)
  await insertReasons(db, viewer, request.revision, request.reasons)
  const { form } = await examine(db, held)
  refuseBlockers(form, held.alternatives)
  refuseWithoutReasons(form, await findReasons(db, viewer))
  const plan = await findPlanNumber(db, viewer)
  const { revision } = request
  const number = round?.request.number ?? (await insertRequest(db, viewer, { plan, revision }))
  const action = round === undefined ? 'clearance.asked' : 'clearance.asked_again'
  const detail = { request: number, plan, revision, reasons: request.reasons.length }
  unit.audit({ action, study: viewer.study, response: viewer.response, detail })
  return readAgain(unit, viewer)
}

export async function withdrawClearance(unit: Unit, viewer: Viewer, number: number): Promise<Clearance> {
  const { db } = unit
  const { locked } = await holdResponse(db, viewer)
  const round = await findRound(db, viewer)
  if (round?.request.number !== number) throw problem('clearance-not-open')
  const { revision } = locked
  const step = round.next?.step ?? 1
  await insertDecisions(db, viewer, [{ request: number, step, decision: 'withdrawn', revision }])
  unit.audit({
    action: 'clearance.withdrawn',
    study: viewer.study,
    response: viewer.response,
    detail: { request: number },
  })
  return readAgain(unit, viewer)
}
