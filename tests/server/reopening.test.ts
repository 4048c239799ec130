import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import {
  ask,
  audits,
  type Clearing,
  clear,
  coordinating,
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
  server = await testApp({ bundle: smallInstrument })
  sofia = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
})
afterAll(() => server.close())
beforeEach(async () => {
  people = await newClearing(server)
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
    expect(await audits(server, sari.response)).toContain('Sofia clearance.waived')
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
