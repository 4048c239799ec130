import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mutation } from '#contract'
import { type Answers, type Instrument, keyText, parseKey } from '#engine'
import { faultsOf, type TestApp, testApp } from '../support/app.ts'
import { openNational } from '../support/definitions.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { newRespondent } from '../support/respondent.ts'

let server: TestApp
let nat: Instrument

beforeAll(async () => {
  nat = await openNational()
  server = await testApp({ bundle: nat.bundle })
})
afterAll(() => server.close())

/** Files are uploaded first; that is tested elsewhere. */
const withoutFiles = (answers: Answers): [string, Answers[string]][] =>
  Object.entries(answers).filter(([key]) => nat.items.get(parseKey(key).item)?.definition.type !== 'file')

test('every kind of answer of the national questionnaire comes back as it was given', async () => {
  const given = withoutFiles(plausibleAnswers(nat, 2026))
  const sari = await newRespondent(server)
  const changes = given.map(([key, answer]) => ({ ...parseKey(key), ...answer }) as Mutation)
  for (let at = 0; at < changes.length; at += 50) {
    const saved = await sari.save(...changes.slice(at, at + 50))
    expect(faultsOf(saved)).toEqual([])
    expect(saved.statusCode).toBe(200)
  }
  const { answers } = await sari.read()
  const kept = answers.map(({ item, row, value, missing }) => [
    keyText(row === undefined ? { item } : { item, row }),
    missing === undefined ? { value } : { missing },
  ])
  expect(given.length).toBeGreaterThan(60)
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(given))
})

test('an untouched national questionnaire cannot be submitted, and says what is open', async () => {
  const sari = await newRespondent(server)
  const refused = await sari.submit()
  expect(refused.statusCode).toBe(422)
  const open = faultsOf(refused)
  expect(open.length).toBeGreaterThan(10)
  expect(open.every((fault) => /^\/answers\/[A-Z]\w+ required$/.test(fault))).toBe(true)
})
