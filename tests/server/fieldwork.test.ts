import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { ask, budi } from '../support/delegation.ts'
import {
  askForTime,
  type Coordinator,
  coordinatorOf,
  fieldworkOf,
  inDays,
  letter,
  unitOf,
} from '../support/fieldwork.ts'
import { newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
let sofia: Coordinator
/** Focal point of a response of her own. */
let sari: Respondent
let indonesia: string

const due = inDays(20)
const problemOf = (reply: { json: () => { type: string } }) => reply.json().type.replace('/problems/', '')

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sofia = await coordinatorOf(server)
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
  indonesia = await unitOf(server, sari)
  await sofia.send('PUT', '/deadline', { due })
})

const decide = (number: number, body: object) =>
  sofia.send('POST', `/units/${indonesia}/extensions/${number}/decision`, body)
const textsOf = async (of: Respondent) => (await fieldworkOf(of)).letters.map(({ text }) => text)

test('a wave without a deadline says none, and there is no more time to ask for', async () => {
  await server.owner.query('update wave set due_on = null')
  const { papers: _, ...seen } = await fieldworkOf(sari)
  expect(seen).toEqual({ today: inDays(0), extensions: [], letters: [] })
  const reply = await sari.send('POST', '/extensions', { until: inDays(30), reason: 'Elections' })
  expect([reply.statusCode, problemOf(reply)]).toEqual([409, 'no-deadline'])
})

test('more time is asked for with a reason, granted for another day, and the day counts for this administration', async () => {
  expect(await fieldworkOf(sari)).toMatchObject({ due })
  await askForTime(sari, inDays(40))
  expect((await fieldworkOf(sari)).due).toBe(due)
  expect((await sofia.wave()).units.find(({ code }) => code === indonesia)).toMatchObject({ extensionOpen: true, due })
  expect((await decide(1, { until: inDays(30), note: 'Two weeks are possible' })).statusCode).toBe(204)
  const seen = await fieldworkOf(sari)
  expect(seen).toMatchObject({ due: inDays(30), before: due })
  expect(seen.extensions).toMatchObject([
    {
      number: 1,
      wishedOn: inDays(40),
      reason: 'Parliament is in recess',
      by: 'Sari',
      decision: { grantedOn: inDays(30), note: 'Two weeks are possible', by: 'Sofia' },
    },
  ])
  const { units } = await sofia.wave()
  expect(units.find(({ code }) => code === indonesia)).toMatchObject({ extensionOpen: false, due: inDays(30) })
  expect(units.find(({ code }) => code === 'phl')).toMatchObject({ due })
})

test('a request is declined with a note, another may follow, and both stay', async () => {
  await askForTime(sari, inDays(40))
  const unsaid = await decide(1, {})
  expect(faultsOf(unsaid)).toEqual(['/note custom'])
  expect((await decide(1, { note: 'The release is fixed' })).statusCode).toBe(204)
  expect((await fieldworkOf(sari)).due).toBe(due)
  await askForTime(sari, inDays(25))
  expect((await fieldworkOf(sari)).extensions.map(({ number, decision }) => [number, decision?.note])).toEqual([
    [1, 'The release is fixed'],
    [2, undefined],
  ])
})

test('one request at a time, decided once', async () => {
  await askForTime(sari, inDays(40))
  const second = await sari.send('POST', '/extensions', { until: inDays(50), reason: 'Again' })
  expect([second.statusCode, problemOf(second)]).toEqual([409, 'extension-open'])
  expect((await decide(1, { until: inDays(30) })).statusCode).toBe(204)
  const again = await decide(1, { note: 'No' })
  expect([again.statusCode, problemOf(again)]).toEqual([409, 'extension-decided'])
  expect((await decide(7, { note: 'No' })).statusCode).toBe(404)
})

test('two requests at the same moment are one', async () => {
  const both = await Promise.all([
    sari.send('POST', '/extensions', { until: inDays(40), reason: 'Elections' }),
    sari.send('POST', '/extensions', { until: inDays(40), reason: 'Elections' }),
  ])
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 409])
  expect((await fieldworkOf(sari)).extensions).toHaveLength(1)
})

test('the day wished for lies after the deadline, the day granted too', async () => {
  for (const until of [due, inDays(3)]) {
    const reply = await sari.send('POST', '/extensions', { until, reason: 'Elections' })
    expect(faultsOf(reply)).toEqual(['/until extension.too_early'])
  }
  await askForTime(sari, inDays(40))
  expect(faultsOf(await decide(1, { until: due }))).toEqual(['/until extension.too_early'])
})

