import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answer,
  type Answers,
  type Context,
  moveAlong,
  moveAnswers,
  openInstrument,
  reversed,
  versionMap,
} from '#engine'
import { smallInstrument } from '../../fixtures/instruments/small.ts'
import { smallNext } from '../../fixtures/versions/small-next.ts'
import { openNational } from '../../support/definitions.ts'
import { plausibleAnswers, wildAnswers } from '../../support/random-answers.ts'
import { philippines } from '../../support/scenario.ts'

const from = openInstrument(smallInstrument, '1'.repeat(64))
const to = openInstrument(smallNext, '2'.repeat(64))

const context: Context = {
  language: 'en',
  today: '2026-11-22',
  unit: { code: 'idn', name: 'Indonesia', attributes: {} },
  wave: { code: '2026', title: 'Wave', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
}

const move = (answers: Answers) => moveAnswers(answers, from, to, context)
const one = (key: string, answer: Answer) => move({ [key]: answer }).moved[0]

describe('an answer', () => {
  test('stays as it is where its item did', () => {
    expect(one('A01', { value: 'yes' })).toMatchObject({
      outcome: 'kept',
      reason: 'same',
      to: 'A01',
      after: { value: 'yes' },
    })
    expect(one('B04_title/r1', { value: 'Act' })).toMatchObject({ outcome: 'kept', to: 'B04_title/r1' })
  })

  test('goes with its item, or its code, to a new name', () => {
    expect(one('B02', { value: '2026-02-28' })).toMatchObject({ outcome: 'kept', reason: 'renamed', to: 'B02_day' })
    expect(one('A02', { value: 'x' })).toMatchObject({
      outcome: 'kept',
      reason: 'recoded',
      after: { value: 'x_twitter' },
    })
    expect(one('A03', { value: ['line', 'x'] })).toMatchObject({
      outcome: 'kept',
      after: { value: ['line', 'x_twitter'] },
    })
  })

  test('whose code was split is to be looked at, and neither of the new codes is chosen for it', () => {
    const moved = one('A02', { value: 'facebook' })
    expect(moved).toMatchObject({ outcome: 'look', reason: 'code_split', to: 'A02' })
    expect(moved?.after).toBeUndefined()
    expect(one('A03', { value: ['facebook', 'line'] })).toMatchObject({ outcome: 'look', after: { value: ['line'] } })
  })

  test('of an item that is gone is set aside', () => {
    expect(one('A04', { missing: 'refused' })).toMatchObject({ outcome: 'set_aside', reason: 'item_removed' })
    expect(one('B04_year/r1', { value: 2019 })).toMatchObject({ outcome: 'set_aside', reason: 'item_removed' })
    expect(move({ A04: { value: 'x' } }).answers).toEqual({})
  })

  test('of another type is to be looked at where it can be read, and set aside where it cannot', () => {
    expect(one('B01', { value: 12 })).toMatchObject({ outcome: 'look', reason: 'retyped', after: { value: '12' } })
    const back = moveAlong(reversed(versionMap(from, to)), { B01: { value: 'about a dozen' } }, context)
    expect(back.moved[0]).toMatchObject({ outcome: 'set_aside', reason: 'retyped' })
  })

  test('that the newer version finds fault with is to be looked at', () => {
    expect(one('B02', { value: '2009-05-01' })).toMatchObject({
      outcome: 'look',
      reason: 'finding',
      finding: { code: 'date.range' },
    })
  })

  test('in a table is judged cell by cell', () => {
    const moved = one('B03', {
      value: { national: { extent: 'all', units: 3 }, province: { extent: 'some' }, village: { units: 9 } },
    })
    expect(moved?.after).toEqual({ value: { national: { extent: 'all', units: 3 }, province: { extent: 'some' } } })
    expect(moved?.parts.map(({ path, outcome, reason }) => [path, outcome, reason])).toEqual([
      ['national/extent', 'kept', 'same'],
      ['national/units', 'kept', 'same'],
      ['province/extent', 'look', 'code_reworded'],
      ['village/units', 'set_aside', 'code_removed'],
    ])
    expect(moved?.outcome).toBe('look')
  })

  test('with a missing reason keeps it under the new name', () => {
    expect(one('B02', { missing: 'dont_know' })).toMatchObject({ outcome: 'kept', after: { missing: 'dont_know' } })
  })

  test('of an item into which another answer went is set aside and not written over', () => {
    const merged = openInstrument(
      { ...smallNext, follows: { ...smallNext.follows, version: '1.0.0', items: { A04: 'B01', B01: 'B01' } } },
      '3'.repeat(64),
    )
    const plan = moveAnswers({ A04: { value: 'first' }, B01: { value: 2 } }, from, merged, context)
    expect(plan.moved.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['look', 'item_reworded'],
      ['set_aside', 'part_taken'],
    ])
    expect(plan.answers).toEqual({ B01: { value: 'first' } })
  })
})

