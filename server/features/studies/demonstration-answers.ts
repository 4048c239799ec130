import { type Answers, type Context, evaluate, withAnswer } from '#engine'
import type { Database } from '../../database/plugin.ts'
import { inUnitOfWork, system } from '../../database/unit-of-work.ts'
import { type Signer, sameReason, submitResponse } from '../clearance/actions.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, answerAs, openResponse } from '../responses/actions.ts'
import type { Demonstration } from './actions.ts'
import type { FocalPoint } from './store.ts'
import { submittableAnswers } from './synthetic-answers.ts'

const attestation = { name: 'Synthetic officer', title: 'Made up for the demonstration' }

/** Consent by section (item Z03): nearly all named, with one refusal and one section counted without names. */
function withConsent(answers: Answers, { kind, code }: FocalPoint): Answers {
  if (kind !== 'administration') return answers
  const exceptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    vnm: { f: 'do_not_publish' },
    sgp: { g: 'publish_aggregate' },
    mys: { g: 'publish_aggregate' },
    brn: { g: 'publish_aggregate' },
  }
  const consent = Array.from('abcdefghi', (section) => [
    section,
    { consent: exceptions[code]?.[section] ?? 'publish_named' },
  ])
  return withAnswer(answers, { item: 'Z03' }, { value: Object.fromEntries(consent) })
}

/**
 * Gives the demonstration answers to read: synthetic ones, saved and submitted through the same actions as a
 * respondent's. Responses that anybody has touched are left alone. Returns how many were submitted now.
 */
export async function answerDemonstration(
  database: Database,
  { answered }: Demonstration,
  signer: Signer,
): Promise<number> {
  let count = 0
  for (const [seed, focalPoint] of answered.entries()) {
    if (focalPoint.revision > 0) continue
    if (await answer(database, focalPoint, seed + 1, signer)) count += 1
  }
  return count
}

const answer = (database: Database, focalPoint: FocalPoint, seed: number, signer: Signer): Promise<boolean> =>
  inUnitOfWork(database, system, async (unit) => {
    const { study, code } = focalPoint
    const response = await openResponse(unit.db, focalPoint, 'focal_point')
    const untouched = response.state === 'draft' && response.revision === 0
    unit.audit({ action: 'demonstration.answered', study, detail: { unit: code, untouched } })
    if (!untouched) return false
    const author: Author = { ...focalPoint, name: attestation.name, origin: 'demonstration' }
    const instrument = await getOpenedInstrument(unit.db, response.instrument)
    const context: Context = { language: 'en', today: response.today, unit: response.unit, wave: response.wave }
    const answers = withConsent(submittableAnswers(instrument, seed, context), focalPoint)
    const { revision } = await answerAs(unit, author, response.instrument, answers)
    const reasons = sameReason(evaluate(instrument, answers, context), 'Made up: synthetic answers need not agree.')
    await submitResponse(unit, author, { instrument: response.instrument, revision, attestation, reasons }, signer)
    return true
  })
