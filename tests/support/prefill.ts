import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Prefill, PrefillDecision, PrefillList, PrefillTally } from '#contract'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { newId } from '../../server/database/identifier.ts'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from './app.ts'
import { hashOf, textOf } from './instrument.ts'
import { addRespondent, addStaff } from './people.ts'
import { type Change, newRespondent, type Respondent, respondent } from './respondent.ts'

/** The small questionnaire, all of whose answers are facts that may appear with a name. */
export const plain: Bundle = {
  ...smallInstrument,
  sections: smallInstrument.sections.map((section) => ({ ...section, publication: 'public' })),
}

/** A server with a wave that began earlier and another that follows it. */
export interface PrefillApp extends TestApp {
  /** Coordinator. */
  readonly sofia: Actor
  /** The wave that follows. */
  readonly next: string
}

export async function prefillApp(then: Bundle = plain): Promise<PrefillApp> {
  const server = await testApp({ bundle: plain })
  const sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  const next = newId()
  if (hashOf(then) !== hashOf(plain)) await release(server, then)
  await server.owner.query(
    `insert into wave (study_id, id, instrument_hash, code, title, year, reference_from, reference_to)
     values ($1, $2, $3, '2027', 'Wave 2027', 2027, '2026-07-01', '2027-06-30')`,
    [server.world.study, next, hashOf(then)],
  )
  return { ...server, sofia, next }
}

export const release = (server: TestApp, bundle: Bundle) =>
  server.owner.query('insert into instrument_version (hash, code, version, bundle) values ($1, $2, $3, $4)', [
    hashOf(bundle),
    bundle.instrument,
    bundle.version,
    textOf(bundle),
  ])

/** Enough to submit, and something of every kind. */
export const said: readonly Change[] = [
  { item: 'A01', value: 'yes' },
  { item: 'A02', value: 'line' },
  { item: 'A03', value: ['line', 'x'] },
  { item: 'A04', missing: 'refused' },
  { item: 'B01', value: 12 },
  { item: 'B03', value: { national: { extent: 'all', units: 3 } } },
  { item: 'B04', value: ['r1', 'r2'] },
  { item: 'B04_title', row: 'r1', value: 'Circular 4' },
  { item: 'B04_year', row: 'r1', value: 2019 },
  { item: 'B04_title', row: 'r2', value: 'Decree 9' },
]

/** Submits the earlier wave as a new unit; returns its focal point. */
export async function submitted(server: PrefillApp, ...changes: readonly Change[]): Promise<Respondent> {
  const sari = await newRespondent(server)
  const saved = await sari.save(...(changes.length === 0 ? said : changes))
  expect(saved.statusCode, saved.body).toBe(200)
  const receipt = await sari.submit()
  expect(receipt.statusCode, receipt.body).toBe(200)
  return sari
}

/** The same unit's response in the wave that follows, on this version. */
export async function nextResponse(server: PrefillApp, { response }: Respondent, bundle = plain): Promise<Respondent> {
  const { study } = server.world
  const [id, instrument] = [newId(), hashOf(bundle)]
  await server.owner.query(
    `insert into response (study_id, id, wave_id, unit_id, instrument_hash)
     select study_id, $1, $2, unit_id, $3 from response where id = $4`,
    [id, server.next, instrument, response],
  )
  const actor = await addRespondent(server.owner, { study, response: id, role: 'focal_point', name: 'Sari' })
  return respondent({ ...server, world: { ...server.world, instrument } }, actor)
}

/** A coordinator asks for everything to be offered that may be. */
export async function offer(server: PrefillApp, wave = server.next): Promise<PrefillTally> {
  const as = await server.as(server.sofia)
  const reply = await as({ method: 'POST', url: `/api/waves/${wave}/prefills` })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

/** A unit that submitted, in the wave that follows, with its offers. */
export async function offered(server: PrefillApp, bundle = plain, ...changes: readonly Change[]): Promise<Respondent> {
  const sari = await nextResponse(server, await submitted(server, ...changes), bundle)
  await offer(server)
  return sari
}

export const prefills = async (who: Respondent): Promise<readonly Prefill[]> =>
  ((await who.send('GET', '/prefills')).json() as PrefillList).prefills

export const keyOf = ({ item, row }: Pick<Prefill, 'item' | 'row'>): string =>
  row === undefined ? item : `${item}/${row}`

/** By key: what became of each. */
export const states = async (who: Respondent): Promise<Record<string, string>> =>
  Object.fromEntries((await prefills(who)).map((one) => [keyOf(one), one.waits ? `${one.state}, waits` : one.state]))

export async function decide(
  who: Respondent,
  decision: PrefillDecision['decision'],
  ...keys: readonly string[]
): Promise<LightMyRequestResponse> {
  const all = await prefills(who)
  const decisions = all.filter((one) => keys.includes(keyOf(one))).map(({ id }) => ({ id, decision }))
  return who.send('POST', '/prefills/decisions', { decisions })
}
