import type { StoredAnswer } from '#contract'
import { type Answers, type Context, evaluate, type Instrument, openInstrument, parseKey } from '#engine'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { newId } from '../../server/database/identifier.ts'
import { makeSubmission } from '../../server/features/clearance/submission.ts'
import { contextOf, toAnswers } from '../../server/features/responses/submission.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { openNational } from '../support/definitions.ts'
import { hashOf } from '../support/instrument.ts'
import { addRespondent } from '../support/people.ts'
import { plausibleAnswers } from '../support/random-answers.ts'

/** A wave of the national questionnaire, to which test units submit whatever a test says. */
export interface NationalWave {
  readonly server: TestApp
  readonly instrument: Instrument
  /** A unit sends in plausible answers, with these in their place. */
  submit(unit: TestUnit, answers?: Answers): Promise<Answers>
  get(path: string, headers?: Readonly<Record<string, string>>): ReturnType<TestApp['ask']>
}

export interface TestUnit {
  readonly code: string
  readonly name: string
  readonly seed: number
}

const attributes = {
  languages: ['en'],
  levels: ['l1_national', 'l2_province_state_region', 'l3_district_city_municipality'],
}

export async function nationalWave(): Promise<NationalWave> {
  const bundle: Bundle = (await openNational()).bundle
  const instrument = openInstrument(bundle, hashOf(bundle))
  const server = await testApp({ bundle })
  const ask = await server.as(server.world.mei)
  const base = `/api/waves/${server.world.wave}`
  return {
    server,
    instrument,
    submit: (unit, answers = {}) => submit(server, instrument, unit, answers),
    get: (path, headers = {}) => ask({ method: 'GET', url: `${base}${path}`, headers }),
  }
}

/** Consent for every section, with exceptions. */
export const consent = (exceptions: Readonly<Record<string, string>> = {}): Answers => ({
  Z03: {
    value: Object.fromEntries(
      [...'abcdefghi'].map((section) => [section, { consent: exceptions[section] ?? 'publish_named' }]),
    ),
  },
})

let position = 10

async function submit(server: TestApp, instrument: Instrument, unit: TestUnit, given: Answers): Promise<Answers> {
  const { study } = server.world
  const response = await openResponse(server, unit)
  const person = await addRespondent(server.owner, { study, response, role: 'focal_point', name: `Focal ${unit.code}` })
  const frame = frameOf(unit, response, instrument.hash)
  const submittedAt = '2026-11-22T05:00:00.000Z'
  const context: Context = contextOf(frame, submittedAt.slice(0, 10))
  const answers = { ...plausibleAnswers(instrument, unit.seed, context), ...consent(), ...given }
  const stored = Object.entries(answers).map(([key, answer]) => toStored(key, answer))
  const form = evaluate(instrument, toAnswers(stored), context)
  const attestation = { name: 'Focal', title: 'Director', statement: 'Cleared.' }
  const made = makeSubmission({
    instrument,
    frame,
    answers: stored,
    form,
    number: 1,
    attestation,
    cleared: { steps: [], reasons: [] },
    submittedAt,
  })
  await server.owner.query(
    `insert into submission (study_id, response_id, number, reference, canonical, sha256, bytes, instrument_hash,
      attestation, answered, coded, submitted_by, submitted_at) values ($1,$2,1,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      study,
      response,
      made.reference,
      made.canonical,
      made.sha256,
      Buffer.byteLength(made.canonical),
      instrument.hash,
      JSON.stringify(attestation),
      form.progress.answered,
      Buffer.from(made.coded),
      person.person,
      submittedAt,
    ],
  )
  await server.owner.query("update response set state = 'submitted', submitted_at = $2 where id = $1", [
    response,
    submittedAt,
  ])
  return answers
}

async function openResponse(server: TestApp, { code, name }: TestUnit): Promise<string> {
  const { study, wave, instrument } = server.world
  const [unit, response] = [newId(), newId()]
  position += 1
  await server.owner.query(
    "insert into unit (study_id, id, kind, code, name, attributes, position) values ($1, $2, 'administration', $3, $4, $5, $6)",
    [study, unit, code, name, JSON.stringify({ ...attributes, iso3: code.toUpperCase() }), position],
  )
  await server.owner.query(
    'insert into response (study_id, id, wave_id, unit_id, instrument_hash) values ($1, $2, $3, $4, $5)',
    [study, response, wave, unit, instrument],
  )
  return response
}

const frameOf = ({ code, name }: TestUnit, id: string, hash: string) => ({
  id,
  state: 'draft' as const,
  revision: 1,
  epoch: '00000000-0000-4000-8000-000000000000',
  hash,
  unit_code: code,
  unit_name: name,
  unit_kind: 'administration',
  attributes: { ...attributes, iso3: code.toUpperCase() },
  wave_code: '2026',
  wave_title: 'Wave 2026',
  year: 2026,
  reference_from: '2025-07-01',
  reference_to: '2026-06-30',
  study_code: 'ASEAN',
  study_title: 'Social media practice',
  synthetic: false,
})

function toStored(key: string, answer: Answers[string] & object): StoredAnswer {
  const stamp = { version: 1, by: 'Focal', at: '2026-11-22T04:00:00.000Z' }
  if ('missing' in answer) return { ...parseKey(key), missing: answer.missing, ...stamp }
  return { ...parseKey(key), value: answer.value as NonNullable<StoredAnswer['value']>, ...stamp }
}
