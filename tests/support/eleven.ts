import { fileURLToPath } from 'node:url'
import { type Answers, type Context, evaluate, type Instrument, openInstrument } from '#engine'
import { inUnitOfWork, system, type Unit } from '../../server/database/unit-of-work.ts'
import { saveAccount } from '../../server/features/accounts/actions.ts'
import { sameReason, submitResponse } from '../../server/features/clearance/actions.ts'
import { issueLink } from '../../server/features/links/actions.ts'
import { answerAs, openResponse } from '../../server/features/responses/actions.ts'
import { loadReleased } from '../../server/features/studies/actions.ts'
import { chooseInstruments, toParticipants, toStudy, toWave } from '../../server/features/studies/demonstration.ts'
import {
  insertParticipants,
  insertStudy,
  insertWave,
  type NewParticipant,
} from '../../server/features/studies/store.ts'
import { submittableAnswers } from '../../server/features/studies/synthetic-answers.ts'
import type { Site } from './site.ts'

/** A wave of the released national questionnaire with the eleven member states; nobody has answered yet. */
export interface Eleven {
  readonly study: string
  readonly wave: string
  readonly instrument: Instrument
  readonly participants: readonly NewParticipant[]
  readonly of: (code: string) => NewParticipant
  /** What an evaluation needs to know of an administration. */
  readonly contextOf: (code: string) => Context
  /** A fresh personal link of the focal point. */
  readonly link: (code: string) => Promise<string>
  /** Synthetic answers, saved and submitted as the focal point would; consent to publish, with exceptions. */
  readonly submit: (code: string, seed: number, exceptions?: Consents) => Promise<void>
  /** Every answer a submission needs is given, and nothing is submitted yet. */
  readonly submittable: (code: string, seed: number) => Promise<void>
  /** A draft that somebody has worked on. */
  readonly draft: (code: string, answers: Answers) => Promise<void>
  /** An account, made as the command line makes one. */
  readonly account: (role: 'researcher' | 'coordinator') => Promise<{ email: string; password: string }>
}

type Consents = Readonly<Record<string, 'publish_aggregate' | 'do_not_publish'>>

const consents = (exceptions: Consents) => ({
  value: Object.fromEntries(
    Array.from('abcdefghi', (section) => [section, { consent: exceptions[section] ?? 'publish_named' }]),
  ),
})

const released = fileURLToPath(new URL('../../instruments/released', import.meta.url))

export async function openEleven(site: Site): Promise<Eleven> {
  const [chosen] = chooseInstruments(await loadReleased(site.database, released))
  if (chosen === undefined) throw new Error('the national questionnaire is not released')
  const instrument = openInstrument(chosen.bundle, chosen.hash)
  const study = toStudy()
  const wave = toWave(study.id, chosen)
  const participants = toParticipants(chosen)
  const work = <T>(action: (unit: Unit) => Promise<T>): Promise<T> =>
    inUnitOfWork(site.database, system, (unit) => {
      unit.audit({ action: 'test.prepared' })
      return action(unit)
    })
  await work(async ({ db }) => {
    await insertStudy(db, study)
    await insertWave(db, wave)
    await insertParticipants(db, wave, participants)
  })
  const of = (code: string): NewParticipant => {
    const found = participants.find((participant) => participant.code === code)
    if (found === undefined) throw new Error(`${code} is no member state`)
    return found
  }
  const place = ({ response, person }: NewParticipant) => ({ study: study.id, response, person })
  return {
    study: study.id,
    wave: wave.id,
    instrument,
    participants,
    of,
    contextOf: (code) => ({
      language: 'en',
      today: new Date().toISOString().slice(0, 10),
      unit: { code, name: of(code).name, attributes: of(code).attributes },
      wave,
    }),
    link: async (code) => `${site.address}/i#${await work((unit) => issueLink(unit, place(of(code))))}`,
    submit: (code, seed, exceptions = {}) =>
      work(async (unit) => {
        const author = { ...place(of(code)), name: of(code).personName, origin: 'respondent' as const }
        const { today, unit: administration, wave: asked } = await openResponse(unit.db, author, 'focal_point')
        const context: Context = { language: 'en', today, unit: administration, wave: asked }
        const answers = { ...submittableAnswers(instrument, seed, context), Z03: consents(exceptions) }
        const { revision } = await answerAs(unit, author, instrument.hash, answers)
        const attestation = { name: 'Synthetic officer', title: 'Made up for tests' }
        const reasons = sameReason(evaluate(instrument, answers, context), 'Synthetic')
        await submitResponse(unit, author, { instrument: instrument.hash, revision, attestation, reasons }, site.signer)
      }),
    submittable: async (code, seed) =>
      work(async (unit) => {
        const author = { ...place(of(code)), name: of(code).personName, origin: 'respondent' as const }
        const { today, unit: administration, wave: asked } = await openResponse(unit.db, author, 'focal_point')
        const context: Context = { language: 'en', today, unit: administration, wave: asked }
        await answerAs(unit, author, instrument.hash, {
          ...submittableAnswers(instrument, seed, context),
          Z03: consents({}),
        })
      }),
    draft: async (code, answers) => {
      const author = { ...place(of(code)), name: of(code).personName, origin: 'respondent' as const }
      await work((unit) => answerAs(unit, author, instrument.hash, answers))
    },
    account: async (role) => {
      const account = { email: `${role}@example.org`, password: 'correct horse battery', name: 'Mei', role }
      await work((unit) => saveAccount(unit, account))
      return account
    },
  }
}
