import { createHash } from 'node:crypto'
import papaparse from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportListing, Finding } from '#contract'
import { variables } from '#engine'
import type { ExportedResponse } from '../../server/exports/data-file.ts'
import type { ExportHead } from '../../server/exports/manifest.ts'
import { packageOf } from '../../server/exports/package.ts'
import { bundle } from '../../server/features/exports/bundle.ts'
import { consent, type NationalWave, nationalWave } from './national-wave.ts'
import { readStoredZip } from './stored-zip.ts'

let wave: NationalWave

const purpose = 'Recount of chapter III'
const asked = `?purpose=${encodeURIComponent(purpose)}`
const email = 'hidden.person@gov.example'
const burmese = 'ပြန်ကြားရေးဝန်ကြီးဌာန, "က"\r\n=SUM(A1)'

beforeAll(async () => {
  wave = await nationalWave()
  const closing = { Z04_email: { value: email } }
  for (const [at, code] of ['idn', 'vnm', 'khm', 'mys', 'sgp'].entries())
    await wave.submit({ code, name: code.toUpperCase(), seed: at + 20 }, closing)
  const own = { ...closing, ...consent({ c: 'do_not_publish' }), C01: { value: 'in_force' }, C02: { value: ['r1'] } }
  await wave.submit({ code: 'mmr', name: 'Myanmar', seed: 30 }, { ...own, Z01: { value: burmese } })
})
afterAll(() => wave.server.close())

type Record_ = Record<string, string>

/** A reader that knows nothing of how the files are written but that they are CSV. */
const read = (text: string): Record_[] =>
  papaparse.parse<Record_>(text, { header: true, skipEmptyLines: true, delimiter: ',' }).data

const file = async (name: string) => wave.get(`/exports/files/${name}${asked}`)
const records = async (name: string): Promise<Record_[]> => read((await file(name)).body)

const audited = async () => {
  const { rows } = await wave.server.owner.query(
    "select actor, actor_kind, study_id, detail from audit_event where action = 'export.downloaded' order by id",
  )
  return rows
}

describe('an export is a named person’s, for a purpose', () => {
  test.each(['/exports', `/exports/files/responses.csv${asked}`, `/exports/bundle.zip${asked}`])(
    'only researchers get %s',
    async (path) => {
      const { server } = wave
      const url = `/api/waves/${server.world.wave}${path}`
      const arun = await server.as(server.world.arun)
      expect((await server.ask({ method: 'GET', url })).statusCode).toBe(401)
      expect((await arun({ method: 'GET', url })).statusCode).toBe(403)
    },
  )

  test('without a purpose there is no file', async () => {
    const before = await audited()
    for (const path of [
      '/exports/files/responses.csv',
      '/exports/bundle.zip',
      '/exports/bundle.zip?purpose=%20%20%20x',
    ])
      expect((await wave.get(path)).statusCode).toBe(422)
    expect(await audited()).toEqual(before)
  })

  test('who, what for and how many rows stand in the audit', async () => {
    await file('responses.csv')
    expect((await audited()).at(-1)).toMatchObject({
      actor: 'Mei',
      actor_kind: 'researcher',
      study_id: wave.server.world.study,
      detail: { purpose, file: 'responses.csv', rows: 6, submissions: 6, wave: wave.server.world.wave },
    })
  })

  test('a file that is not part of it', async () => {
    expect((await file('accounts.csv')).statusCode).toBe(404)
  })
})

