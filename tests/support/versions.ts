import type { LightMyRequestResponse } from 'fastify'
import type { EarlierAnswer, OpenedResponse, ResponseMove, VersionOffer } from '#contract'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { smallNext } from '../fixtures/versions/small-next.ts'
import { type TestApp, testApp } from './app.ts'
import { hashOf, textOf } from './instrument.ts'
import { addStaff } from './people.ts'
import type { Change, Respondent } from './respondent.ts'

export const older = hashOf(smallInstrument)
export const newer = hashOf(smallNext)

/** A server whose wave began with the small questionnaire; its next version is released, and offered when asked. */
export interface VersionsApp extends TestApp {
  /** Coordinator. */
  readonly sofia: Actor
  release(bundle: Bundle): Promise<unknown>
  offer(hash: string, actor?: Actor): Promise<LightMyRequestResponse>
}

export async function versionsApp(): Promise<VersionsApp> {
  const server = await testApp({ bundle: smallInstrument })
  const sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  const release = (bundle: Bundle) =>
    server.owner.query('insert into instrument_version (hash, code, version, bundle) values ($1, $2, $3, $4)', [
      hashOf(bundle),
      bundle.instrument,
      bundle.version,
      textOf(bundle),
    ])
  await release(smallNext)
  const offer = async (hash: string, actor: Actor = sofia) =>
    (await server.as(actor))({
      method: 'POST',
      url: `/api/waves/${server.world.wave}/versions`,
      payload: { instrument: hash },
    })
  return { ...server, sofia, release, offer }
}

/** Of each kind of fate in the next version one. */
export const answers: readonly Change[] = [
  { item: 'A01', value: 'yes' },
  { item: 'A02', value: 'facebook' },
  { item: 'A03', value: ['line', 'x'] },
  { item: 'A04', value: 'a word in our own' },
  { item: 'B01', value: 12 },
  { item: 'B02', value: '2026-02-28' },
  { item: 'B03', value: { national: { extent: 'all', units: 3 }, village: { units: 9 } } },
  { item: 'B04', value: ['r1'] },
  { item: 'B04_title', row: 'r1', value: 'Circular 4' },
  { item: 'B04_year', row: 'r1', value: 2019 },
]

export const readOffer = async (who: Respondent): Promise<VersionOffer> =>
  (await who.send('GET', '/version-offer')).json()

export const accept = async (who: Respondent, revision?: number) =>
  who.send('POST', '/moves', { instrument: newer, revision: revision ?? (await who.read()).revision })

export const moved = async (who: Respondent): Promise<ResponseMove> => (await accept(who)).json()

export const goBack = (who: Respondent, move: number) => who.send('POST', `/moves/${move}/reversal`)

export const earlier = async (who: Respondent): Promise<EarlierAnswer[]> =>
  (await who.send('GET', '/earlier-answers')).json().answers

/** Changes typed on this version. */
export const saveOn = (who: Respondent, instrument: string, ...changes: readonly Change[]) =>
  who.send('PATCH', '/answers', {
    instrument,
    mutations: changes.map((change) => ({ id: crypto.randomUUID(), base: 0, ...change })),
  })

export const submitOn = async (who: Respondent, instrument: string, ...looked: readonly string[]) =>
  who.send('POST', '/submissions', {
    instrument,
    // what was not looked at again is submitted with a reason why
    reasons: looked.map((key) => ({ key, warning: 'look', reason: 'It still holds.' })),
    revision: (await who.read()).revision,
    attestation: { name: 'Sari', title: 'Director' },
  })

export const keyOf = ({ item, row }: { readonly item: string; readonly row?: string | undefined }) =>
  row === undefined ? item : `${item}/${row}`

/** What stands, by key; an empty answer is none, unless it is marked. */
export const standing = ({ answers: all }: OpenedResponse) =>
  Object.fromEntries(
    all.flatMap((one) => {
      const said = { ...('value' in one && { value: one.value }), ...('missing' in one && { missing: one.missing }) }
      const marked = { ...said, ...(one.look !== undefined && { look: one.look }) }
      return Object.keys(marked).length === 0 ? [] : [[keyOf(one), marked]]
    }),
  )

/** The version of every answer, for building on it. */
export const versionsOf = ({ answers: all }: OpenedResponse): Readonly<Record<string, number>> =>
  Object.fromEntries(all.map((one) => [keyOf(one), one.version]))