test('a deadline that passed locks nothing, and more time can still be asked for', async () => {
  await sofia.send('PUT', '/deadline', { due: inDays(-3) })
  expect((await sari.save({ item: 'B01', value: 4 })).statusCode).toBe(200)
  const yesterday = await sari.send('POST', '/extensions', { until: inDays(-1), reason: 'Elections' })
  expect(faultsOf(yesterday)).toEqual(['/until extension.too_early'])
  await askForTime(sari, inDays(5))
})

test('a wave whose deadline moves beyond an extension has one deadline again', async () => {
  await askForTime(sari, inDays(40))
  await decide(1, { until: inDays(30) })
  await sofia.send('PUT', '/deadline', { due: inDays(60) })
  const { due: now, before } = await fieldworkOf(sari)
  expect({ now, before }).toEqual({ now: inDays(60), before: undefined })
})

test('what is submitted needs no more time', async () => {
  await server.owner.query("update response set state = 'submitted', submitted_at = now() where id = $1", [
    sari.response,
  ])
  const reply = await sari.send('POST', '/extensions', { until: inDays(40), reason: 'Elections' })
  expect([reply.statusCode, problemOf(reply)]).toEqual([409, 'response-locked'])
})

test('letters go to one administration or to all, come back, and are read by each for themselves', async () => {
  expect((await sofia.send('POST', '/letters', letter('To all of you', 'everybody'))).statusCode).toBe(204)
  const toOne = letter('Only to Indonesia')
  for (const _ of ['sent', 'sent again'])
    expect((await sofia.send('POST', `/units/${indonesia}/letters`, toOne)).statusCode).toBe(204)
  expect((await sari.send('POST', '/letters', letter('We have a question'))).statusCode).toBe(204)
  const { letters } = await fieldworkOf(sari)
  expect(letters.slice(-3)).toMatchObject([
    { from: 'team', toAll: true, text: 'To all of you', by: 'Sofia', read: false, mine: false },
    { from: 'team', toAll: false, text: 'Only to Indonesia', read: false },
    { from: 'administration', toAll: false, text: 'We have a question', by: 'Sari', read: true, mine: true },
  ])
  const unread = letters.filter(({ read }) => !read).map(({ id }) => id)
  expect((await sari.send('POST', '/readings', { letters: unread })).statusCode).toBe(204)
  expect((await fieldworkOf(sari)).letters.every(({ read }) => read)).toBe(true)
  const { respondent: rina } = await ask(
    server,
    sari,
    {},
    { ...budi, role: 'reviewer', name: 'Rina', email: 'r@example.org' },
  )
  expect((await fieldworkOf(rina)).letters.some(({ read }) => read)).toBe(false)

  const unreadOf = async () => (await sofia.wave()).units.find(({ code }) => code === indonesia)?.unread
  expect(await unreadOf()).toBe(1)
  const question = (await sofia.unit(indonesia)).letters.find(({ from }) => from === 'administration')
  await sofia.send('POST', `/units/${indonesia}/readings`, { letters: [question?.id] })
  expect(await unreadOf()).toBe(0)
})

test('a contributor reads letters for everybody and the deadline, and neither the others nor why it moved', async () => {
  await sofia.send('POST', `/units/${indonesia}/letters`, letter('For the focal point'))
  await sofia.send('POST', `/units/${indonesia}/letters`, letter('For all who answer', 'everybody'))
  await sari.send('POST', '/letters', letter('From the focal point'))
  await askForTime(sari, inDays(40))
  await decide(1, { until: inDays(30) })
  const { respondent: asked } = await ask(server, sari, { items: ['B01'] })
  const seen = await fieldworkOf(asked)
  expect(seen.letters.map(({ text }) => text)).not.toContain('For the focal point')
  expect(seen.letters.map(({ text }) => text)).not.toContain('From the focal point')
  expect(seen.letters.map(({ text }) => text)).toContain('For all who answer')
  expect(seen).toMatchObject({ due: inDays(30), before: due, extensions: [] })
  const hidden = (await fieldworkOf(sari)).letters.find(({ text }) => text === 'For the focal point')
  expect((await asked.send('POST', '/readings', { letters: [hidden?.id] })).statusCode).toBe(404)
})

test('no administration reads what was written to another', async () => {
  const other = await newRespondent(server, 'Ana')
  await sofia.send('POST', `/units/${indonesia}/letters`, letter('Only to Indonesia, once more'))
  expect(await textsOf(other)).not.toContain('Only to Indonesia, once more')
  expect((await sofia.send('POST', '/units/nowhere/letters', letter('Hello'))).statusCode).toBe(404)
})

test('a server without a browser offers no PDF', async () => {
  const without = await testApp({ bundle: smallInstrument, environment: { CHROMIUM_PATH: 'off' } })
  try {
    expect((await fieldworkOf(await newRespondent(without))).papers).toEqual(['html', 'docx'])
  } finally {
    await without.close()
  }
})
