import papaparse from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CountryProfile, Coverage, Finding, QuestionFindings } from '#contract'
import { consent, type NationalWave, nationalWave } from './national-wave.ts'

let wave: NationalWave

const email = 'hidden.person@gov.example'
const closing = { Z04_email: { value: email }, Z04_name: { value: 'Hidden Person' } }

beforeAll(async () => {
  wave = await nationalWave()
  const { owner, world } = wave.server
  await owner.query('update response set revision = 1 where id = $1', [world.laos])
  await owner.query(
    `insert into answer (study_id, response_id, item, value, version, by_name) values ($1, $2, 'C01', '"repealed"', 1, 'Bounmy')`,
    [world.study, world.laos],
  )
  const register = {
    C02: { value: ['r1', 'r2'] },
    'C02_title/r1': { value: 'Peraturan 1' },
    'C02_title/r2': { value: 'Edaran 2' },
  }
  await wave.submit(
    { code: 'idn', name: 'Indonesia', seed: 1 },
    { C01: { value: 'in_force' }, ...register, ...closing },
  )
  await wave.submit({ code: 'vnm', name: 'Viet Nam', seed: 2 }, { C01: { value: 'none' }, ...closing })
  await wave.submit({ code: 'khm', name: 'Cambodia', seed: 3 }, { C01: { missing: 'dont_know' }, ...closing })
  await wave.submit(
    { code: 'tha', name: 'Thailand', seed: 4 },
    { C01: { value: 'planned' }, ...closing, ...consent({ c: 'do_not_publish' }) },
  )
})
afterAll(() => wave.server.close())

const item = async (code: string): Promise<Finding> => (await wave.get(`/items/${code}`)).json()
const country = async (code: string): Promise<CountryProfile> => (await wave.get(`/countries/${code}`)).json()

describe('who may read', () => {
  test.each(['/coverage', '/items/C01', '/countries/idn', '/questions/RQ2.1', '/items/C01/numbers.csv'])(
    'only researchers read %s',
    async (path) => {
      const { server } = wave
      const url = `/api/waves/${server.world.wave}${path}`
      const arun = await server.as(server.world.arun)
      const maria = await server.as(server.world.maria)
      expect((await server.ask({ method: 'GET', url })).statusCode).toBe(401)
      expect((await arun({ method: 'GET', url })).statusCode).toBe(403)
      expect((await maria({ method: 'GET', url })).statusCode).toBe(403)
      expect((await wave.get(path)).statusCode).toBe(200)
    },
  )

  test.each(['/items/NOPE', '/items/S001_nope', '/countries/zzz', '/questions/RQ3.6e'])(
    'there is nothing at %s',
    async (path) => expect((await wave.get(path)).json()).toMatchObject({ type: '/problems/not-found' }),
  )

  test('a wave that does not exist', async () => {
    const ask = await wave.server.as(wave.server.world.mei)
    const reply = await ask({ method: 'GET', url: `/api/waves/${crypto.randomUUID()}/coverage` })
    expect(reply.statusCode).toBe(404)
  })
})

test('the list of waves counts units and submissions', async () => {
  const ask = await wave.server.as(wave.server.world.mei)
  const { waves } = (await ask({ method: 'GET', url: '/api/waves' })).json()
  expect(waves).toMatchObject([{ code: '2026', units: 6, submitted: 4, synthetic: false, referenceFrom: '2025-07-01' }])
})

