import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { faultsOf } from '../support/app.ts'
import { type Change, newRespondent, type Respondent, resultsOf } from '../support/respondent.ts'
import {
  answers,
  earlier,
  moved,
  newer,
  saveOn,
  standing,
  submitOn,
  type VersionsApp,
  versionsApp,
  versionsOf,
} from '../support/versions.ts'

let server: VersionsApp
let sari: Respondent

beforeAll(async () => {
  server = await versionsApp()
  await server.offer(newer)
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

describe('an offline queue of the earlier version that arrives after the move', () => {
  const queue: readonly Change[] = [
    { item: 'B02', base: 1, value: '2025-05-05' },
    { item: 'A02', base: 1, value: 'x' },
    { item: 'A04', base: 1, value: 'typed on a train' },
    { item: 'B01', base: 1, value: 40 },
    { item: 'B04_title', row: 'r1', base: 1, value: 'Circular 5' },
    { item: 'A03', base: 1, value: ['facebook', 'line'] },
  ]

  test('is saved under the new names, marked or set aside, change by change, and the form is to be loaded anew', async () => {
    await sari.save(...answers)
    await moved(sari)
    const late = await sari.save(...queue)
    expect(late.statusCode).toBe(200)
    expect(late.json().instrument).toBe(newer)
    expect(resultsOf(late).map(({ status }) => status)).toEqual([
      'saved',
      'saved',
      'set-aside',
      'saved',
      'saved',
      'saved',
    ])
    expect(standing(await sari.read())).toMatchObject({
      B02_day: { value: '2025-05-05' },
      A02: { value: 'x_twitter' },
      B01: { value: '40', look: 'retyped' },
      'B04_title/r1': { value: 'Circular 5' },
      A03: { value: ['line'], look: 'code_split' },
    })
    expect((await earlier(sari)).map((one) => one.inWords)).toContain('typed on a train')
    // what only the newer version asks is still to be answered
    expect(faultsOf(await submitOn(sari, newer))).toEqual(['/answers/A06 required'])
  })

  test('sent again changes nothing, also what was applied before the move and not heard of', async () => {
    const first = { id: crypto.randomUUID(), item: 'B02', value: '2026-02-28' }
    await sari.save(first)
    await moved(sari)
    expect(resultsOf(await sari.save(first))[0]?.status).toBe('replayed')
    const typed = queue.slice(2, 4).map((change) => ({ ...change, base: 0, id: crypto.randomUUID() }))
    expect(resultsOf(await sari.save(...typed)).map(({ status }) => status)).toEqual(['set-aside', 'saved'])
    const kept = await earlier(sari)
    expect(resultsOf(await sari.save(...typed)).map(({ status }) => status)).toEqual(['replayed', 'replayed'])
    expect(await earlier(sari)).toEqual(kept)
  })

  test('builds on itself: two changes of one answer, one after the other', async () => {
    await sari.save({ item: 'B02', value: '2026-02-28' })
    await moved(sari)
    const late = await sari.save(
      { item: 'B02', base: 1, value: '2026-03-01' },
      { item: 'B02', base: 2, value: '2026-03-02' },
    )
    expect(resultsOf(late).map(({ status }) => status)).toEqual(['saved', 'saved'])
    expect(standing(await sari.read())).toEqual({ B02_day: { value: '2026-03-02' } })
  })

  test('is told versions as it counts them, so that a browser that was not loaded anew can go on', async () => {
    await sari.save({ item: 'B02', value: '2026-02-28' })
    await moved(sari)
    const first = { id: crypto.randomUUID(), item: 'B02', base: 1, value: '2026-03-01' }
    expect(resultsOf(await sari.save(first))).toMatchObject([{ status: 'saved', version: 2 }])
    expect(resultsOf(await sari.save(first))).toMatchObject([{ status: 'replayed', version: 2 }])
    const next = await sari.save({ item: 'B02', base: 2, value: '2026-03-02' })
    expect(resultsOf(next)).toMatchObject([{ status: 'saved', version: 3 }])
  })

  test('that somebody answered in between stays aside, and what stands is marked until somebody has looked', async () => {
    await sari.save({ item: 'B02', value: '2026-02-28' })
    await moved(sari)
    const { B02_day: base = 0 } = versionsOf(await sari.read())
    await saveOn(sari, newer, { item: 'B02_day', base, value: '2020-01-01' })
    const late = { id: crypto.randomUUID(), item: 'B02', base: 1, value: '2026-04-04' }
    expect(resultsOf(await sari.save(late))).toMatchObject([{ status: 'set-aside', version: 2 }])
    expect(standing(await sari.read())).toEqual({ B02_day: { value: '2020-01-01', look: 'conflict' } })
    const kept = (await earlier(sari)).map(({ inWords, reason, to }) => [inWords, reason, to?.item])
    expect(kept).toEqual([['4 April 2026', 'conflict', 'B02_day']])
    await saveOn(sari, newer, { item: 'B02_day', base: base + 1, value: '2020-01-01' })
    expect(resultsOf(await sari.save(late))[0]?.status).toBe('replayed')
    expect(standing(await sari.read())).toEqual({ B02_day: { value: '2020-01-01' } })
    expect(await earlier(sari)).toHaveLength(1)
  })

  test('with one change that was never valid keeps that one as a draft text, and saves the others', async () => {
    await moved(sari)
    const late = await sari.save({ item: 'B01', value: 'many' }, { item: 'A01', value: 'yes' })
    expect(resultsOf(late)).toMatchObject([
      { status: 'invalid', errors: [{ pointer: '/mutations/0/value', code: 'number.type' }] },
      { status: 'saved' },
    ])
    expect(standing(await sari.read())).toEqual({ A01: { value: 'yes' } })
    expect((await sari.send('GET', '/draft-texts')).json()).toMatchObject([{ item: 'B01', typed: 'many' }])
  })

  test('of a version this response never was on is told so, change by change, and nothing is applied', async () => {
    const stale = await saveOn(sari, newer, { item: 'A06', value: 'yes' })
    expect(resultsOf(stale)).toMatchObject([{ status: 'stale-instrument', version: 0 }])
    expect((await sari.read()).answers).toEqual([])
  })

  test('after the submission is refused as locked', async () => {
    await moved(sari)
    await saveOn(
      sari,
      newer,
      { item: 'A01', value: 'no' },
      { item: 'A06', value: 'no' },
      { item: 'B01', value: 'none' },
    )
    await submitOn(sari, newer)
    expect((await sari.save({ item: 'B02', value: '2026-01-01' })).json().type).toBe('/problems/response-locked')
  })

  /** Every single value, as text: what a person would miss. */
  const leaves = (value: unknown): string[] =>
    typeof value === 'object' && value !== null && Object.keys(value).length > 0
      ? Object.values(value).flatMap(leaves)
      : [JSON.stringify(value)]

  /** A renamed code under its old name, and the number that became a text. */
  const asBefore = (leaf: string) => (leaf === '"x_twitter"' ? '"x"' : leaf.replace(/^"(\d+)"$/, '$1'))

  test('loses no value, whatever was answered before and typed offline', async () => {
    const platforms = ['facebook', 'line', 'x', 'zalo']
    const values = {
      A01: fc.constantFrom('yes', 'no'),
      A02: fc.constantFrom(...platforms),
      A03: fc.subarray(platforms, { minLength: 1 }),
      A04: fc.stringMatching(/^[a-z]{3,9}$/),
      B01: fc.integer({ min: 100, max: 999_999 }),
      B02: fc.constantFrom('2026-02-28', '2008-01-01'),
      B03: fc.record({ national: fc.record({ units: fc.nat(90) }), village: fc.record({ units: fc.nat(90) }) }),
    }
    const some = fc.record(values, { requiredKeys: [] })
    await fc.assert(
      fc.asyncProperty(some, some, async (before, offline) => {
        const who = await newRespondent(server)
        const typed = Object.entries(before).map(([item, value]) => ({ item, value }) as Change)
        if (typed.length > 0) await who.save(...typed)
        await moved(who)
        const late = Object.entries(offline).map(
          ([item, value]) => ({ item, value, base: item in before ? 1 : 0 }) as Change,
        )
        if (late.length > 0) expect((await who.save(...late)).statusCode).toBe(200)
        const { rows } = await server.owner.query('select item, value from earlier_answer where response_id = $1', [
          who.response,
        ])
        const stands = standing(await who.read())
        for (const [item, value] of Object.entries({ ...before, ...offline })) {
          const now = stands[item === 'B02' ? 'B02_day' : item]
          const aside = rows.filter((row) => row.item === item).flatMap((row) => leaves(row.value))
          const found = [...(now !== undefined && 'value' in now ? leaves(now.value).map(asBefore) : []), ...aside]
          expect([item, leaves(value).filter((leaf) => !found.includes(leaf))]).toEqual([item, []])
        }
      }),
      { numRuns: 25 },
    )
  })
})
