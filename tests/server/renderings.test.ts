import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { suggestedLanguage } from '../../server/features/renderings/script-suggestion.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { ask as askForClearance, newClearing, plan, refusal, wholeBy } from '../support/clearing.ts'
import { ask } from '../support/delegation.ts'
import { khmer, openAnswer, openAnswers, render, review, thai } from '../support/renderings.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'

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
  await sari.save({ item: 'A04', value: khmer })
})

test('an open answer is listed with what its script suggests, and nothing is taken for granted', async () => {
  await sari.save({ item: 'B04', value: ['r1'] }, { item: 'B04_title', row: 'r1', value: thai })
  const listed = await openAnswers(sari)
  expect(listed.map(({ item, row, original, suggested }) => [item, row, original, suggested])).toEqual([
    ['A04', undefined, khmer, 'km'],
    ['B04_title', 'r1', thai, 'th'],
  ])
  expect(listed.every(({ rendering }) => rendering === undefined)).toBe(true)
})

test('a person writes, another reviews, the focal point approves', async () => {
  expect((await render(budi, 'The ministry uses Facebook.')).json().rendering).toMatchObject({
    language: 'km',
    text: 'The ministry uses Facebook.',
    status: 'draft',
    method: 'person',
    by: 'Budi',
    mine: true,
  })
  expect(refusal(await review(budi))).toBe('403 two-persons-needed')
  expect(refusal(await review(sari, 'approved'))).toBe('409 stale-response')
  expect((await review(sari)).json().rendering).toMatchObject({ status: 'reviewed', reviewedBy: 'Sari', mine: false })
  expect((await review(sari, 'approved')).json().rendering).toMatchObject({ status: 'approved', approvedBy: 'Sari' })
})

test('a contributor reviews what the focal point wrote, and does not approve it', async () => {
  await render(sari, 'The ministry uses Facebook.')
  expect((await review(budi)).json().rendering).toMatchObject({ status: 'reviewed', reviewedBy: 'Budi' })
  expect(refusal(await review(budi, 'approved'))).toBe('403 not-allowed')
})

test('a changed answer has no rendering until somebody renders it again; the earlier one says so', async () => {
  await render(sari, 'The ministry uses Facebook.')
  const before = await openAnswer(sari)
  await sari.save({ item: 'A04', value: thai, base: 1 })
  expect(await openAnswer(sari)).toMatchObject({ suggested: 'km', earlier: { text: 'The ministry uses Facebook.' } })
  expect((await openAnswer(sari)).rendering).toBeUndefined()
  expect(refusal(await render(sari, 'x', { sha256: before.sha256 }))).toBe('409 stale-response')
  await sari.save({ item: 'A04', value: khmer, base: 2 })
  expect(await openAnswer(sari)).toMatchObject({ rendering: { text: 'The ministry uses Facebook.' } })
})

test('nobody writes over a rendering they have not seen, and sending twice writes once', async () => {
  const seen = await openAnswer(sari)
  await render(budi, 'By Budi')
  expect(refusal(await render(sari, 'By Sari', { number: seen.number }))).toBe('409 stale-response')
  const id = crypto.randomUUID()
  await render(sari, 'By Sari', { id })
  const again = await render(sari, 'By Sari', { id, number: 0 })
  expect([again.statusCode, again.json().number]).toEqual([200, 2])
})

test('a machine is named, English is not rendered into English, and the language alone may be said', async () => {
  expect(faultsOf(await render(sari, 'x', { method: 'machine' }))).toEqual(['/machine custom'])
  expect(faultsOf(await render(sari, 'x', { language: 'en' }))).toEqual(['/text custom'])
  expect((await render(sari, '', { language: 'en' })).json().rendering).toMatchObject({ status: 'said' })
  const byMachine = await render(sari, 'x', { method: 'machine', machine: 'Engine 2' })
  expect(byMachine.json().rendering).toMatchObject({ method: 'machine', machine: 'Engine 2', status: 'draft' })
})

test('somebody asked for a part writes there, and sees nothing of the rest', async () => {
  await render(sari, 'The ministry uses Facebook.')
  const { respondent: siti } = await ask(server, sari, { sections: ['B'], readsAll: false })
  expect(await openAnswers(siti)).toEqual([])
  const { respondent: rina } = await ask(
    server,
    sari,
    { sections: ['B'], readsAll: true },
    { name: 'Rina', email: 'rina@example.org', role: 'contributor' },
  )
  expect(await openAnswer(rina)).toMatchObject({ mayWrite: false, rendering: { by: 'Sari' } })
  expect(refusal(await render(rina, 'Mine'))).toBe('403 not-allowed')
})

describe('clearance', () => {
  test('renderings stay as they are while clearance is open', async () => {
    const clearing = await newClearing(server)
    await clearing.budi.save({ item: 'A04', value: khmer })
    await render(clearing.budi, 'The ministry uses Facebook.')
    await plan(clearing.sari, [wholeBy(clearing.dewi)])
    await askForClearance(clearing.sari)
    expect(refusal(await render(clearing.sari, 'Another'))).toBe('409 clearance-open')
    expect(refusal(await review(clearing.sari))).toBe('409 clearance-open')
    expect(refusal(await render(clearing.dewi, 'Another'))).toBe('403 not-allowed')
    expect(await openAnswer(clearing.dewi)).toMatchObject({ mayWrite: false, rendering: { status: 'draft' } })
  })
})

test('what the script of a text suggests', () => {
  expect([khmer, thai].map(suggestedLanguage)).toEqual(['km', 'th'])
  expect(suggestedLanguage('ကျွန်ုပ်တို့သည် လူမှုကွန်ရက်ကို အသုံးပြုသည်')).toBe('my')
  expect(suggestedLanguage('ພວກເຮົາໃຊ້ເຟສບຸກ')).toBe('lo')
  expect(suggestedLanguage('Chúng tôi sử dụng mạng xã hội để thông báo cho người dân')).toBe('vi')
  expect(suggestedLanguage('Kementerian menggunakan Facebook')).toBeUndefined()
  expect(suggestedLanguage('The ministry (ក្រសួង) uses Facebook')).toBeUndefined()
  expect(suggestedLanguage('2024: 12 %')).toBeUndefined()
})
