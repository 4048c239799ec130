import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import {
  ask,
  type Clearing,
  clear,
  coordinating,
  giveBack,
  inShort,
  newClearing,
  plan,
  refusal,
  stateOf,
  wholeBy,
} from '../support/clearing.ts'
import { addStaff } from '../support/people.ts'

let server: TestApp
let sofia: Actor
let people: Clearing

beforeAll(async () => {
  const checks = [
    ...smallInstrument.checks,
    { check: 'K_many', severity: 'error' as const, when: "${A01} = 'yes' and ${B01} > 1000", items: ['B01'] },
    { check: 'K_round', severity: 'information' as const, when: '${B01} = 12', items: ['B01'] },
  ]
  const texts = smallInstrument.texts['en']
  if (texts === undefined) throw new Error('the small instrument speaks English')
  const messages = { ...texts.checks, K_many: { message: 'So many?' }, K_round: { message: 'A dozen.' } }
  const bundle = { ...smallInstrument, checks, texts: { en: { ...texts, checks: messages } } }
  server = await testApp({ bundle })
  sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
})
afterAll(() => server.close())
beforeEach(async () => {
  people = await newClearing(server)
})

const audits = async (response: string): Promise<string[]> => {
  const { rows } = await server.owner.query(
    'select action, actor from audit_event where response_id = $1 order by id',
    [response],
  )
  return rows.map(({ action, actor }) => `${actor} ${action}`)
}

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
    expect(await audits(sari.response)).toEqual([
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
    expect(await audits(sari.response)).toContain('Sari clearance.reopened')
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

describe('who edited last', () => {
  test('does not sign, unless a coordinator has recorded why, and the receipt says so', async () => {
    const { sari } = people
    await plan(sari, [{ title: 'By the focal point', role: 'focal_point' }])
    await sari.save({ item: 'A04', value: 'the last word' })
    await ask(sari)
    expect((await stateOf(sari)).lastEditor).toBe(true)
    expect(refusal(await clear(sari))).toBe('403 two-persons-needed')
    const coordinate = await coordinating(server, sofia, sari)
    expect((await coordinate('waivers', ' ')).statusCode).toBe(422)
    expect((await coordinate('waivers', 'One official answers; letter of 3 November 2026.')).statusCode).toBe(204)
    const waiver = { reason: 'One official answers; letter of 3 November 2026.', by: 'Sofia' }
    expect((await clear(sari)).json().receipt).toMatchObject({ waiver })
    expect((await sari.send('GET', '/submission.json')).json().clearance).toMatchObject({ waiver })
    expect(await audits(sari.response)).toContain('Sofia clearance.waived')
  })

  test('may sign nothing that somebody else then changed, and so needs no waiver', async () => {
    const { sari } = people
    await plan(sari, [{ title: 'By the focal point', role: 'focal_point' }])
    await ask(sari)
    const { receipt } = (await clear(sari)).json()
    expect(receipt.waiver).toBeUndefined()
    expect(receipt.number).toBe(1)
  })
})

describe('reopening', () => {
  test('by a clearing officer says why; the next submission has number two and names the first', async () => {
    const { sari, dewi, budi } = people
    await plan(sari, [wholeBy()])
    await ask(sari)
    const first = (await clear(dewi)).json().receipt
    expect((await sari.send('POST', '/reopening-requests', { reason: 'B01 was of last year.' })).statusCode).toBe(200)
    expect(refusal(await sari.send('POST', '/reopenings', { submission: 1, request: 1, reason: 'x' }))).toBe(
      '403 consent-needed',
    )
    expect((await dewi.send('POST', '/reopenings', { submission: 1, reason: '' })).statusCode).toBe(422)
    const reopened = (await dewi.send('POST', '/reopenings', { submission: 1, request: 1, reason: 'Agreed.' })).json()
    expect(reopened).toMatchObject({ state: 'draft', revision: 2, submissions: [{ number: 1 }] })
    // once more, after a lost reply
    expect((await dewi.send('POST', '/reopenings', { submission: 1, reason: 'Agreed.' })).statusCode).toBe(200)
    expect((await budi.save({ item: 'B01', value: 14, base: 1 })).statusCode).toBe(200)
    await ask(sari)
    const second = (await clear(dewi)).json().receipt
    expect(second).toMatchObject({ number: 2, revision: 3, supersedes: first.reference })
    expect((await sari.send('GET', '/receipt?number=1')).json()).toEqual(first)
    expect((await sari.send('GET', '/receipt')).json()).toEqual(second)
    expect((await sari.send('GET', '/submission.json')).json()).toMatchObject({
      number: 2,
      supersedes: first.reference,
    })
  })

  test('where the focal point clears alone needs a coordinator who asks and the focal point who agrees', async () => {
    const { sari } = people
    const first = (await sari.submit()).json()
    const coordinate = await coordinating(server, sofia, sari)
    await sari.send('POST', '/reopening-requests', { reason: 'A mistake in B01.' })
    expect(refusal(await sari.send('POST', '/reopenings', { submission: 1, request: 1, reason: 'x' }))).toBe(
      '403 consent-needed',
    )
    expect((await coordinate('reopening-requests', 'Please look at B01 again.')).statusCode).toBe(204)
    const { reopening } = await stateOf(sari)
    expect(reopening).toMatchObject({ mayAgree: true, asked: [{ by: 'Sari' }, { by: 'Sofia', role: 'coordinator' }] })
    expect((await sari.send('POST', '/reopenings', { submission: 1, request: 2, reason: 'Agreed.' })).statusCode).toBe(
      200,
    )
    // a retry of the first submission, hours late, is told of the first submission
    expect((await sari.submit(1)).json()).toEqual(first)
    expect((await sari.submit()).json()).toMatchObject({ number: 2, revision: 2, supersedes: first.reference })
  })

  test('is of what was submitted', async () => {
    const { sari, dewi } = people
    expect(refusal(await sari.send('POST', '/reopening-requests', { reason: 'x' }))).toBe('409 not-submitted')
    expect(refusal(await dewi.send('POST', '/reopenings', { submission: 1, reason: 'x' }))).toBe('409 not-submitted')
    const coordinate = await coordinating(server, sofia, sari)
    expect(refusal(await coordinate('reopening-requests', 'x'))).toBe('409 not-submitted')
  })
})
