import papaparse from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportListing } from '#contract'
import { decide, nextResponse, offer, type PrefillApp, prefillApp, states, submitted } from '../../support/prefill.ts'
import type { Respondent } from '../../support/respondent.ts'
import { readStoredZip } from '../stored-zip.ts'

let server: PrefillApp
let sari: Respondent
let ask: Awaited<ReturnType<PrefillApp['as']>>

beforeAll(async () => {
  server = await prefillApp()
  ask = await server.as(server.world.mei)
  sari = await nextResponse(server, await submitted(server))
  await offer(server)
})
afterAll(() => server.close())

const exports_ = (path = '') => ask({ method: 'GET', url: `/api/waves/${server.next}/exports${path}` })
const names = async () => ((await exports_()).json() as ExportListing).files.map(({ name }) => name)
const content = async (who: Respondent) => (await who.send('GET', '/submission.json')).json()

test('what nobody confirmed is in no submission, and what was confirmed says so and where it is from', async () => {
  await decide(sari, 'confirm', 'A01', 'A02', 'B01', 'B04', 'B04_title/r1', 'B04_title/r2')
  await sari.save({ item: 'B01', value: 13, base: 1 }, { item: 'A05', missing: 'dont_know' })
  expect(await states(sari)).toMatchObject({ A02: 'confirmed', B01: 'changed', A03: 'offered', A04: 'offered' })
  const receipt = await sari.submit()
  expect(receipt.statusCode, receipt.body).toBe(200)
  const { answers, prefilled } = await content(sari)
  expect(answers.map(({ item, row }: { item: string; row?: string }) => [item, row])).toEqual([
    ['A01', undefined],
    ['A02', undefined],
    ['A05', undefined],
    ['B01', undefined],
    ['B04', undefined],
    ['B04_title', 'r1'],
    ['B04_title', 'r2'],
  ])
  const [first] = prefilled
  expect(prefilled.map(({ item, outcome }: { item: string; outcome: string }) => `${item} ${outcome}`)).toEqual([
    'A01 confirmed_unchanged',
    'A02 confirmed_unchanged',
    'B01 changed',
    'B04 confirmed_unchanged',
    'B04_title confirmed_unchanged',
    'B04_title confirmed_unchanged',
  ])
  expect(first.source).toMatchObject({ kind: 'wave', wave: { code: '2026' }, instrument: { version: '1.0.0' } })
})

test('the export has a file of it, described in the codebook, and its share in manifest and README', async () => {
  expect(await names()).toContain('prefilled.csv')
  const text = (await exports_('/files/prefilled.csv?purpose=testing')).body
  const { data } = papaparse.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  expect(data.map(({ item, row, prefill, source }) => [item, row, prefill, source])).toEqual([
    ['A01', '', 'confirmed_unchanged', '2026'],
    ['A02', '', 'confirmed_unchanged', '2026'],
    ['B01', '', 'changed', '2026'],
    ['B04', '', 'confirmed_unchanged', '2026'],
    ['B04_title', 'r1', 'confirmed_unchanged', '2026'],
    ['B04_title', 'r2', 'confirmed_unchanged', '2026'],
  ])
  const files = readStoredZip((await exports_('/bundle.zip?purpose=testing')).rawPayload)
  const textOf = (name: string) => Buffer.from(files.get(name) ?? '').toString()
  expect(JSON.parse(textOf('manifest.json'))).toMatchObject({
    prefilled: { answers: 7, offered: 6, confirmedUnchanged: 5 },
  })
  expect(textOf('README.txt')).toContain('6 of 7 answers had been offered')
  expect(textOf('codebook.csv')).toMatch(/^prefill,prefilled\.csv,/m)
})

test('a wave in which nothing was offered says nothing of it', async () => {
  const first = `/api/waves/${server.world.wave}/exports`
  const listing = (await ask({ method: 'GET', url: first })).json() as ExportListing
  expect(listing.files.map(({ name }) => name)).not.toContain('prefilled.csv')
  const zip = readStoredZip((await ask({ method: 'GET', url: `${first}/bundle.zip?purpose=testing` })).rawPayload)
  expect(Buffer.from(zip.get('manifest.json') ?? '').toString()).not.toContain('prefilled')
  const before = await submitted(server)
  expect(await content(before)).not.toHaveProperty('prefilled')
})
