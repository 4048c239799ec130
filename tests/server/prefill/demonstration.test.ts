import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, ensureDemonstration, loadReleased } from '../../../server/features/studies/actions.ts'
import { answerDemonstration } from '../../../server/features/studies/demonstration-answers.ts'
import { openSecondWave } from '../../../server/features/studies/demonstration-second-wave.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { open } from '../../support/delegation.ts'
import { prefills } from '../../support/prefill.ts'

let server: TestApp
let demonstration: Demonstration

beforeAll(async () => {
  server = await testApp()
  const folder = fileURLToPath(new URL('../../../instruments/released', import.meta.url))
  const released = (await loadReleased(server.database, folder)).filter(({ code }) => ['NAT', 'AGY'].includes(code))
  const opened = await ensureDemonstration(server.database, released)
  if (opened === undefined) throw new Error('nothing is released')
  demonstration = opened
  const answered = opened.answered.filter(({ code }) => code === 'agy-agency-1')
  await answerDemonstration(server.database, { ...opened, answered }, server.signer)
}, 60_000)
afterAll(() => server.close())

const enter = (token: string | undefined) => open(server, token ?? '')

test('a body that answered the first wave finds its answers in the second, and nothing is answered', async () => {
  const second = await openSecondWave(server.database, demonstration)
  expect(second?.unit).toMatch(/second wave$/)
  const body = await enter(second?.linkToken)
  const all = await prefills(body)
  expect(all.length).toBeGreaterThan(20)
  expect(new Set(all.map(({ source }) => source.kind))).toEqual(new Set(['wave']))
  const { answers, earlier, wave } = await body.read()
  expect([answers, wave.code, (earlier ?? 0) > 10]).toEqual([[], '2027-AGY', true])
})

test('an administration that waits finds what registers know of it, with source and certainty', async () => {
  const door = demonstration.doors.find(({ instrument }) => instrument === 'NAT')
  const all = await prefills(await enter(door?.linkToken))
  expect(all.map(({ item, row }) => (row === undefined ? item : `${item}/${row}`))).toContain(
    'D02_year/data_protection',
  )
  expect(all[0]?.source).toMatchObject({
    kind: 'register',
    entries: [{ entry: 'phl_data_privacy', certainty: 'verified_secondary', asOf: '2026-11-22' }, {}],
  })
})

test('at the next start there is one wave, one offer of each, and a fresh link', async () => {
  const count = async () =>
    (await server.owner.query('select (select count(*) from wave) as w, (select count(*) from prefill_offer) as o'))
      .rows
  const before = await count()
  const again = await openSecondWave(server.database, demonstration)
  expect(await count()).toEqual(before)
  expect((await enter(again?.linkToken)).response).toMatch(/-/)
})
