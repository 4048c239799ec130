import type { LightMyRequestResponse } from 'fastify'
import type { Actor } from '../../../server/database/unit-of-work.ts'
import { smallNext } from '../../fixtures/versions/small-next.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { ask, clear, plan, wholeBy } from '../../support/clearing.ts'
import { hashOf, textOf } from '../../support/instrument.ts'
import { addStaff, openSessionFor } from '../../support/people.ts'
import { type Administration, makeAdministration, type Names } from './administration.ts'
import type { Person } from './cast.ts'
import { marks } from './marks.ts'
import { bundle } from './questionnaire.ts'

export const phases = ['draft', 'under clearance', 'submitted'] as const
export type Phase = (typeof phases)[number]

export interface Place extends Names {
  readonly wave: string
  readonly instrument: string
  /** A released version that is not offered yet. */
  readonly next: string
}

export interface World {
  readonly server: TestApp
  readonly phase: Phase
  readonly ours: Administration
  /** Of somebody else; a draft, whatever ours is. */
  readonly theirs: Administration
  readonly cookies: Readonly<Partial<Record<Person, string>>>
  /** Coordinator. */
  readonly sofia: Actor
  readonly place: Place
}

function mustHaveWorked({ statusCode, body }: LightMyRequestResponse): void {
  if (statusCode >= 300) throw new Error(`the world could not be made: ${body}`)
}

export async function settle({ focal, names }: Administration): Promise<void> {
  const { answers } = await focal.read()
  for (const [at, item] of ['A04', 'B01'].entries()) {
    const version = answers.find((answer) => answer.item === item)?.version ?? 0
    const path = `/alternatives/${names.alternatives[at]}/resolution`
    mustHaveWorked(await focal.send('POST', path, { id: crypto.randomUUID(), version, choice: 'standing' }))
  }
}

async function proceed(administration: Administration, phase: Phase): Promise<void> {
  if (phase === 'draft') return
  const { focal, officer } = administration
  await settle(administration)
  mustHaveWorked(await plan(focal, [wholeBy(officer)]))
  mustHaveWorked(await ask(focal))
  if (phase === 'submitted') mustHaveWorked(await clear(officer))
}

export async function makeWorld(phase: Phase): Promise<World> {
  const server = await testApp({ bundle, environment: { CHROMIUM_PATH: 'off' } })
  await server.owner.query('insert into instrument_version (hash, code, version, bundle) values ($1, $2, $3, $4)', [
    hashOf(smallNext),
    smallNext.instrument,
    smallNext.version,
    textOf(smallNext),
  ])
  await server.owner.query("update wave set due_on = '2027-01-15'")
  const ours = await makeAdministration(server, marks.ours, 'u-ours')
  const theirs = await makeAdministration(server, marks.theirs, 'u-theirs')
  await proceed(ours, phase)
  const { mei, arun, wave, instrument } = server.world
  const sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  const cookie = (actor: Parameters<typeof openSessionFor>[1]) => openSessionFor(server.owner, actor)
  const cookies = {
    ...ours.cookies,
    coordinator: await cookie(sofia),
    researcher: await cookie(mei),
    administrator: await cookie(arun),
    'focal point elsewhere': theirs.cookies['focal point'] ?? '',
  }
  return {
    server,
    phase,
    ours,
    theirs,
    cookies,
    sofia,
    place: { ...ours.names, wave, instrument, next: hashOf(smallNext) },
  }
}