describe('the finding of an item', () => {
  test('counts what was submitted, names the missing, and reads no draft', async () => {
    const { variables, instrument, disclosure } = await item('C01')
    const [c01] = variables
    expect(c01?.base).toEqual({
      units: 6,
      valid: 2,
      rule: 'MR-F',
      missing: [
        { reason: 'dont_know', count: 1, units: [{ code: 'khm', name: 'Cambodia' }] },
        { reason: 'withheld', count: 1, units: [{ code: 'tha', name: 'Thailand' }] },
        {
          reason: 'no_response',
          count: 2,
          units: [
            { code: 'phl', name: 'Philippines' },
            { code: 'lao', name: 'Lao PDR' },
          ],
        },
      ],
    })
    expect(c01?.categories.filter(({ count }) => count > 0)).toEqual([
      expect.objectContaining({ code: 'in_force', count: 1, units: [{ code: 'idn', name: 'Indonesia' }] }),
      expect.objectContaining({ code: 'none', count: 1, units: [{ code: 'vnm', name: 'Viet Nam' }] }),
    ])
    expect(c01?.categories).toHaveLength(6)
    expect(disclosure).toEqual(['1 administration did not consent to publishing section C; it is counted as withheld.'])
    expect(instrument).toEqual({ code: 'NAT', version: '1.0.0', hash: wave.instrument.hash })
  })

  test('of contact details says only that they are withheld', async () => {
    const { variables, publication } = await item('Z04_email')
    expect(publication).toBe('confidential')
    expect(variables[0]?.base.missing[0]).toEqual({ reason: 'withheld', count: 4, units: [] })
    expect(JSON.stringify(variables)).not.toContain(email)
  })

  test('inside a roster counts administrations, not records', async () => {
    const { kind, variables } = await item('C02_title')
    expect(kind).toBe('records')
    expect(variables[0]?.base).toMatchObject({ units: 6, valid: 1 })
    expect(variables[0]?.values.map(({ value }) => value)).toEqual(['Peraturan 1', 'Edaran 2'])
    const skipped = variables[0]?.base.missing.find(({ reason }) => reason === 'logic_skip')
    expect(skipped?.units.map(({ code }) => code)).toEqual(['vnm', 'khm'])
  })

  test('as CSV is exactly the finding', async () => {
    const reply = await wave.get('/items/C01/numbers.csv')
    expect(reply.headers['content-disposition']).toContain('filename="ASEAN-2026-C01-numbers.csv"')
    const rows = papaparse.parse<Record<string, string>>(reply.body, { header: true, skipEmptyLines: true }).data
    const [c01] = (await item('C01')).variables
    const lines = (line: string) =>
      rows.filter((row) => row.line === line).map((row) => [row.code, Number(row.count), row.unit_codes])
    const told = (units: readonly { code: string }[]) => units.map(({ code }) => code).join(' ')
    expect(lines('category')).toEqual(c01?.categories.map(({ code, count, units }) => [code, count, told(units)]))
    expect(lines('missing')).toEqual(c01?.base.missing.map(({ reason, count, units }) => [reason, count, told(units)]))
    expect(new Set(rows.map((row) => `${row.valid} of ${row.units}`))).toEqual(new Set(['2 of 6']))
  })
})

