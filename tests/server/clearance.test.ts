import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import {
  ask,
  audits,
  type Clearing,
  clear,
  giveBack,
  inShort,
  newClearing,
  plan,
  refusal,
  stateOf,
  wholeBy,
} from '../support/clearing.ts'

let server: TestApp
let people: Clearing

beforeAll(async () => {
  const checks = [
    ...smallInstrument.checks,
    { check: 'K_many', severity: 'error' as const, when: "${A01} = 'yes' and ${B01} > 1000", items: ['B01'] },
    { check: 'K_round', severity: 'information' as const, when: '${B01} = 12', items: ['B01'] },
  ]
  const texts = smallInstrument.texts.en
  if (texts === undefined) throw new Error('the small instrument speaks English')
  const messages = { ...texts.checks, K_many: { message: 'So many?' }, K_round: { message: 'A dozen.' } }
  const bundle = { ...smallInstrument, checks, texts: { en: { ...texts, checks: messages } } }
  server = await testApp({ bundle })
})
afterAll(() => server.close())
beforeEach(async () => {
  people = await newClearing(server)
})

describe('steps', () => {
  test('are one to five, in their order; the last is for the whole response', async () => {
    const { sari, dewi, putri } = people
    const steps = [
      { title: 'Practice', role: 'clearing_officer', person: dewi.actor.person ?? '', sections: ['A'] } as const,
      { title: 'People', role: 'clearing_officer', person: putri.actor.person ?? '', sections: ['B'] } as const,
      wholeBy(),
    ]
    const planned = (await plan(sari, steps)).json()
    expect(planned).toMatchObject({ plan: 1, mayPlan: false, people: [] })
    expect(planned.steps).toMatchObject([
      { step: 1, title: 'Practice', person: { name: 'Dewi' }, sections: ['A'], state: 'waiting', yours: false },
      { step: 2, title: 'People', person: { name: 'Putri' }, sections: ['B'] },
      { step: 3, sections: [] },
    ])
    expect((await plan(dewi, [], 1)).statusCode).toBe(422)
    expect(
      (
        await plan(
          dewi,
          [1, 2, 3, 4, 5, 6].map(() => wholeBy()),
          1,
        )
      ).statusCode,
    ).toBe(422)
    const wrong = [{ ...wholeBy(), sections: ['A'] }]
    expect(faultsOf(await plan(dewi, wrong, 1))).toEqual(['/steps/0/sections steps.last'])
    const unknown = [{ ...wholeBy(), person: sari.actor.person ?? '', sections: ['Q'] }, wholeBy()]
    expect(faultsOf(await plan(dewi, unknown, 1))).toEqual([
      '/steps/0/person person.unknown',
      '/steps/0/sections section.unknown',
    ])
  })

  test('that an officer holds are changed by officers, on what they saw', async () => {
    const { sari, dewi } = people
    expect((await plan(sari, [{ title: 'Alone', role: 'focal_point' }])).statusCode).toBe(200)
    expect((await plan(sari, [wholeBy()], 1)).statusCode).toBe(200)
    expect(refusal(await plan(sari, [{ title: 'Alone again', role: 'focal_point' }], 2))).toBe('403 not-allowed')
    expect(refusal(await plan(dewi, [wholeBy()], 1))).toBe('409 stale-response')
    expect((await plan(dewi, [{ title: 'Alone again', role: 'focal_point' }], 2)).json().plan).toBe(3)
  })

  test('take the place of submitting at once', async () => {
    await plan(people.sari, [wholeBy()])
    expect((await people.sari.read()).clearance).toBe('steps')
    expect(refusal(await people.sari.submit())).toBe('409 clearance-needed')
  })
})

describe('checks in four severities', () => {
  test('a blocker stops asking, an error stops clearance, a warning needs a reason, information never stops', async () => {
    const { sari, dewi, budi } = people
    await plan(sari, [wholeBy()])
    await budi.save({ item: 'B01', cleared: true, base: 1 })
    expect(refusal(await ask(sari))).toBe('422 not-ready-to-submit')
    await budi.save({ item: 'B01', value: 2000, base: 2 })
    expect((await ask(sari)).statusCode).toBe(200)
    const stopped = await clear(dewi)
    expect(refusal(stopped)).toBe('422 errors-stop-clearance')
    expect(stopped.json().errors).toMatchObject([{ pointer: '/answers/B01', params: { check: 'K_many' } }])
    await giveBack(dewi, 'So many cannot be.')
    await budi.save({ item: 'B01', value: 0, base: 3 })
    expect(refusal(await ask(sari))).toBe('422 reasons-needed')
    const reasons = [{ key: 'B01', warning: 'K_nobody', reason: 'Another agency does it.' }]
    const asked = await ask(sari, reasons)
    expect(asked.json().reasons).toMatchObject([{ ...reasons[0], by: 'Sari' }])
    expect((await clear(dewi)).statusCode).toBe(200)
    expect((await sari.send('GET', '/submission.json')).json().reasons).toMatchObject(reasons)
  })

  test('a dozen is worth saying and stops nobody', async () => {
    await plan(people.sari, [wholeBy()])
    await ask(people.sari)
    expect((await clear(people.dewi)).statusCode).toBe(200)
  })
})

