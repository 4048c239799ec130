import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenAlternative } from '#contract'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { type Change, colleague, enough, newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'

let server: TestApp
let sari: Respondent
let budi: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
  budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
})

const one = async (who: Respondent, change: Change) => {
  const id = crypto.randomUUID()
  const [result] = resultsOf(await who.save({ id, ...change }))
  if (result === undefined) throw new Error('no result')
  return { ...result, change: { id, ...change } }
}
const stands = async (item: string) => (await sari.read()).answers.find((answer) => answer.item === item)
const open = async (): Promise<readonly OpenAlternative[]> => (await sari.read()).alternatives ?? []
const choose = (who: Respondent, alternative: string | undefined, body: Readonly<Record<string, unknown>>) =>
  who.send('POST', `/alternatives/${alternative}/resolution`, { id: crypto.randomUUID(), ...body })

describe('changes that go together', () => {
  test('are merged, and both people are told what stands', async () => {
    await one(sari, { item: 'A03', value: ['facebook', 'line'] })
    await one(budi, { item: 'A03', value: ['line'], base: 1 })
    const merged = await one(sari, { item: 'A03', value: ['facebook', 'line', 'x'], base: 1 })
    expect(merged).toMatchObject({
      status: 'merged',
      version: 3,
      current: { value: ['line', 'x'], version: 3, by: 'Sari' },
    })
    expect(await open()).toEqual([])
    // the same again is told what stands by now, and changes nothing
    await one(budi, { item: 'A03', value: ['x'], base: 3 })
    expect(await one(sari, merged.change)).toMatchObject({ status: 'merged', version: 4, current: { value: ['x'] } })
  })

  test('typed on before the first was known to be merged are built on what was typed, not on what stands', async () => {
    await one(sari, { item: 'A03', value: ['facebook'] })
    await one(budi, { item: 'A03', value: ['line'], base: 1 })
    const first = await one(sari, { item: 'A03', value: ['facebook', 'x'], base: 1 })
    expect(first.current?.value).toEqual(['line', 'x'])
    // Sari, who has not seen what Budi changed, unticks her own
    const next = await one(sari, { item: 'A03', value: ['facebook'], base: 2, after: first.change.id })
    expect(next).toMatchObject({ status: 'merged', version: 4, current: { value: ['line'] } })
  })

  test('in rows of a table keep what each of them wrote', async () => {
    await one(budi, { item: 'B03', value: { national: { units: 1 } } })
    expect(await one(sari, { item: 'B03', value: { province: { units: 7 } } })).toMatchObject({
      status: 'merged',
      current: { value: { national: { units: 1 }, province: { units: 7 } } },
    })
  })
})

