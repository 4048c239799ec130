import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newRespondent, type Respondent } from '../support/respondent.ts'
import {
  answers,
  moved,
  newer,
  older,
  saveOn,
  submitOn,
  type VersionsApp,
  versionsApp,
  versionsOf,
} from '../support/versions.ts'

let server: VersionsApp
let stayed: Respondent
let went: Respondent

/** One response stays on the version the wave began with, one moves; both are submitted. */
beforeAll(async () => {
  server = await versionsApp()
  ;[stayed, went] = [await newRespondent(server), await newRespondent(server)]
  await stayed.save(...answers)
  await stayed.submit()
})
afterAll(() => server.close())

const get = async (path: string) =>
  (await server.as(server.world.mei))({ method: 'GET', url: `/api/waves/${server.world.wave}${path}` })
const file = async (name: string): Promise<readonly Record<string, string>[]> => {
  const { body } = await get(`/exports/files/${name}?purpose=testing`)
  return Papa.parse<Record<string, string>>(body, { header: true, skipEmptyLines: true }).data
}

test('a version that is offered and not submitted by anybody changes nothing that is read', async () => {
  await server.offer(newer)
  const listing = (await get('/exports')).json()
  expect(listing.wave.instrument).toMatchObject({ version: '1.0.0', hash: older })
  expect(listing.files.map(({ name }: { name: string }) => name)).not.toContain('concordance.csv')
  expect((await get('/items/A02')).json().variables[0].base).toMatchObject({ valid: 1 })
})

test('with responses on both versions the export has the columns of the newest, then those only the older has', async () => {
  await went.save(...answers)
  await moved(went)
  const at = versionsOf(await went.read())
  const base = (item: string) => ({ item, base: at[item] ?? 0 })
  await saveOn(
    went,
    newer,
    { ...base('A02'), value: 'facebook_page' },
    { item: 'A06', value: 'yes' },
    { ...base('B01'), value: 'a dozen' },
  )
  expect((await submitOn(went, newer, 'B03')).statusCode).toBe(200)
  const rows = await file('responses.csv')
  expect(rows).toHaveLength(2)
  const [old, now] = ['1.0.0', '1.1.0'].map((version) => rows.find((row) => row['version'] === version))
  expect([old?.['hash'], now?.['hash']]).toEqual([older, newer])
  const columns = Object.keys(rows[0] ?? {}).filter((name) => !name.endsWith('_miss') && /^[AB]\d/.test(name))
  expect(columns.slice(0, 4)).toEqual(['A01', 'A02', 'A03_facebook_page', 'A03_facebook_group'])
  expect(columns.slice(-8)).toEqual([
    'A02_v1_0_0',
    'A03_facebook',
    'A04',
    'B01_v1_0_0',
    'B03_national_extent_v1_0_0',
    'B03_province_extent_v1_0_0',
    'B03_village_extent',
    'B03_village_units',
  ])
  const picked = (row: Record<string, string> | undefined) =>
    [
      'A01',
      'A02',
      'A02_miss',
      'A02_v1_0_0',
      'A02_v1_0_0_miss',
      'A03_x_twitter',
      'A06',
      'A06_miss',
      'B02_day',
      'A04',
      'A04_miss',
    ].map((name) => row?.[name])
  expect(picked(old)).toEqual([
    'yes',
    '',
    '-1',
    'facebook',
    '',
    'chosen',
    '',
    '-1',
    '2026-02-28',
    'a word in our own',
    '',
  ])
  expect(picked(now)).toEqual(['yes', 'facebook_page', '', '', '-1', 'chosen', 'yes', '', '2026-02-28', '', '-1'])
})

test('records of both versions stand in one file, with what only one of them was asked', async () => {
  const rows = await file('roster-B04.csv')
  const said = rows.map((row) => ['B04_title', 'B04_year', 'B04_year_miss'].map((name) => row[name]))
  expect(said).toEqual([
    ['Circular 4', '2019', ''],
    ['Circular 4', '', '-1'],
  ])
})

test('the concordance says which variables compare', async () => {
  const rows = await file('concordance.csv')
  const of = (name: string) => rows.find((row) => row['earlier_variable'] === name)
  expect(of('B02')).toMatchObject({
    earlier_version: '1.0.0',
    version: '1.1.0',
    variable: 'B02_day',
    comparable: 'same',
  })
  expect(of('A02')).toMatchObject({ comparable: 'none', why: 'The code facebook has no single successor.' })
  expect(of('A01')).toMatchObject({ comparable: 'same' })
})

test('findings count together what compares, and leave out what does not', async () => {
  const base = async (item: string) => (await get(`/items/${item}`)).json().variables[0].base
  expect(await base('A01')).toMatchObject({ units: 4, valid: 2 })
  const split = await base('A02')
  expect(split).toMatchObject({ valid: 1 })
  expect(split.missing).toContainEqual(expect.objectContaining({ reason: 'not_asked', count: 1 }))
  const codes = (await get('/items/A02')).json().variables[0].categories.map(({ code }: { code: string }) => code)
  expect(codes).not.toContain('facebook')
})

test('a country is read in the version it answered', async () => {
  const { rows } = await server.owner.query(
    'select u.code from response r join unit u on u.id = r.unit_id where r.id = $1',
    [stayed.response],
  )
  const profile = (await get(`/countries/${rows[0].code}`)).json()
  const items = profile.sections.flatMap(({ items: all }: { items: { item: string; inWords: string }[] }) => all)
  expect(items.find(({ item }: { item: string }) => item === 'A02')?.inWords).toBe('The option facebook')
})
