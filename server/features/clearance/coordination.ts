import type { Actor, Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type ByAccount, findResponseOf, insertWaiver } from './coordinator-store.ts'
import { findLatestSubmission, insertReopeningRequest } from './reopening-store.ts'

export interface UnitOfWave {
  readonly wave: string
  readonly unit: string
}

async function getPlace(unit: Unit, { wave, unit: code }: UnitOfWave): Promise<ByAccount & { readonly state: string }> {
  const found = await findResponseOf(unit.db, wave, code)
  const { account, name }: Actor = unit.actor
  if (found === undefined || account === undefined) throw problem('not-found')
  return { ...found, account, name }
}

/** The administration said in writing that who edits may sign; the receipt says so too. */
export async function waiveTwoPersons(unit: Unit, of: UnitOfWave, reason: string): Promise<void> {
  const place = await getPlace(unit, of)
  await insertWaiver(unit.db, place, reason)
  unit.audit({ action: 'clearance.waived', study: place.study, response: place.response })
}

/** A coordinator asks and changes nothing: the response opens with the consent of who cleared it. */
export async function proposeReopening(unit: Unit, of: UnitOfWave, reason: string): Promise<void> {
  const { study, response, account, name, state } = await getPlace(unit, of)
  const submission = await findLatestSubmission(unit.db, { study, response })
  if (state !== 'submitted' || submission === undefined) throw problem('not-submitted')
  await insertReopeningRequest(unit.db, { study, response, submission, reason, name, by: { account } })
  unit.audit({ action: 'reopening.proposed', study, response, detail: { submission } })
}