describe('clearance', () => {
  test('goes step by step to the one who holds it, and the last signs the submission', async () => {
    const { sari, dewi, putri } = people
    await plan(sari, [
      { title: 'Practice', role: 'clearing_officer', person: dewi.actor.person ?? '', sections: ['A'] },
      wholeBy(putri),
    ])
    expect((await ask(sari)).json()).toMatchObject({ open: { request: 1, revision: 1, by: 'Sari' } })
    expect((await dewi.read()).clearance).toBe('yours')
    expect((await putri.read()).clearance).toBe('open')
    expect(refusal(await clear(putri))).toBe('403 not-your-step')
    expect(refusal(await clear(dewi, { step: 2 }))).toBe('403 not-your-step')
    expect(inShort((await clear(dewi, { sections: ['A'] })).json().clearance)).toBe('1 cleared, 2 next')
    expect(refusal(await clear(putri, { sections: ['A'] }))).toBe('422 sections-unread')
    const { clearance, receipt } = (await clear(putri)).json()
    expect(clearance).toMatchObject({ state: 'submitted', submissions: [{ number: 1, reference: receipt.reference }] })
    expect(receipt).toMatchObject({
      number: 1,
      revision: 1,
      attestation: { name: 'Putri Signed', title: 'Director General', language: 'en', version: '1' },
      steps: [
        { step: 1, title: 'Practice', sections: ['A'], name: 'Dewi Signed', position: 'Director General' },
        { step: 2, sections: [], name: 'Putri Signed' },
      ],
    })
    expect(await audits(server, sari.response)).toEqual([
      'Budi answers.saved',
      'Sari clearance.planned',
      'Sari clearance.asked',
      'Dewi clearance.cleared',
      'Putri clearance.cleared',
      'Putri response.submitted',
    ])
  })

  test('said again after a lost reply gives the same receipt, also many times at once', async () => {
    const { sari, dewi } = people
    await plan(sari, [wholeBy()])
    await ask(sari)
    const said = {
      decision: 'cleared',
      request: 1,
      step: 1,
      revision: 1,
      sections: ['A', 'B'],
      name: 'Dewi',
      title: 'DG',
    }
    const replies = await Promise.all(Array.from({ length: 10 }, () => dewi.send('POST', '/clearance/decisions', said)))
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 200))
    expect(new Set(replies.map((reply) => JSON.stringify(reply.json().receipt))).size).toBe(1)
    const { rows } = await server.owner.query('select number from submission where response_id = $1', [sari.response])
    expect(rows).toEqual([{ number: 1 }])
  })

  test('of two officers who may is taken by one', async () => {
    const { sari, dewi, putri } = people
    await plan(sari, [{ title: 'First reading', role: 'clearing_officer' }, wholeBy(putri)])
    await ask(sari)
    const replies = await Promise.all([clear(dewi, { step: 1 }), clear(putri, { step: 1 })])
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403])
  })

  test('is of what was read: a response that changed meanwhile is read again', async () => {
    const { sari, dewi } = people
    await plan(sari, [wholeBy()])
    await ask(sari)
    const seen = (await stateOf(dewi)).revision
    const change = { id: crypto.randomUUID(), item: 'A04', base: 0, value: 'one more word' }
    const { instrument } = server.world
    await sari.send('PATCH', '/answers', { instrument, mutations: [change], reopenClearance: true })
    expect(refusal(await clear(dewi, { revision: seen }))).toBe('409 stale-response')
    expect((await clear(dewi)).statusCode).toBe(200)
  })

  test('comes back with a note, and begins anew when it is asked for again', async () => {
    const { sari, dewi, putri } = people
    await plan(sari, [{ title: 'First', role: 'clearing_officer', person: dewi.actor.person ?? '' }, wholeBy(putri)])
    await ask(sari)
    await clear(dewi)
    expect((await giveBack(putri, '')).statusCode).toBe(422)
    const returned = (await giveBack(putri, 'Name the agency in A04.')).json().clearance
    expect(returned.open).toBeUndefined()
    expect(returned.history[0]).toMatchObject({ decision: 'returned', note: 'Name the agency in A04.', by: 'Putri' })
    expect((await sari.read()).clearance).toBe('returned')
    expect(refusal(await clear(putri, { request: 1, step: 2 }))).toBe('409 clearance-not-open')
    expect((await sari.save({ item: 'A04', value: 'The agency' })).statusCode).toBe(200)
    expect(inShort((await ask(sari)).json())).toBe('1 next, 2 waiting')
    await clear(dewi)
    expect((await clear(putri)).json().receipt.steps).toHaveLength(2)
  })

  test('can be taken back by who asked', async () => {
    const { sari, dewi } = people
    await plan(sari, [wholeBy()])
    await ask(sari)
    expect((await sari.send('POST', '/clearance/withdrawals', { request: 1 })).json().open).toBeUndefined()
    expect(refusal(await sari.send('POST', '/clearance/withdrawals', { request: 1 }))).toBe('409 clearance-not-open')
    expect(refusal(await clear(dewi))).toBe('409 clearance-not-open')
    expect((await sari.read()).clearance).toBe('steps')
  })
})