describe('the files', () => {
  test('have the rows and columns that were announced', async () => {
    const listing: ExportListing = (await wave.get('/exports')).json()
    expect(listing.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['responses.csv', 'roster-C02.csv', 'codebook.csv', 'codes.csv', 'missing.csv']),
    )
    expect(listing.files.map(({ name }) => name)).not.toContain('roster-S001.csv')
    for (const { name, rows, columns } of listing.files) {
      const parsed = papaparse.parse<string[]>((await file(name)).body, { delimiter: ',', skipEmptyLines: true }).data
      expect([name, parsed.length - 1]).toEqual([name, rows])
      expect(new Set(parsed.map((row) => row.length))).toEqual(new Set([columns]))
    }
  })

  test('are attachments with safe names, UTF-8 without a byte order mark, CRLF', async () => {
    const reply = await file('responses.csv')
    expect(reply.headers['content-disposition']).toContain('attachment; filename="ASEAN-2026-responses.csv"')
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.rawPayload.subarray(0, 5).toString()).toBe('study')
    expect(reply.body.endsWith('\r\n')).toBe(true)
  })

  test('hold a value or a reason, never both and never neither', async () => {
    for (const row of await records('responses.csv')) {
      const names = Object.keys(row).filter((name) => `${name}_miss` in row)
      for (const name of names) expect([name, row[name] === '']).toEqual([name, row[`${name}_miss`] !== ''])
    }
  })

  test('keep text as it was typed', async () => {
    const row = (await records('responses.csv')).find(({ unit }) => unit === 'mmr')
    expect(row?.Z01).toBe(burmese)
    expect(row).toMatchObject({
      iso3: 'MMR',
      synthetic: 'no',
      submitted_at: '2026-11-22T05:00:00.000Z',
      version: '1.0.0',
    })
  })

  test('hold no contact details, neither values nor columns', async () => {
    const listing: ExportListing = (await wave.get('/exports')).json()
    const texts = await Promise.all(listing.files.map(async ({ name }) => (await file(name)).body))
    expect(texts.join('\n')).not.toMatch(/hidden\.person|Z04_|Z05_|S001/)
  })

  test('withhold a section the administration does not publish, down to how many records there were', async () => {
    const row = (await records('responses.csv')).find(({ unit }) => unit === 'mmr') ?? {}
    const codebook = await records('codebook.csv')
    const own = codebook.filter(({ file: of, section }) => of === 'responses.csv' && section === 'C')
    expect(own.length).toBeGreaterThan(10)
    for (const { variable = '' } of own) expect([row[variable], row[`${variable}_miss`]]).toEqual(['', '-9'])
    expect((await records('roster-C02.csv')).filter(({ unit }) => unit === 'mmr')).toEqual([])
    expect(row.B02_active_miss).not.toBe('-9')
  })

  test('every code in the answers is explained', async () => {
    const codes = await records('codes.csv')
    const explained = new Set(codes.map(({ variable, code }) => `${variable} ${code}`))
    const coded = (await records('codebook.csv')).flatMap(({ variable = '', file: of, measure = '' }) =>
      of === 'responses.csv' && ['nominal', 'ordinal'].includes(measure) ? [variable] : [],
    )
    expect(coded.length).toBeGreaterThan(100)
    for (const row of await records('responses.csv'))
      for (const name of coded) if (row[name]) expect(explained).toContain(`${name} ${row[name]}`)
    expect((await records('missing.csv')).map(({ code }) => code)).toEqual([
      '-1',
      '-2',
      '-3',
      '-4',
      '-5',
      '-6',
      '-7',
      '-8',
      '-9',
      '-10',
    ])
  })
})

test('counted again from the file, every public item comes to the numbers of its finding', async () => {
  const rows = await records('responses.csv')
  const reasons = new Map((await records('missing.csv')).map(({ code, name }) => [code, name]))
  const counted = variables(wave.instrument, 'en').main.filter((one) => one.publication === 'public' && one.codes)
  const items = [...new Set(counted.map(({ item }) => item))]
  expect(items.length).toBeGreaterThan(30)
  for (const item of items) {
    const finding: Finding = (await wave.get(`/items/${item}`)).json()
    for (const { variable, categories, base } of finding.variables) {
      const again = (code: string) => rows.filter((row) => row[variable] === code).length
      expect([variable, ...categories.map(({ count }) => count)]).toEqual([
        variable,
        ...categories.map(({ code }) => again(code)),
      ])
      const missing = rows.map((row) => reasons.get(row[`${variable}_miss`] ?? '')).filter((one) => one !== undefined)
      expect(base.valid).toBe(rows.length - missing.length)
      for (const { reason, count } of base.missing)
        expect(count).toBe(reason === 'no_response' ? 2 : missing.filter((one) => one === reason).length)
    }
  }
})