test('the way back brings split codes together and leaves what only the newer version asks', () => {
  const back = reversed(versionMap(from, to))
  const plan = moveAlong(
    back,
    {
      A02: { value: 'facebook_group' },
      A06: { value: 'yes' },
      B02_day: { value: '2020-01-01' },
      A03: { value: ['x_twitter'] },
    },
    context,
  )
  expect(plan.answers).toMatchObject({ B02: { value: '2020-01-01' } })
  expect(plan.moved.map(({ key, outcome }) => [key, outcome])).toEqual([
    ['A02', 'look'],
    ['A06', 'set_aside'],
    ['B02_day', 'kept'],
    ['A03', 'kept'],
  ])
  expect(plan.answers['A02']).toEqual({ value: 'facebook' })
})

/** Every single value in an answer, under its key, told by the shape of the value alone and not by the engine. */
function leaves(key: string, value: unknown): string[] {
  const isNest = typeof value === 'object' && value !== null && Object.keys(value).length > 0
  return isNest ? Object.values(value).flatMap((part) => leaves(key, part)) : [`${key} ${JSON.stringify(value)}`]
}

const given = (answer: Answer): unknown => ('value' in answer ? answer.value : answer)
const sorted = (all: readonly string[]) => all.toSorted()
const seeds = fc.integer({ min: 1, max: 1_000_000 })

/** Plausible answers of the small questionnaire, by lot. */
const smallAnswers = (): fc.Arbitrary<Answers> => {
  const platforms = ['facebook', 'line', 'x', 'zalo']
  const cells = fc.record({ extent: fc.constantFrom('all', 'some', 'none'), units: fc.nat(90) }, { requiredKeys: [] })
  const row = fc.oneof(cells, fc.constant({ missing: 'dont_know' }))
  const rows = fc.dictionary(fc.constantFrom('national', 'province', 'village'), row)
  const values: Record<string, fc.Arbitrary<unknown>> = {
    A01: fc.constantFrom('yes', 'no'),
    A02: fc.constantFrom(...platforms),
    A03: fc.subarray(platforms),
    A04: fc.string({ maxLength: 20 }),
    A05: fc.constant({ name: 'a.pdf', sha256: 'a'.repeat(64), bytes: 3, type: 'application/pdf' }),
    B01: fc.nat(1_000_000),
    B02: fc.constantFrom('2026-02-28', '2008-01-01', '1999-12-31'),
    B03: rows,
    B04: fc.subarray(['r1', 'r2', 'r3']),
    'B04_title/r1': fc.string({ maxLength: 20 }),
    'B04_year/r1': fc.integer({ min: 1990, max: 2026 }),
  }
  const missing = fc.constantFrom('dont_know', 'refused').map((reason) => ({ missing: reason }))
  const answers = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      fc.oneof(
        value.map((one) => ({ value: one })),
        missing,
      ),
    ]),
  )
  return fc.record(answers, { requiredKeys: [] }) as fc.Arbitrary<Answers>
}

describe('whatever was answered', () => {
  test('every value is kept, to be looked at or set aside, exactly once', () => {
    fc.assert(
      fc.property(fc.oneof(smallAnswers(), wildAnswers(from)), (answers) => {
        const { moved } = move(answers)
        expect(moved.map(({ key }) => key)).toEqual(Object.keys(answers))
        const before = Object.entries(answers).flatMap(([key, answer]) => leaves(key, given(answer)))
        const after = moved.flatMap(({ key, parts }) => parts.flatMap((part) => leaves(key, part.value)))
        expect(sorted(after)).toEqual(sorted(before))
      }),
      { numRuns: 300 },
    )
  })

  test('nothing stands afterwards that no part accounts for', () => {
    fc.assert(
      fc.property(smallAnswers(), (answers) => {
        const { moved, answers: after } = move(answers)
        const stands = Object.entries(after).flatMap(([key, answer]) => leaves(key, given(answer)))
        const accounted = moved.flatMap(({ to: key, after: stood, parts }) =>
          key === undefined || stood === undefined
            ? []
            : parts.flatMap((part) => (part.to === undefined ? [] : leaves(key, part.to.value))),
        )
        expect(sorted(stands)).toEqual(sorted(accounted))
      }),
      { numRuns: 300 },
    )
  })

  test('moving to the same version keeps everything as it is', async () => {
    const nat = await openNational()
    const same = openInstrument(nat.bundle, '')
    fc.assert(
      fc.property(seeds, (seed) => {
        const answers = plausibleAnswers(nat, seed)
        const plan = moveAnswers(answers, nat, same, philippines)
        expect(plan.answers).toEqual(answers)
        expect(plan.moved.every(({ outcome }) => outcome === 'kept')).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
})