describe('while clearance is open', () => {
  const steps = (dewi: string, putri: string) => [
    { title: 'Practice', role: 'clearing_officer', person: dewi, sections: ['A'] } as const,
    { title: 'People', role: 'clearing_officer', person: putri, sections: ['B'] } as const,
    { title: 'Whole', role: 'clearing_officer', person: dewi } as const,
  ]
  const change = (item: string, value: unknown, base: number, reopenClearance?: true) => ({
    instrument: server.world.instrument,
    mutations: [{ id: crypto.randomUUID(), item, base, value }],
    ...(reopenClearance && { reopenClearance }),
  })

  beforeEach(async () => {
    const { sari, dewi, putri } = people
    await plan(sari, steps(dewi.actor.person ?? '', putri.actor.person ?? ''))
    await ask(sari)
    await clear(dewi, { sections: ['A'] })
    await clear(putri, { sections: ['B'] })
  })

  test('a change is refused to contributors, and to the focal point who was not told', async () => {
    const { sari, budi } = people
    expect(refusal(await budi.send('PATCH', '/answers', change('A04', 'late', 0, true)))).toBe('409 clearance-open')
    const untold = await sari.send('PATCH', '/answers', change('A04', 'late', 0))
    expect(refusal(untold)).toBe('409 reopens-clearance')
    expect(untold.json().detail).toBe('2 cleared steps have to be cleared again after this change.')
    expect(refusal(await sari.send('PATCH', '/answers', change('B01', 13, 1)))).toBe('409 reopens-clearance')
    expect((await sari.read()).revision).toBe(1)
  })

  test('a change reopens the step that covers it and all later ones', async () => {
    const { sari, dewi, putri } = people
    expect((await sari.send('PATCH', '/answers', change('B01', 13, 1, true))).statusCode).toBe(200)
    expect(inShort(await stateOf(sari))).toBe('1 cleared, 2 next, 3 waiting')
    await clear(putri, { sections: ['B'] })
    expect((await sari.send('PATCH', '/answers', change('A04', 'a word', 0, true))).statusCode).toBe(200)
    expect(inShort(await stateOf(sari))).toBe('1 next, 2 waiting, 3 waiting')
    expect(refusal(await clear(putri, { step: 2 }))).toBe('403 not-your-step')
    await clear(dewi, { sections: ['A'] })
    await clear(putri, { sections: ['B'] })
    const { receipt } = (await clear(dewi)).json()
    expect(receipt).toMatchObject({ revision: 3, steps: [{ step: 1 }, { step: 2 }, { step: 3 }] })
    expect(await audits(server, sari.response)).toContain('Sari clearance.reopened')
  })

  test('a warning that a change raises needs its reason before anybody clears', async () => {
    const { sari, putri } = people
    await sari.send('PATCH', '/answers', change('B01', 0, 1, true))
    expect(refusal(await clear(putri, { sections: ['B'] }))).toBe('422 reasons-needed')
    const reasons = [{ key: 'B01', warning: 'K_nobody', reason: 'Another agency does it.' }]
    expect((await ask(sari, reasons)).json().open).toMatchObject({ request: 1 })
    expect((await clear(putri, { sections: ['B'] })).statusCode).toBe(200)
  })

  test('files wait as answers do', async () => {
    const { sari } = people
    const kept = await server.as(sari.actor)
    const reply = await kept({
      method: 'POST',
      url: `/api/responses/${sari.response}/files?name=a.txt`,
      payload: 'a',
      headers: { 'content-type': 'text/plain' },
    })
    expect(refusal(reply)).toBe('409 clearance-open')
  })
})
