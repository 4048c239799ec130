import papaparse from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportListing } from '#contract'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { khmer, openAnswer, openAnswers, render, review, thai } from '../support/renderings.ts'
import { colleague, enough, newRespondent, type Respondent } from '../support/respondent.ts'

const levels = ['publish_named', 'publish_aggregate', 'do_not_publish']
const { texts, codeLists, checks, sections } = smallInstrument
const [practice, people] = sections
const { en } = texts
if (practice === undefined || people === undefined || en === undefined) throw new Error('the questionnaire is another')
const [group] = practice.groups
if (group === undefined) throw new Error('the questionnaire is another')

/** The small questionnaire, which asks for consent and warns in a section that is published with names. */
const asking: Bundle = {
  ...smallInstrument,
  sections: [
    {
      ...practice,
      groups: [{ ...group, items: [...group.items, { item: 'A06', type: 'single_choice', list: 'consent' }] }],
    },
    people,
  ],
  checks: [...checks, { check: 'K_words', severity: 'warning', when: "${A01} = 'yes'", items: ['A04'] }],
  codeLists: {
    ...codeLists,
    consent: { list: 'consent', version: '1.0.0', codes: levels.map((code) => ({ code })) },
  },
  texts: {
    en: {
      ...en,
      items: { ...en.items, A06: { label: 'May we publish?' } },
      checks: { ...en.checks, K_words: { message: 'Is that all?' } },
      codeLists: {
        ...en.codeLists,
        consent: { title: 'Consent', codes: Object.fromEntries(levels.map((code) => [code, code])) },
      },
    },
  },
}

let server: TestApp
let named: Respondent

const reasons = [
  { key: 'A04', warning: 'K_words', reason: 'It is all, =SUM(A1) "so far"' },
  { key: 'B01', warning: 'K_nobody', reason: 'Nobody in particular' },
]

async function answered(consent: string, words: string): Promise<Respondent> {
  const sari = await newRespondent(server)
  await sari.save(
    ...enough.filter(({ item }) => item !== 'B01'),
    { item: 'B01', value: 0 },
    { item: 'A04', value: words },
    { item: 'A06', value: consent },
  )
  return sari
}

beforeAll(async () => {
  server = await testApp({ bundle: asking })
  named = await answered('publish_named', khmer)
  const budi = await colleague(server, named, { role: 'contributor', name: 'Budi' })
  await render(budi, 'The ministry informs on Facebook.', { method: 'machine', machine: 'Engine 2' })
  await review(named)
  await named.save({ item: 'B04', value: ['r7'] }, { item: 'B04_title', row: 'r7', value: thai })
  const { row, sha256 } = (await openAnswers(named)).find(({ item }) => item === 'B04_title') ?? {}
  await render(budi, 'A title', { item: 'B04_title', row, sha256, number: 0, language: 'th' })
  const inTotals = await answered('publish_aggregate', thai)
  await render(inTotals, 'In totals only', { language: 'th' })
  const secret = await answered('do_not_publish', thai)
  await render(secret, 'Not to be read', { language: 'th' })
  for (const sari of [named, inTotals, secret]) {
    const submitted = await sari.submit(undefined, reasons)
    expect(submitted.statusCode, submitted.body).toBe(200)
  }
})
afterAll(() => server.close())

const get = async (path: string) =>
  (await server.as(server.world.mei))({ method: 'GET', url: `/api/waves/${server.world.wave}${path}` })
const file = async (name: string): Promise<readonly Record<string, string>[]> => {
  const { body } = await get(`/exports/files/${name}?purpose=testing`)
  return papaparse.parse<Record<string, string>>(body, { header: true, skipEmptyLines: true }).data
}

test('an open answer has its language and English rendering beside it, as far as the answer itself is let out', async () => {
  const rows = await file('responses.csv')
  expect(
    rows.map((row) => [row.A04, row.A04_miss, row.A04_lang, row.A04_en, row.A04_en_status, row.A04_en_method]),
  ).toEqual([
    [khmer, '', 'km', 'The ministry informs on Facebook.', 'reviewed', 'machine'],
    [thai, '', 'th', 'In totals only', 'draft', 'person'],
    ['', '-9', '', '', '', ''],
  ])
  expect(Object.keys(rows[0] ?? {}).filter((name) => /_(lang|en)/.test(name))).toEqual([
    'A04_lang',
    'A04_en',
    'A04_en_status',
    'A04_en_method',
  ])
})

test('why warnings stand is exported only for answers published under the name of the administration', async () => {
  expect(await file('warning-reasons.csv')).toMatchObject([
    { item: 'A04', row: '', section: 'A', warning: 'K_words', message: 'Is that all?', reason: reasons[0]?.reason },
  ])
})

test('in a roster each record has its own', async () => {
  expect(await file('roster-B04.csv')).toMatchObject([{ row: 'r7', B04_title: thai, B04_title_en: 'A title' }])
})

test('the codebook and the listing tell of both', async () => {
  const codebook = await file('codebook.csv')
  expect(codebook.filter(({ variable = '' }) => variable.startsWith('A04_')).map(({ variable }) => variable)).toEqual([
    'A04_lang',
    'A04_en',
    'A04_en_status',
    'A04_en_method',
  ])
  expect(codebook.find((row) => row.file === 'warning-reasons.csv' && row.variable === 'reason')?.label).toContain(
    'Why',
  )
  const listing: ExportListing = (await get('/exports')).json()
  expect(listing.files.find(({ name }) => name === 'warning-reasons.csv')).toMatchObject({ rows: 1, columns: 12 })
})

test('what research renders later appears in columns of its own at once', async () => {
  const { rows } = await server.owner.query(
    'select u.code from response r join unit u on u.id = r.unit_id where r.id = $1',
    [named.response],
  )
  const { item, sha256 } = await openAnswer(named)
  const payload = { id: crypto.randomUUID(), item, sha256, number: 0, language: 'km', text: 'It informs people.' }
  const url = `/api/waves/${server.world.wave}/countries/${rows[0].code}/renderings`
  expect((await (await server.as(server.world.mei))({ method: 'POST', url, payload })).statusCode).toBe(200)
  const [first, second] = await file('responses.csv')
  expect(first).toMatchObject({ A04_en: 'The ministry informs on Facebook.', A04_en_research: 'It informs people.' })
  expect(second).toMatchObject({ A04_en_research: '', A04_en_research_status: '' })
})
