import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportListing, WaveSummary } from '#contract'
import { type Demonstration, ensureDemonstration, loadReleased } from '../../server/features/studies/actions.ts'
import { answerDemonstration } from '../../server/features/studies/demonstration-answers.ts'
import { type TestApp, testApp } from '../support/app.ts'

const released = fileURLToPath(new URL('../../instruments/released', import.meta.url))

let t: TestApp
let demonstration: Demonstration
let waves: readonly WaveSummary[]
let read: (path: string) => ReturnType<TestApp['ask']>

beforeAll(async () => {
  t = await testApp()
  const opened = await ensureDemonstration(t.database, await loadReleased(t.database, released))
  if (opened === undefined) throw new Error('nothing is released')
  demonstration = opened
  await answerDemonstration(t.database, demonstration, t.signer)
  const mei = await t.as(t.world.mei)
  read = (path) => mei({ method: 'GET', url: path })
  waves = (await read('/api/waves')).json().waves.filter((wave: WaveSummary) => wave.synthetic)
}, 120_000)
afterAll(() => t.close())

describe('the demonstration of every released instrument', () => {
  test('has a wave of each, and a door to a questionnaire that waits', async () => {
    const codes = waves.map((wave) => wave.instrument.code).sort()
    expect(codes).toEqual(['AGY', 'CAP', 'CAS', 'NAT', 'NAT-NG', 'PDR', 'PRI', 'RTD'])
    expect(Array.from(new Set(demonstration.doors.map((door) => door.instrument))).sort()).toEqual(codes)
    for (const { linkToken, unit } of demonstration.doors) {
      const reply = await t.ask({ method: 'POST', url: '/api/links/inspect', payload: { token: linkToken } })
      expect(reply.json()).toMatchObject({ administration: unit, synthetic: true })
    }
  })

  test('is left alone at the next start', async () => {
    const writes = async () => (await t.owner.query('select count(*)::int as n from audit_event')).rows[0].n
    const again = await ensureDemonstration(t.database, await loadReleased(t.database, released))
    const before = await writes()
    expect(again?.answered.length).toBe(demonstration.answered.length)
    expect(await answerDemonstration(t.database, again ?? demonstration, t.signer)).toBe(0)
    expect(await writes()).toBe(before)
  })

  test('is answered and submitted by some units of each wave', () => {
    for (const { instrument, submitted, units } of waves) {
      expect([instrument.code, submitted > 0 && submitted < units]).toEqual([instrument.code, true])
    }
  })

  test('exports every answer of each as CSV: a row a submission, a column a variable', async () => {
    for (const wave of waves) {
      const { files }: ExportListing = (await read(`/api/waves/${wave.id}/exports`)).json()
      const [main] = files.filter((file) => file.rows === wave.submitted)
      expect(main?.columns).toBeGreaterThan(20)
      const reply = await read(`/api/waves/${wave.id}/exports/files/${main?.name}?purpose=testing`)
      const { data, errors } = Papa.parse<Record<string, string>>(reply.body.replace(/^\uFEFF/, ''), {
        header: true,
        skipEmptyLines: true,
      })
      expect(errors).toEqual([])
      expect(data).toHaveLength(wave.submitted)
      expect(data.every((row) => row.instrument === wave.instrument.code && row.synthetic === 'yes')).toBe(true)
    }
  })

  test('shows what was answered by research question, and every finding can be computed', async () => {
    for (const wave of waves) {
      const coverage = (await read(`/api/waves/${wave.id}/coverage`)).json()
      expect(coverage.units).toHaveLength(wave.units)
      for (const { rq } of coverage.questions) {
        expect((await read(`/api/waves/${wave.id}/questions/${rq}`)).statusCode).toBe(200)
      }
    }
  })
})
