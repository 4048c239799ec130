import type { Clearance } from '#contract'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { holdResponse } from '../responses/actions.ts'
import { readAgain } from './asking.ts'
import { heldByOfficers, stepsOf, type Viewer } from './clearance-state.ts'
import {
  findLatestSubmission,
  findReopeningRequests,
  findReopenings,
  insertReopeningRequest,
  writeReopening,
} from './reopening-store.ts'
import { findPlanNumber } from './store.ts'

/** The focal point asks; whoever clears decides. */
export async function askForReopening(unit: Unit, viewer: Viewer, reason: string): Promise<Clearance> {
  const { db } = unit
  const { locked } = await holdResponse(db, viewer)
  const submission = await findLatestSubmission(db, viewer)
  if (locked.state !== 'submitted' || submission === undefined) throw problem('not-submitted')
  const { study, response, name, person } = viewer
  await insertReopeningRequest(db, { study, response, submission, reason, name, by: { person } })
  unit.audit({ action: 'reopening.asked', study, response, detail: { submission } })
  return readAgain(unit, viewer)
}

export interface ReopeningOrder {
  readonly submission: number
  readonly request?: number | undefined
  readonly reason: string
}

/**
 * By a clearing officer with a reason of their own or agreeing to a request; where the focal point clears alone, by the
 * focal point agreeing to a coordinator's request. The submission stays; the next one supersedes it.
 */
export async function reopenResponse(unit: Unit, viewer: Viewer, order: ReopeningOrder): Promise<Clearance> {
  const { db } = unit
  const { locked } = await holdResponse(db, viewer)
  const { submission, request, reason } = order
  const done = (await findReopenings(db, viewer)).find((one) => one.submission === submission)
  if (done !== undefined) {
    unit.audit({ action: 'response.reopened_again', study: viewer.study, response: viewer.response })
    return readAgain(unit, viewer)
  }
  if (locked.state !== 'submitted') throw problem('not-submitted')
  if ((await findLatestSubmission(db, viewer)) !== submission)
    throw problem('stale-response', 'There is a newer submission.')
  const requests = await findReopeningRequests(db, viewer, submission)
  const agreed = requests.find((one) => one.number === request)
  if (request !== undefined && agreed === undefined) throw problem('not-found', 'Nobody asked for that.')
  if (viewer.role === 'focal_point') await refuseAlone(db, viewer, agreed?.role)
  await writeReopening(db, viewer, { submission, reason, request })
  unit.audit({
    action: 'response.reopened',
    study: viewer.study,
    response: viewer.response,
    detail: { submission, request },
  })
  return readAgain(unit, viewer)
}

async function refuseAlone(db: Unit['db'], viewer: Viewer, askedBy: string | undefined): Promise<void> {
  const steps = await stepsOf(db, viewer, await findPlanNumber(db, viewer))
  if (heldByOfficers(steps)) throw problem('consent-needed', 'A clearing officer reopens what was cleared; ask for it.')
  if (askedBy !== 'coordinator') throw problem('consent-needed', 'You can agree to a request of the research team.')
}