describe('the bundle', () => {
  const head: ExportHead = {
    study: { code: 'ASEAN', title: 'Social media practice' },
    wave: { code: '2026', title: 'Wave 2026', referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
    instrument: { code: 'NAT', version: '1.0.0', hash: 'ab'.repeat(32) },
    synthetic: false,
    purpose,
    exportedBy: 'Mei',
    exportedAt: '2026-11-22T05:00:00.000Z',
    units: 8,
    submitted: 6,
  }

  interface Manifest {
    readonly synthetic: boolean
    readonly purpose: string
    readonly files: readonly { name: string; rows: number; bytes: number; sha256: string }[]
  }

  test('holds every file, and a manifest that proves them', async () => {
    const reply = await wave.get(`/exports/bundle.zip${asked}`)
    expect(reply.headers['content-disposition']).toContain('filename="ASEAN-2026.zip"')
    const files = readStoredZip(reply.rawPayload)
    const manifest: Manifest = JSON.parse(String(files.get('manifest.json')))
    expect(manifest).toMatchObject({ purpose, synthetic: false, exportedBy: 'Mei', submitted: 6, units: 8 })
    expect([...files.keys()]).toEqual([...manifest.files.map(({ name }) => name), 'manifest.json'])
    for (const { name, bytes, sha256, rows } of manifest.files) {
      const content = files.get(name) ?? Buffer.alloc(0)
      expect([name, content.length]).toEqual([name, bytes])
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
      if (name.endsWith('.csv')) expect(read(content.toString('utf8'))).toHaveLength(rows)
    }
    expect(files.get('responses.csv')?.toString()).toBe((await file('responses.csv')).body)
  })

  test('that was cut off on the way cannot be taken for a whole one', async () => {
    const cells = variables(wave.instrument, 'en')
    const parts = packageOf({ instrument: wave.instrument, language: 'en', variables: cells })
    const lost = () => Promise.reject(new Error('the database went away'))
    const broken = (): AsyncIterable<ExportedResponse> => ({ [Symbol.asyncIterator]: () => ({ next: lost }) })
    const sent: Uint8Array[] = []
    const sending = async () => {
      for await (const part of bundle(head, parts, broken)) sent.push(part)
    }
    await expect(sending()).rejects.toThrow('the database went away')
    expect(Buffer.concat(sent).toString()).toContain('study,wave,unit')
    expect(() => readStoredZip(Buffer.concat(sent))).toThrow('no directory')
  })

  test('of a synthetic study says so in its name, its manifest and every row', async () => {
    const { owner, world } = wave.server
    await owner.query('update study set synthetic = true where id = $1', [world.study])
    try {
      const reply = await wave.get(`/exports/bundle.zip${asked}`)
      expect(reply.headers['content-disposition']).toContain('filename="SYNTHETIC-ASEAN-2026.zip"')
      const files = readStoredZip(reply.rawPayload)
      expect(JSON.parse(String(files.get('manifest.json')))).toMatchObject({ synthetic: true })
      expect(String(files.get('README.txt'))).toMatch(/^SYNTHETIC DATA/)
      for (const row of read(String(files.get('responses.csv')))) expect(row.synthetic).toBe('yes')
      expect((await file('codes.csv')).headers['content-disposition']).toContain('SYNTHETIC-ASEAN-2026-codes.csv')
    } finally {
      await owner.query('update study set synthetic = false where id = $1', [world.study])
    }
  })
})