test('a research question has all its findings, and each is the finding of its item', async () => {
  const { label, findings }: QuestionFindings = (await wave.get('/questions/RQ2.1')).json()
  expect(label).not.toBe('RQ2.1')
  expect(findings.map((finding) => finding.item).slice(0, 3)).toEqual(['C01', 'C02', 'C02_title'])
  expect(findings[0]).toEqual(await item('C01'))
  for (const { rq } of findings) expect(rq).toContain('RQ2.1')
  for (const { variables } of findings)
    for (const { base } of variables) expect(base.missing.reduce((sum, { count }) => sum + count, base.valid)).toBe(6)
  expect(JSON.stringify(findings)).not.toMatch(/\$\{|\{administration\}/)
})

describe('a country in words', () => {
  test('shows answers in words and names what is missing', async () => {
    const { sections, receipt, state } = await country('khm')
    const items = sections.flatMap((section) => section.items)
    expect(state).toBe('submitted')
    expect(receipt?.reference).toMatch(/^NAT-2026-KHM-01-/)
    expect(items.find(({ item }) => item === 'C01')).toMatchObject({ inWords: 'Not known', missing: 'dont_know' })
    expect((await country('idn')).sections.flatMap((s) => s.items).find(({ item }) => item === 'C01')).toMatchObject({
      inWords: 'In force, for all it is meant for',
      rq: ['RQ2.1'],
    })
  })

  test('never shows contact details, items in counts only, or a section without consent', async () => {
    const { sections, disclosure } = await country('tha')
    const items = sections.flatMap((section) => section.items)
    expect(JSON.stringify(sections)).not.toMatch(/hidden\.person|Hidden Person|Z04_|S001/)
    expect(items.find(({ item }) => item === 'C01')).toMatchObject({ inWords: 'Withheld', missing: 'withheld' })
    const own = sections.find(({ section }) => section === 'C')?.items ?? []
    expect(own.every(({ missing, row }) => missing === 'withheld' && row === undefined)).toBe(true)
    const options = sections.find(({ section }) => section === 'H')?.items ?? []
    expect(options.length).toBeGreaterThan(0)
    expect(options.every(({ missing }) => missing === 'withheld')).toBe(true)
    expect(disclosure).toHaveLength(1)
  })

  test('labels the records of a roster with their row, and leaves out what was off the path', async () => {
    const items = (await country('idn')).sections.flatMap((section) => section.items)
    expect(items.filter(({ item }) => item === 'C02_title')).toMatchObject([
      { row: { code: 'r1', label: 'Peraturan 1' }, inWords: 'Peraturan 1' },
      { row: { code: 'r2', label: 'Edaran 2' }, inWords: 'Edaran 2' },
    ])
    const none = (await country('vnm')).sections.flatMap((section) => section.items)
    expect(none.some(({ item }) => item.startsWith('C02'))).toBe(false)
  })

  test('says nothing of a draft but that it is one', async () => {
    expect(await country('lao')).toMatchObject({ state: 'draft', sections: [], disclosure: [] })
    expect(await country('phl')).toMatchObject({ state: 'not_started', sections: [] })
  })
})

test('coverage: per country and research question, what applied is what was valid or missing', async () => {
  const { questions, units }: Coverage = (await wave.get('/coverage')).json()
  expect(units.map(({ unit, state }) => `${unit.code} ${state}`)).toEqual([
    'phl not_started',
    'lao draft',
    'idn submitted',
    'vnm submitted',
    'khm submitted',
    'tha submitted',
  ])
  for (const unit of units) {
    expect(unit.cells.map(({ rq }) => rq)).toEqual(questions.map(({ rq }) => rq))
    for (const [at, cell] of unit.cells.entries()) {
      expect(cell.valid + cell.missing).toBe(cell.applicable)
      expect(cell.applicable).toBeLessThanOrEqual(questions[at]?.items ?? 0)
    }
  }
  const cell = (code: string, rq: string) =>
    units.find(({ unit }) => unit.code === code)?.cells.find((c) => c.rq === rq)
  expect(cell('lao', 'RQ2.1')).toMatchObject({ applicable: 0 })
  // no instrument, so nothing is asked of its register
  expect(cell('vnm', 'RQ2.1')?.applicable).toBeLessThan(cell('idn', 'RQ2.1')?.applicable ?? 0)
  expect(cell('khm', 'RQ2.1')?.missing).toBeGreaterThan(0)
})

describe('asking again', () => {
  test('what a browser has is not sent again; a new submission is', async () => {
    const first = await wave.get('/items/C01')
    const tag = String(first.headers.etag)
    const second = await wave.get('/items/C01', { 'if-none-match': tag })
    expect([second.statusCode, second.body, second.headers.etag]).toEqual([304, '', tag])
    expect((await wave.get('/items/C03', { 'if-none-match': tag })).statusCode).toBe(200)
    await wave.submit({ code: 'mys', name: 'Malaysia', seed: 5 }, { C01: { value: 'in_force' } })
    const third = await wave.get('/items/C01', { 'if-none-match': tag })
    expect(third.statusCode).toBe(200)
    expect(third.json().variables[0].base).toMatchObject({ units: 7, valid: 3 })
  })
})
