import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { smallNext } from '../fixtures/versions/small-next.ts'
import { hashOf } from '../support/instrument.ts'
import { newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'
import {
  answers,
  goBack,
  newer,
  older,
  readOffer,
  standing,
  submitOn,
  type VersionsApp,
  versionsApp,
} from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

/** The next version again one on: what was renamed is renamed once more, and `line` with it. */
const third: Bundle = {
  ...(JSON.parse(
    JSON.stringify(smallNext).replaceAll('B02_day', 'B02_date').replaceAll('"line"', '"line_app"'),
  ) as Bundle),
  version: '1.2.0',
  follows: { version: '1.1.0', items: { B02_day: 'B02_date' }, codes: { platform: { line: 'line_app' } } },
}
const newest = hashOf(third)

beforeAll(async () => {
  server = await versionsApp()
  await server.release(third)
  sari = await newRespondent(server)
  await sari.save(...answers)
})
afterAll(() => server.close())

const step = async (instrument: string) =>
  sari.send('POST', '/moves', { instrument, revision: (await sari.read()).revision })

test('versions are offered one after the other, each following the last', async () => {
  expect((await server.offer(newest)).json().type).toBe('/problems/map-required')
  expect((await server.offer(newer)).statusCode).toBe(200)
  const offered = (await server.offer(newest)).json().versions
  expect(offered.map(({ version }: { version: string }) => version)).toEqual(['1.0.0', '1.1.0', '1.2.0'])
  // a response takes one step at a time
  expect((await step(newest)).json().type).toBe('/problems/not-offered')
  expect((await step(newer)).statusCode).toBe(200)
  expect((await readOffer(sari)).offer?.instrument.version).toBe('1.2.0')
  expect((await step(newest)).statusCode).toBe(200)
  expect(standing(await sari.read())).toMatchObject({
    A02: { look: 'code_split' },
    A03: { value: ['line_app', 'x_twitter'] },
    B01: { value: '12', look: 'retyped' },
    B02_date: { value: '2026-02-28' },
  })
})

test('what was typed on the first version arrives on the third', async () => {
  const late = await sari.save(
    { item: 'A02', base: 1, value: 'line' },
    { item: 'B02', base: 1, value: '2025-01-31' },
    { item: 'A04', base: 1, value: 'typed on a train' },
  )
  expect(late.json().instrument).toBe(newest)
  expect(resultsOf(late).map(({ status, version }) => [status, version])).toEqual([
    ['saved', 2],
    ['saved', 2],
    ['set-aside', 0],
  ])
  expect(standing(await sari.read())).toMatchObject({ A02: { value: 'line_app' }, B02_date: { value: '2025-01-31' } })
})

test('the way back is as long, and each step takes back the last', async () => {
  expect((await goBack(sari, 1)).json().type).toBe('/problems/stale-response')
  expect((await goBack(sari, 2)).json()).toMatchObject({ to: { version: '1.1.0' } })
  expect(standing(await sari.read())).toMatchObject({ A03: { value: ['line', 'x_twitter'] }, B01: { look: 'retyped' } })
  expect((await goBack(sari, 1)).json()).toMatchObject({ to: { version: '1.0.0' } })
  expect(standing(await sari.read())).toMatchObject({ A02: { value: 'facebook' }, B02: { value: '2026-02-28' } })
})

test('responses on the first and the third version stand in one export', async () => {
  expect((await submitOn(sari, older)).statusCode).toBe(200)
  const went = await newRespondent(server)
  for (const instrument of [newer, newest]) {
    await went.send('POST', '/moves', { instrument, revision: (await went.read()).revision })
  }
  const mutations = Object.entries({ A01: 'yes', A02: 'zalo', A03: ['line_app'], A06: 'no', B01: 'some' })
  await went.send('PATCH', '/answers', {
    instrument: newest,
    mutations: mutations.map(([item, value]) => ({ id: crypto.randomUUID(), item, base: 0, value })),
  })
  expect((await submitOn(went, newest)).statusCode).toBe(200)
  const ask = await server.as(server.world.mei)
  const { body } = await ask({
    method: 'GET',
    url: `/api/waves/${server.world.wave}/exports/files/responses.csv?purpose=testing`,
  })
  const [header = '', ...rows] = body.trim().split('\r\n')
  const cell = (row: string | undefined, name: string) => row?.split(',')[header.split(',').indexOf(name)]
  const [first, last] = ['1.0.0', '1.2.0'].map((version) => rows.find((row) => cell(row, 'version') === version))
  const names = ['A03_line_app', 'A03_x_twitter', 'B02_date', 'A06_miss', 'A02', 'A02_v1_0_0', 'A04']
  expect(names.map((name) => cell(first, name))).toEqual([
    'chosen',
    'chosen',
    '2026-02-28',
    '-1',
    '',
    'facebook',
    'a word in our own',
  ])
  expect(names.map((name) => cell(last, name))).toEqual(['chosen', 'not_chosen', '', '', 'zalo', '', ''])
})
