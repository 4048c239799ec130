import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Coordination } from '#contract'
import { type Actor, inReading } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ask, type Clearing, clear, coordinating, giveBack, newClearing, plan, wholeBy } from '../support/clearing.ts'
import { addStaff } from '../support/people.ts'

let server: TestApp
let sofia: Actor
let people: Clearing
let unit: string

// one response from its draft to its second submission; each test goes on where the one before ended
beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  people = await newClearing(server)
  const { rows } = await server.owner.query(
    'select u.code from response r join unit u on u.id = r.unit_id where r.id = $1',
    [people.sari.response],
  )
  unit = rows[0].code
})
afterAll(() => server.close())

const get = async (actor: Actor, path: string) =>
  (await server.as(actor))({ method: 'GET', url: `/api/waves/${server.world.wave}${path}` })
const read = async (): Promise<Coordination> => (await get(sofia, `/units/${unit}/coordination`)).json()

test('a draft: how often it was saved, and no answer', async () => {
  expect(await read()).toMatchObject({ state: 'draft', steps: { standing: 0, all: 0 }, waived: false, asked: 0 })
  const listed = (await get(sofia, '/responses')).body
  expect(listed).toContain('"state":"not_started"')
  expect(listed).not.toMatch(/A01|"line"|value/)
})

test('clearance: which steps stand, returned, and neither notes nor names of those who clear', async () => {
  const { sari, dewi } = people
  await plan(sari, [{ title: 'First reading', role: 'clearing_officer', sections: ['A'] }, wholeBy()])
  await ask(sari)
  await clear(dewi, { sections: ['A'] })
  expect(await read()).toMatchObject({
    state: 'clearance',
    steps: { standing: 1, all: 2 },
    clearance: { steps: [{ title: 'First reading', standing: true }, { standing: false }] },
  })
  await giveBack(dewi, 'B01 is of last year')
  expect(await read()).toMatchObject({ state: 'returned', steps: { standing: 0, all: 2 } })
  expect(JSON.stringify(await read())).not.toMatch(/Dewi|last year/)
})

test('waivers and reopenings with what came of them', async () => {
  const { sari, dewi, putri } = people
  await ask(sari)
  await clear(dewi, { sections: ['A'] })
  await clear(putri)
  const coordinate = await coordinating(server, sofia, sari)
  await coordinate('waivers', 'One official answers.')
  await coordinate('reopening-requests', 'B01 does not fit C02.')
  expect(await read()).toMatchObject({
    state: 'submitted',
    submission: { number: 1 },
    waived: true,
    asked: 1,
    waivers: [{ reason: 'One official answers.', by: 'Sofia' }],
    reopenings: [{ reason: 'B01 does not fit C02.', role: 'coordinator', outcome: 'waiting' }],
  })
  await sari.send('POST', '/reopening-requests', { reason: 'We saw it, too.' })
  await putri.send('POST', '/reopenings', { submission: 1, request: 1, reason: 'Agreed.' })
  const after = await read()
  expect(after).toMatchObject({ state: 'reopened', asked: 0, submission: { number: 1 } })
  expect(after.reopenings.map(({ role, outcome }) => [role, outcome])).toEqual([
    ['focal_point', 'overtaken'],
    ['coordinator', 'agreed'],
  ])
})

test('it is for coordinators alone, and past the server’s checks for nobody else either', async () => {
  for (const actor of [server.world.mei, server.world.arun, people.sari.actor])
    expect((await get(actor, `/units/${unit}/coordination`)).statusCode).toBe(403)
  expect((await get(sofia, '/units/nowhere/coordination')).statusCode).toBe(404)
  const { study } = server.world
  const steps = (actor: Actor) =>
    inReading(server.database, actor, async (db) => {
      const { rows } = await sql<{ role: string }>`
        select current_setting('app.role') as role, c.step from clearance_in_short(${study}, ${people.sari.response}) c`.execute(
        db,
      )
      return rows.map(({ role }) => role)
    })
  // and the gate's right ends with the call
  expect(await steps(sofia)).toEqual(['coordinator', 'coordinator'])
  expect(await steps(server.world.mei)).toEqual([])
  expect(await steps(people.sari.actor)).toEqual([])
  const notes = (actor: Actor) =>
    inReading(server.database, actor, (db) => db.selectFrom('clearance_decision').select('note').execute())
  expect(await notes(sofia)).toEqual([])
})
