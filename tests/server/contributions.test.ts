import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Contribution } from '#contract'
import { type Answers, openInstrument } from '#engine'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import { readFilledFile } from '../../instruments/exchange/answers/read-filled-file.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { faultsOf } from '../support/app.ts'
import {
  contextOf,
  decide,
  filledWorkbook,
  handIn,
  keyed,
  open,
  outcomes,
  readIn,
  small,
  take,
} from '../support/contributions.ts'
import { excelFile, wordFile } from '../support/filled-files.ts'
import { colleague, newRespondent, type Respondent } from '../support/respondent.ts'
import { moved, newer, older, standing, type VersionsApp, versionsApp } from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

beforeAll(async () => {
  server = await versionsApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

describe('handing in a file', () => {
  test('changes no answer, and says of each how it stands to what is there', async () => {
    await sari.save({ item: 'A01', value: 'yes' }, { item: 'B01', value: 12 }, { item: 'B02', value: '2026-01-02' })
    const file = await filledWorkbook(sari, {
      A01: 'The option yes',
      A02: 'The option zalo',
      B01: '2 000 000',
      B02: '3 January 2026',
      'B04_title/r1': 'Circular 4',
      'B03.national.units': 'some',
    })
    const read = await readIn(server, sari, file)
    expect(keyed(read.contributions)).toEqual({
      A02: ['new', '', 'The option zalo'],
      B01: ['different', '12', '2,000,000'],
      B02: ['different', '2 January 2026', '3 January 2026'],
      'B04_title/r1': ['new', '', 'Circular 4'],
    })
    expect(read.contributions.find(({ item }) => item === 'B01')?.findings).toHaveLength(1)
    expect(read).toMatchObject({ same: 1, warnings: [], file: { name: 'answers.xlsx', kind: 'excel' } })
    expect(read.sections.map(({ section }) => section)).toEqual(['A', 'B'])
    expect(read.faults).toEqual([
      {
        code: 'number.unclear',
        item: 'B03',
        label: 'What about B03?',
        place: expect.stringMatching(/^B People!F\d+$/),
        message: '“some” could not be read as a number.',
      },
    ])
    const after = await sari.read()
    expect(after).toMatchObject({ revision: 1 })
    expect(after.answers).toHaveLength(3)
  })

  test('a Word file is read alike', async () => {
    const answers: Answers = { A01: { value: 'yes' }, A03: { value: ['line', 'x'] } }
    const file = await wordFile(small, answers, await contextOf(sari))
    const read = await readIn(server, sari, file)
    expect(keyed(read.contributions)).toEqual({
      A01: ['new', '', 'The option yes'],
      A03: ['new', '', 'The option line, The option x'],
    })
    expect(read.contributions[0]).toMatchObject({ source: 'word', by: 'Sari', state: 'open' })
  })

  test('twice is once, and a later file of the same person takes the place of the earlier', async () => {
    const file = await filledWorkbook(sari, { A01: 'The option yes', B01: 5 })
    const [first, second] = [await readIn(server, sari, file), await readIn(server, sari, file)]
    expect(second.contributions).toEqual(first.contributions)
    expect(await open(sari)).toHaveLength(2)
    await readIn(server, sari, await filledWorkbook(sari, { B01: 6 }))
    expect(keyed(await open(sari))).toEqual({
      A01: ['new', '', 'The option yes'],
      B01: ['new', '', '6'],
    })
  })

  test('a question that is not asked is told, and so is what the answers make of it together', async () => {
    const read = await readIn(server, sari, await filledWorkbook(sari, { A02: 'The option zalo' }))
    expect(keyed(read.contributions)).toEqual({ A02: ['off_path', '', 'The option zalo'] })
    const both = await readIn(
      server,
      sari,
      await filledWorkbook(sari, { A01: 'The option yes', A02: 'The option zalo' }),
    )
    expect(both.contributions.map(({ standing: how }) => how)).toEqual(['new', 'new'])
  })

  test('a workbook that was downloaded and not touched proposes nothing', async () => {
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B02', missing: 'dont_know' })
    const download = await (await server.as(sari.actor))({
      method: 'GET',
      url: `/api/responses/${sari.response}/answers.xlsx`,
    })
    expect(download.headers['content-disposition']).toContain('SML-u')
    const read = await readIn(server, sari, download.rawPayload)
    expect(read).toMatchObject({ contributions: [], faults: [], same: 2 })
  })

  test.each<[string, Partial<Bundle>, string, string]>([
    ['another questionnaire', { instrument: 'OTH' }, older, 'other_instrument'],
    ['a version nobody knows', {}, 'f'.repeat(64), 'unknown_version'],
  ])('of %s is refused by name', async (_name, change, hash, code) => {
    const file = await excelFile(
      openInstrument({ ...smallInstrument, ...change }, hash),
      {},
      { context: await contextOf(sari) },
    )
    const reply = await handIn(server, sari, file)
    expect([reply.statusCode, reply.json().type, faultsOf(reply)]).toEqual([
      422,
      '/problems/foreign-file',
      [` ${code}`],
    ])
  })

  test('of another respondent is refused, of another wave is a warning', async () => {
    const context = await contextOf(sari)
    const foreign = await excelFile(small, {}, { context: { ...context, unit: { ...context.unit, code: 'lao' } } })
    expect(faultsOf(await handIn(server, sari, foreign))).toEqual([' other_unit'])
    const earlier = await excelFile(small, {}, { context: { ...context, wave: { ...context.wave, code: '2024' } } })
    expect((await readIn(server, sari, earlier)).warnings).toEqual([
      { code: 'other_wave', message: 'This file was made for the wave 2024, not for 2026.' },
    ])
  })

  test('that is none is refused by name, and so is one that is too large', async () => {
    const reply = await handIn(server, sari, Buffer.from('%PDF-1.7'))
    expect([reply.statusCode, reply.json().type, faultsOf(reply)]).toEqual([
      422,
      '/problems/unreadable-file',
      [' not-a-workbook'],
    ])
    expect((await handIn(server, sari, Buffer.alloc(10_485_761))).json().type).toBe('/problems/too-large')
  })

  test('made of the version before is shown as it reads in the one that stands', async () => {
    await server.offer(newer)
    const file = await filledWorkbook(sari, { A01: 'The option yes', B02: '2026-02-28', A04: 'gone' })
    await moved(sari)
    const read = await readIn(server, sari, file)
    expect(keyed(read.contributions)).toMatchObject({ B02_day: ['new', '', '28 February 2026'] })
    expect(read.warnings.map(({ code }) => code)).toEqual(['other_version'])
    expect(read.faults.map(({ code, item }) => `${code} ${item}`)).toEqual(['version.item_removed A04'])
    const day = read.contributions.find(({ item }) => item === 'B02_day')
    expect(outcomes(await decide(sari, take(day as Contribution)))).toEqual(['taken'])
    expect(standing(await sari.read()).B02_day).toEqual({ value: '2026-02-28' })
  })
})

test('what was proposed before a move to a newer version is shown as it reads there', async () => {
  await server.offer(newer)
  await readIn(server, sari, await filledWorkbook(sari, { B02: '2026-02-28', A04: 'gone' }))
  await moved(sari)
  const after = await open(sari)
  expect(keyed(after)).toEqual({
    B02_day: ['new', '', '28 February 2026'],
    A04: ['invalid', '', 'gone'],
  })
  expect(outcomes(await decide(sari, ...after.map(take)))).toEqual(['taken', 'invalid'])
})

describe('deciding', () => {
  test('what is taken over stands as if it had been typed, with the record it needs', async () => {
    const { contributions } = await readIn(
      server,
      sari,
      await filledWorkbook(sari, { A01: 'The option yes', 'B04_title/r1': 'Circular 4' }),
    )
    const reply = await decide(sari, ...contributions.map(take))
    expect(outcomes(reply)).toEqual(['taken', 'taken'])
    expect(standing(await sari.read())).toEqual({
      A01: { value: 'yes' },
      B04: { value: ['r1'] },
      'B04_title/r1': { value: 'Circular 4' },
    })
    const { rows } = await server.owner.query(
      "select origin, by_name from answer_event where response_id = $1 and item = 'A01'",
      [sari.response],
    )
    expect(rows).toEqual([{ origin: 'import', by_name: 'Sari' }])
    expect(await open(sari)).toEqual([])
    // again changes nothing
    expect(outcomes(await decide(sari, ...contributions.map(take)))).toEqual(['taken', 'taken'])
    expect((await sari.read()).revision).toBe(1)
  })

  test('an answer that changed since it was seen is shown and not overwritten', async () => {
    await sari.save({ item: 'B01', value: 12 })
    const { contributions } = await readIn(server, sari, await filledWorkbook(sari, { B01: 40, A01: 'The option no' }))
    const budi = await colleague(server, sari, { role: 'contributor', name: 'Budi' })
    await budi.save({ item: 'B01', value: 13, base: 1 })
    const reply = await decide(sari, ...contributions.map(take))
    expect(reply.json().results).toMatchObject([
      { outcome: 'taken', current: 'The option no' },
      { outcome: 'conflict', version: 2, current: '13' },
    ])
    expect(standing(await sari.read()).B01).toEqual({ value: 13 })
    // seen now, it can be taken
    const [left] = await open(sari)
    expect(left).toMatchObject({ item: 'B01', current: '13', version: 2, standing: 'different' })
    expect(outcomes(await decide(sari, take(left as Contribution)))).toEqual(['taken'])
    expect(standing(await sari.read()).B01).toEqual({ value: 40 })
  })

  test('what is declined stays on record with its reason, and can be taken after all', async () => {
    const { contributions } = await readIn(server, sari, await filledWorkbook(sari, { B01: 40 }))
    const id = contributions[0]?.id ?? ''
    expect(outcomes(await decide(sari, { id, decision: 'decline', reason: 'an old figure' }))).toEqual(['declined'])
    expect(await open(sari)).toEqual([])
    const again = await readIn(server, sari, await filledWorkbook(sari, { B01: 40 }))
    expect(again.contributions[0]).toMatchObject({
      state: 'declined',
      decided: { by: 'Sari', reason: 'an old figure' },
    })
    expect(outcomes(await decide(sari, { id, decision: 'take' }))).toEqual(['taken'])
  })

  test('nobody has decided about a contribution of another response, or about one there is not', async () => {
    const { contributions } = await readIn(server, sari, await filledWorkbook(sari, { B01: 40 }))
    const other = await newRespondent(server, 'Wati')
    const id = contributions[0]?.id ?? ''
    expect((await decide(other, { id, decision: 'take' })).statusCode).toBe(404)
    expect((await decide(sari, { id: crypto.randomUUID(), decision: 'decline' })).statusCode).toBe(404)
  })

  test('is over with the submission', async () => {
    const file = await filledWorkbook(sari, { A04: 'late' })
    const { contributions } = await readIn(server, sari, file)
    await sari.save({ item: 'A01', value: 'no' }, { item: 'B01', value: 1 })
    expect((await sari.submit()).statusCode).toBe(200)
    expect((await decide(sari, ...contributions.map(take))).json().type).toBe('/problems/response-locked')
    expect((await handIn(server, sari, file)).json().type).toBe('/problems/response-locked')
  })
})

test('what was done is audited with counts and codes, and never with what was answered', async () => {
  const { contributions } = await readIn(server, sari, await filledWorkbook(sari, { A04: 'in our own words', B01: 40 }))
  await decide(sari, take(contributions[0] as Contribution), {
    id: contributions[1]?.id ?? '',
    decision: 'decline',
    reason: 'secret',
  })
  const { rows } = await server.owner.query(
    'select action, detail from audit_event where response_id = $1 order by id',
    [sari.response],
  )
  expect(rows.map((row) => row.action)).toEqual(['contributions.proposed', 'answers.saved', 'contributions.decided'])
  expect(rows[0].detail).toMatchObject({ kind: 'excel', proposed: 2, same: 0, faults: 0, items: ['A04', 'B01'] })
  expect(rows[2].detail).toEqual({ taken: 1, declined: 1, conflicts: 0, items: ['A04', 'B01'] })
  expect(JSON.stringify(rows)).not.toMatch(/in our own words|secret/)
})

test('a file handed out is the one that is read back', async () => {
  const { about } = await readFilledFile(await filledWorkbook(sari, {}))
  expect(about).toMatchObject({ instrument: 'SML', version: '1.0.0', hash: older })
})