describe('changes that do not go together', () => {
  const conflict = async () => {
    await one(sari, { item: 'A04', value: 'as we found it' })
    await one(budi, { item: 'A04', value: 'theirs', base: 1 })
    return one(sari, { item: 'A04', value: 'mine', base: 1 })
  }

  test('leave what stands, and keep the other beside it for everybody to see', async () => {
    const { status, alternative } = await conflict()
    expect([status, alternative]).toEqual(['conflict', expect.any(String)])
    expect(await stands('A04')).toMatchObject({ value: 'theirs', by: 'Budi' })
    expect((await budi.read()).alternatives).toMatchObject([
      { id: alternative, item: 'A04', value: 'mine', by: 'Sari' },
    ])
  })

  test('sent again stay one alternative, and after a choice are told what stands', async () => {
    const { change, alternative } = await conflict()
    expect(await one(sari, change)).toMatchObject({ status: 'conflict', alternative })
    expect(await open()).toHaveLength(1)
    await choose(sari, alternative, { version: 2, choice: 'standing' })
    expect(await one(sari, change)).toMatchObject({ status: 'merged', version: 2, current: { value: 'theirs' } })
    expect(await open()).toEqual([])
  })

  test('typed on take the place of what was typed before, which stays on record', async () => {
    const { change, alternative } = await conflict()
    const next = await one(sari, { item: 'A04', value: 'mine, longer', base: 2, after: change.id })
    // without the change before it this would have been saved over what Budi wrote
    expect(next).toMatchObject({ status: 'conflict', current: { value: 'theirs' } })
    expect((await open()).map(({ value }) => value)).toEqual(['mine, longer'])
    const { rows } = await server.owner.query('select value, state from alternative where id = $1', [alternative])
    expect(rows).toEqual([{ value: 'mine', state: 'replaced' }])
    // both in one request, as a page that is closed sends them
    const id = crypto.randomUUID()
    const both = await budi.save(
      { id, item: 'A04', value: 'b', base: 1 },
      { item: 'A04', value: 'bb', base: 2, after: id },
    )
    expect(resultsOf(both).map(({ status }) => status)).toEqual(['conflict', 'conflict'])
    expect((await open()).map(({ value }) => value)).toEqual(['mine, longer', 'bb'])
    expect(await stands('A04')).toMatchObject({ value: 'theirs', version: 2 })
  })

  test('are chosen by any who answers: either, or a third', async () => {
    const first = await conflict()
    const chosen = await choose(budi, first.alternative, { version: 2, choice: 'alternative' })
    expect(chosen.json()).toMatchObject({ current: { value: 'mine', version: 3, by: 'Budi' }, alternatives: [] })
    const second = await one(sari, { item: 'A04', value: 'again', base: 2 })
    const third = await choose(sari, second.alternative, {
      version: 3,
      choice: 'other',
      value: 'both, in one sentence',
    })
    expect(third.json()).toMatchObject({ current: { value: 'both, in one sentence', version: 4 } })
    const { rows } = await server.owner.query(
      'select state, resolved_by from alternative where response_id = $1 order by at',
      [sari.response],
    )
    expect(rows).toEqual([
      { state: 'chosen', resolved_by: 'Budi' },
      { state: 'chosen', resolved_by: 'Sari' },
    ])
  })

  test('are chosen for the answer that was seen, once, and a lost reply does no harm', async () => {
    const { alternative } = await conflict()
    const stale = await choose(sari, alternative, { version: 1, choice: 'alternative' })
    expect([stale.statusCode, stale.json().type]).toEqual([409, '/problems/stale-response'])
    const choice = { id: crypto.randomUUID(), version: 2, choice: 'alternative' }
    const first = await choose(sari, alternative, choice)
    expect((await choose(sari, alternative, choice)).json()).toEqual(first.json())
    expect(await stands('A04')).toMatchObject({ value: 'mine', version: 3 })
    expect((await choose(budi, alternative, { version: 3, choice: 'standing' })).statusCode).toBe(409)
    expect((await choose(budi, crypto.randomUUID(), { version: 3, choice: 'standing' })).statusCode).toBe(404)
  })

  test('of another response are as if they were not there', async () => {
    const { alternative } = await conflict()
    const other = await newRespondent(server)
    expect((await choose(other, alternative, { version: 2, choice: 'alternative' })).statusCode).toBe(404)
    expect((await other.read()).alternatives).toBeUndefined()
    expect(await open()).toHaveLength(1)
  })

  test('outside the part a contributor was asked for are neither shown to them nor theirs to choose', async () => {
    const { alternative } = await conflict()
    await one(sari, { item: 'A04', value: 7, base: 2 })
    const dewi = await colleague(server, sari, { role: 'contributor', name: 'Dewi', sections: ['B'] })
    expect((await dewi.read()).alternatives).toBeUndefined()
    const refused = await choose(dewi, alternative, { version: 2, choice: 'standing' })
    expect([refused.statusCode, refused.json().type]).toEqual([403, '/problems/not-allowed'])
    expect(await open()).toHaveLength(1)
    const texts = async (who: Respondent) => (await who.send('GET', '/draft-texts')).json()
    expect([await texts(dewi), await texts(sari)]).toMatchObject([[], [{ item: 'A04', typed: 7 }]])
  })

  test('stop the submission, each by its name, until somebody has chosen', async () => {
    const { alternative } = await conflict()
    await sari.save(...enough)
    const refused = await sari.submit()
    expect([refused.statusCode, refused.json().type]).toEqual([422, '/problems/not-ready-to-submit'])
    expect(faultsOf(refused)).toEqual(['/answers/A04 alternative.open'])
    await choose(sari, alternative, { version: 2, choice: 'standing' })
    expect((await sari.submit()).statusCode).toBe(200)
  })

  test('cannot be resolved twice in the database itself, nor deleted', async () => {
    const { alternative } = await conflict()
    await choose(sari, alternative, { version: 2, choice: 'standing' })
    const again = server.owner.query("update alternative set state = 'chosen' where id = $1", [alternative])
    await expect(again).rejects.toMatchObject({ constraint: 'alternative_is_resolved_once' })
    await expect(server.owner.query('delete from alternative where id = $1', [alternative])).rejects.toThrow()
  })
})
