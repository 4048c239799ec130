import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, inReading, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { faultsOf } from '../support/app.ts'
import { decide, filledWorkbook, handIn, keyed, open, outcomes, readIn, take } from '../support/contributions.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'
import { type VersionsApp, versionsApp } from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

beforeAll(async () => {
  server = await versionsApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

test('the focal point proposes and takes everything, contributors within their sections', async () => {
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi', sections: ['B'] })
  const file = await filledWorkbook(sari, { A01: 'The option yes', B01: 40 })
  const read = await readIn(server, budi, file)
  expect(Object.keys(keyed(read.contributions))).toEqual(['B01'])
  expect(read.faults.map(({ code, item }) => `${code} ${item}`)).toEqual(['item.out_of_scope A01'])
  const { contributions } = await readIn(server, sari, file)
  const refused = await decide(budi, ...contributions.filter(({ item }) => item === 'A01').map(take))
  expect([refused.statusCode, faultsOf(refused)]).toEqual([403, ['/decisions/0/id item.out_of_scope']])
  expect(outcomes(await decide(budi, ...read.contributions.map(take)))).toEqual(['taken'])
})

test('what two people propose stays open beside each other until somebody decides', async () => {
  const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
  await readIn(server, sari, await filledWorkbook(sari, { B01: 40 }))
  await readIn(server, budi, await filledWorkbook(sari, { B01: 41 }))
  expect((await open(sari)).map(({ by, proposed }) => [by, proposed])).toEqual([
    ['Sari', '40'],
    ['Budi', '41'],
  ])
})

/** The same response, asked for by somebody else. */
async function asked(actor: Actor): Promise<Respondent> {
  const ask = await server.as(actor)
  const send: Respondent['send'] = (method, path, body) =>
    ask({
      method,
      url: `/api/responses/${sari.response}${path}`,
      ...(body !== undefined && { payload: body as object }),
    })
  return { ...sari, actor, send }
}

test('a clearing officer looks on, the research side sees nothing, and another respondent finds nothing', async () => {
  const file = await filledWorkbook(sari, { B01: 40 })
  const { contributions } = await readIn(server, sari, file)
  const statuses = async (who: Respondent) => [
    (await who.send('GET', '/contributions')).statusCode,
    (await who.send('GET', '/answers.xlsx')).statusCode,
    (await handIn(server, who, file)).statusCode,
    (await decide(who, ...contributions.map(take))).statusCode,
  ]
  const dewi = await colleague(server, sari, { role: 'clearing_officer', name: 'Dewi' })
  expect(await statuses(dewi)).toEqual([200, 200, 403, 403])
  for (const actor of [server.sofia, server.world.mei, server.world.arun]) {
    expect(await statuses(await asked(actor))).toEqual([403, 403, 403, 403])
  }
  expect(await statuses(await asked(server.world.maria))).toEqual([404, 404, 404, 404])
})

test('the database repeats it: foreign rows are not seen, no decision is forged, nothing is changed', async () => {
  const { contributions } = await readIn(server, sari, await filledWorkbook(sari, { B01: 40 }))
  const id = contributions[0]?.id ?? ''
  await decide(sari, { id, decision: 'decline' })
  const seen = (actor: Actor) =>
    inReading(server.database, actor, async (db) => {
      const count = sql<{
        n: number
      }>`select (select count(*) from contribution where response_id = ${sari.response})::int
        + (select count(*) from contribution_decision where response_id = ${sari.response})::int as n`
      return (await count.execute(db)).rows[0]?.n
    })
  expect(await seen(sari.actor)).toBe(2)
  for (const actor of [server.world.maria, server.world.mei, server.sofia]) expect(await seen(actor)).toBe(0)
  for (const table of ['contribution', 'contribution_decision']) {
    for (const change of [`delete from ${table}`, `update ${table} set by_name = 'nobody'`]) {
      await expect(server.owner.query(change)).rejects.toMatchObject({ constraint: `${table}_is_append_only` })
    }
  }
  const forge = (actor: Actor, by: string | undefined) =>
    inUnitOfWork(server.database, actor, async (unit) => {
      unit.audit({ action: 'test.forged' })
      await sql`insert into contribution_decision (study_id, response_id, contribution_id, number, state, by_name, by_person)
        values (${server.world.study}, ${sari.response}, ${id}, 9, 'taken', 'Maria', ${by})`.execute(unit.db)
    })
  await expect(forge(server.world.maria, server.world.maria.person)).rejects.toMatchObject({ code: '42501' })
  // in somebody else's name neither
  await expect(forge(sari.actor, server.world.maria.person)).rejects.toMatchObject({ code: '42501' })
  await forge(sari.actor, sari.actor.person)
})
