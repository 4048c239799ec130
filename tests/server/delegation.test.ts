import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague, People } from '#contract'
import { openInstrument } from '#engine'
import { inReading } from '../../server/database/unit-of-work.ts'
import { contextItems } from '../../server/features/delegation/context-items.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { answer, ask, budi, open, write } from '../support/delegation.ts'
import { newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
/** Focal point of a response of her own. */
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const people = async (of: Respondent): Promise<People> => (await of.send('GET', '/people')).json()
const find = async (of: Respondent, person: string): Promise<Colleague | undefined> =>
  (await people(of)).people.find((one) => one.person === person)
const outcomes = (reply: Parameters<typeof resultsOf>[0]) => resultsOf(reply).map(({ status }) => status)
const stateOf = async (person: string) => (await find(sari, person))?.delegation?.state

test('somebody is asked for sections and single questions, and writes those and no others', async () => {
  const { respondent: asked, person } = await ask(server, sari, { sections: ['B'], items: ['A04'], due: '2026-12-01' })
  expect((await asked.read()).part?.toSorted()).toEqual(
    ['A04', 'B01', 'B02', 'B03', 'B04', 'B04_title', 'B04_year'].toSorted(),
  )
  expect((await asked.save({ item: 'B01', value: 4 }, { item: 'A04', value: 'words' })).statusCode).toBe(200)
  expect(outcomes(await asked.save({ item: 'A01', value: 'yes' }))).toEqual(['forbidden'])
  expect((await sari.read()).answers.map(({ item }) => item)).toEqual(['A04', 'B01'])
  expect(await find(sari, person)).toMatchObject({
    name: 'Budi',
    sections: ['B'],
    items: ['A04'],
    due: '2026-12-01',
    delegation: { email: 'budi@example.org', state: 'working', askedBy: 'Sari', yours: true },
  })
})

test('they read their part and what it depends on, and everything where the focal point allows it', async () => {
  await sari.save({ item: 'A01', value: 'yes' }, { item: 'A04', value: 'not theirs' }, { item: 'B01', value: 3 })
  const { respondent: asked, person } = await ask(server, sari, { items: ['A02'] })
  const items = async () => (await asked.read()).answers.map(({ item }) => item)
  expect(await items()).toEqual(['A01'])
  const all = { items: ['A02'], readsAll: true }
  expect((await sari.send('PUT', `/people/${person}`, all)).statusCode).toBe(204)
  expect(await items()).toEqual(['A01', 'A04', 'B01'])
})

test('what a part depends on is found in relevance, checks and rosters', () => {
  const instrument = openInstrument(smallInstrument, server.world.instrument)
  const context = (...items: string[]) => contextItems(instrument, new Set(items))
  expect(context('A02')).toEqual(['A01'])
  expect(context('B01')).toEqual(['A01'])
  expect(context('B04_year')).toEqual(['B04'])
  expect(context('A04')).toEqual([])
})

test('a request says everything that is wrong with it at once', async () => {
  const wrong = { ...budi, sections: ['Q'], items: ['A99', 'B04_year'] }
  expect(faultsOf(await sari.send('POST', '/people', wrong))).toEqual([
    '/sections/0 section.unknown',
    '/items/0 item.unknown',
    '/items/1 item.in_roster',
  ])
  const officer = { ...budi, role: 'clearing_officer', sections: ['B'] }
  expect(faultsOf(await sari.send('POST', '/people', officer))).toEqual(['/role role.whole'])
  expect(faultsOf(await sari.send('POST', '/people', { ...budi, email: 'budi' }))).toHaveLength(1)
  await ask(server, sari)
  const again = await sari.send('POST', '/people', { ...budi, email: 'BUDI@example.org' })
  expect(faultsOf(again)).toEqual(['/email person.asked'])
})

test('asked, opened, working, returned', async () => {
  const { person, token } = (await sari.send('POST', '/people', { ...budi, items: ['B01'] })).json()
  expect(await stateOf(person)).toBe('asked')
  const asked = await open(server, token)
  expect(await stateOf(person)).toBe('opened')
  await asked.save({ item: 'B01', value: 1 })
  expect(await stateOf(person)).toBe('working')
  const unsaid = await asked.send('POST', '/returns', { outcome: 'cannot' })
  expect(faultsOf(unsaid)).toEqual(['/note custom'])
  const note = 'Nobody here keeps this figure'
  expect((await asked.send('POST', '/returns', { outcome: 'cannot', note })).statusCode).toBe(204)
  expect(await find(sari, person)).toMatchObject({
    delegation: { state: 'returned' },
    returned: { outcome: 'cannot', note },
  })
})

test('only the hash of a link is kept, and a renewed link takes the place of the earlier one', async () => {
  const { person, token } = await ask(server, sari)
  const renewed = (await sari.send('POST', `/people/${person}/link`)).json()
  const old = await server.ask({ method: 'POST', url: '/api/links/inspect', payload: { token } })
  expect(old.json().type).toBe('/problems/link-revoked')
  expect((await open(server, renewed.token)).actor.name).toBe('Budi')
  const { rows } = await server.owner.query('select row_to_json(l)::text as text from link l')
  for (const { text } of rows) expect(text).not.toContain(renewed.token.slice(4, 47))
})

describe('F19: withdrawn in mid-work', () => {
  test('the next save is refused, what was saved stays, and the link is dead', async () => {
    const { respondent: asked, person, token } = await ask(server, sari, { items: ['B01'] })
    const [saved] = (await asked.save({ item: 'B01', value: 7 })).json().results
    expect((await sari.send('DELETE', `/people/${person}`)).statusCode).toBe(204)
    const refused = await asked.save({ item: 'B01', value: 8, base: saved.version })
    expect([refused.statusCode, refused.json().type]).toEqual([403, '/problems/not-allowed'])
    for (const path of ['', '/people', '/evidence', '/contributions']) {
      expect((await asked.send('GET', path)).statusCode).toBe(403)
    }
    expect((await sari.read()).answers).toMatchObject([{ item: 'B01', value: 7, by: 'Budi' }])
    const opening = await server.ask({ method: 'POST', url: '/api/links/redeem', payload: { token } })
    expect(opening.json().type).toBe('/problems/link-revoked')
    expect(await stateOf(person)).toBe('withdrawn')
  })
  test('asked again, the earlier session stays over and a new link opens a new one', async () => {
    const { respondent: asked, person } = await ask(server, sari, { items: ['B01'] })
    await sari.send('DELETE', `/people/${person}`)
    const { token } = (await sari.send('POST', `/people/${person}/link`)).json()
    expect((await asked.save({ item: 'B01', value: 8 })).statusCode).toBe(403)
    expect((await (await open(server, token)).save({ item: 'B01', value: 8 })).statusCode).toBe(200)
  })
  test('the database refuses it too', async () => {
    const { respondent: asked, person } = await ask(server, sari, { items: ['B01'] })
    await sari.send('DELETE', `/people/${person}`)
    await expect(write(server, asked.actor, answer(server, asked, 'B01'))).rejects.toMatchObject({ code: '42501' })
    const seen = await inReading(server.database, asked.actor, (db) => db.selectFrom('response').select('id').execute())
    expect(seen).toEqual([])
  })
})

test('an alternate asks and withdraws others, and neither the first focal point nor themselves', async () => {
  const { respondent: alternate, person } = await ask(server, sari, {}, { ...budi, role: 'focal_point' })
  expect(await find(sari, person)).toMatchObject({ role: 'focal_point', alternate: true })
  const dewi = (await alternate.send('POST', '/people', { ...budi, name: 'Dewi', email: 'dewi@example.org' })).json()
    .person
  expect((await alternate.send('DELETE', `/people/${dewi}`)).statusCode).toBe(204)
  expect((await alternate.send('DELETE', `/people/${sari.actor.person}`)).statusCode).toBe(403)
  expect((await alternate.send('DELETE', `/people/${person}`)).statusCode).toBe(403)
  expect((await sari.send('DELETE', `/people/${person}`)).statusCode).toBe(204)
})

test('who holds a step of clearance is not withdrawn from under it', async () => {
  const { person } = await ask(server, sari, {}, { ...budi, role: 'clearing_officer' })
  const steps = [{ title: 'Clearance', role: 'clearing_officer', person }]
  expect((await sari.send('PUT', '/clearance/steps', { plan: 0, steps })).statusCode).toBe(200)
  expect((await sari.send('DELETE', `/people/${person}`)).statusCode).toBe(403)
  const way = sql`update membership set withdrawn_at = now() where person_id = ${person}`
  await expect(write(server, sari.actor, way)).rejects.toMatchObject({ code: '42501' })
})

test('what changed is counted by section since one last said to have looked, without one’s own changes', async () => {
  const { respondent: asked } = await ask(server, sari)
  await sari.save({ item: 'A01', value: 'yes' })
  await asked.save({ item: 'B01', value: 1 }, { item: 'B02', value: '2026-01-01' })
  expect((await people(sari)).changes).toEqual([{ section: 'B', n: 2 }])
  expect((await people(asked)).changes).toEqual([{ section: 'A', n: 1 }])
  await sari.send('POST', '/looks', { until: new Date().toISOString() })
  expect((await people(sari)).changes).toEqual([])
  await asked.save({ item: 'B01', value: 2, base: 1 })
  expect((await people(sari)).changes).toEqual([{ section: 'B', n: 1 }])
})

test('colleagues know each other’s names and parts, and no addresses', async () => {
  const { respondent: asked } = await ask(server, sari, { sections: ['B'] })
  const seen = await people(asked)
  expect(seen.people.map(({ name, role, sections }) => [name, role, sections])).toEqual([
    ['Sari', 'focal_point', []],
    ['Budi', 'contributor', ['B']],
  ])
  expect(JSON.stringify(seen)).not.toContain('@')
})
