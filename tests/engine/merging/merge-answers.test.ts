import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, type ItemDefinition, isSameAnswer, itemTypeNames, mergeAnswers, mergeRules } from '#engine'
import { instrumentOf } from '../../support/definitions.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
console.log(`seed ${seed}`)

const codes = ['a', 'b', 'c', 'd', 'e']
const columns = [
  { column: 'extent', cell: 'one', list: 'letters' },
  { column: 'units', cell: 'integer' },
] as const
const items = {
  multiple_choice: { item: 'M', type: 'multiple_choice', list: 'letters', also: ['none'], exclusive: ['none'], max: 4 },
  long_text: { item: 'L', type: 'long_text' },
  grid: { item: 'G', type: 'grid', rows: { list: 'letters' }, columns },
  two_answer_grid: { item: 'W', type: 'two_answer_grid', rows: { list: 'letters' }, list: 'letters', secondary: 2 },
  roster: { item: 'R', type: 'roster', items: [] },
  ranking: { item: 'K', type: 'ranking', list: 'letters', max: 5 },
  integer: { item: 'I', type: 'integer' },
} as const satisfies Readonly<Record<string, unknown>>
const instrument = instrumentOf(Object.values(items) as unknown as ItemDefinition[], { letters: codes })

type Kind = keyof typeof items
const key = (kind: Kind) => ({ item: items[kind].item })
const value = (given: unknown): Answer => ({ value: given })
const merge = (kind: Kind, base: unknown, theirs: unknown, mine: unknown) =>
  mergeAnswers(instrument, key(kind), {
    base: base === undefined ? undefined : value(base),
    theirs: value(theirs),
    mine: value(mine),
  })
const conflict = { merged: false }
const becomes = (given: unknown) => ({ merged: true, answer: value(given) })

const paragraphs = fc.array(fc.constantFrom('One.', 'Two.', 'Three.', ''), { maxLength: 6 })
const twoAnswers = fc.record(
  { primary: fc.constantFrom('a', 'b'), secondary: fc.subarray(['c', 'd', 'e'], { minLength: 1, maxLength: 2 }) },
  { requiredKeys: ['primary'] },
)
const row = fc.record({ extent: fc.constantFrom(...codes), units: fc.nat(9) })
const missingRow = fc.constant({ missing: 'dont_know' })
const values: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = {
  multiple_choice: fc.oneof(fc.constant(['none']), fc.subarray(codes, { minLength: 1, maxLength: 4 })),
  long_text: paragraphs.map((lines) => `Begins\n${lines.join('\n')}\nends`),
  grid: fc.dictionary(fc.constantFrom(...codes), fc.oneof(row, missingRow), { maxKeys: 3 }),
  two_answer_grid: fc.dictionary(fc.constantFrom(...codes), fc.oneof(twoAnswers, missingRow), { maxKeys: 3 }),
  roster: fc.shuffledSubarray(['r1', 'r2', 'r3', 'r4']),
  ranking: fc.shuffledSubarray(codes, { minLength: 1 }),
  integer: fc.nat(3),
}
const answer = (kind: Kind): fc.Arbitrary<Answer | undefined> =>
  fc.oneof(
    { weight: 8, arbitrary: values[kind].map(value) },
    { weight: 1, arbitrary: fc.constantFrom(undefined, { missing: 'dont_know' } as const) },
  )

/** Everything a person could miss: rows with what stands in them, chosen codes, paragraphs. */
function parts(given: Answer | undefined): readonly string[] {
  const of = given !== undefined && 'value' in given ? given.value : given
  if (typeof of === 'string') return of.split('\n')
  if (Array.isArray(of)) return of.map((part) => JSON.stringify(part))
  if (typeof of !== 'object' || of === null) return [JSON.stringify(of) ?? 'none']
  return Object.entries(of).map(([name, part]) => JSON.stringify([name, sorted(part)]))
}
const sorted = (part: unknown) => (part && typeof part === 'object' ? Object.entries(part).sort() : part)

describe.each(Object.keys(items) as Kind[])('two changes of %s at once', (kind) => {
  const three = fc.tuple(answer(kind), answer(kind), answer(kind))
  const check = (holds: (base: Answer | undefined, theirs: Answer | undefined, mine: Answer | undefined) => void) =>
    fc.assert(
      fc.property(three, (sides) => holds(...sides)),
      { seed, numRuns: 400 },
    )

  test('come to the same whichever of them is called theirs', () => {
    check((base, theirs, mine) => {
      const [one, other] = [
        { base, theirs, mine },
        { base, theirs: mine, mine: theirs },
      ].map((sides) => mergeAnswers(instrument, key(kind), sides))
      expect(one).toEqual(other)
    })
  })

  test('give the other side where one changed nothing, and either where both are the same', () => {
    check((base, changed) => {
      const expected = { merged: true, answer: changed }
      expect(mergeAnswers(instrument, key(kind), { base, theirs: changed, mine: base })).toEqual(expected)
      expect(mergeAnswers(instrument, key(kind), { base, theirs: base, mine: changed })).toEqual(expected)
      expect(mergeAnswers(instrument, key(kind), { base, theirs: changed, mine: changed })).toEqual(expected)
    })
  })

  test('invent nothing, and lose nothing that neither side took away', () => {
    check((base, theirs, mine) => {
      const result = mergeAnswers(instrument, key(kind), { base, theirs, mine })
      if (!result.merged || isSameAnswer(base, theirs) || isSameAnswer(base, mine)) return
      const [before, there, here, now] = [base, theirs, mine, result.answer].map((side) => new Set(parts(side)))
      for (const part of now ?? []) expect(there?.has(part) || here?.has(part)).toBe(true)
      for (const part of there ?? []) if (!before?.has(part)) expect([...(now ?? [])]).toContain(part)
      for (const part of here ?? []) if (!before?.has(part)) expect([...(now ?? [])]).toContain(part)
    })
  })
})

describe('what each type does', () => {
  test('options are ticked and unticked one by one, in the order of the list', () => {
    expect(merge('multiple_choice', ['a', 'b'], ['b', 'd'], ['a', 'b', 'c'])).toEqual(becomes(['b', 'c', 'd']))
    expect(merge('multiple_choice', undefined, ['b'], ['a'])).toEqual(becomes(['a', 'b']))
  })

  test('an option that excludes others is never mixed with them, nor is a limit exceeded', () => {
    expect(merge('multiple_choice', ['a'], ['none'], ['a', 'b'])).toEqual(conflict)
    expect(merge('multiple_choice', ['a'], ['a', 'b', 'c'], ['a', 'd', 'e'])).toEqual(conflict)
  })

  test('two who each take one of two options away do not empty the answer', () => {
    expect(merge('multiple_choice', ['a', 'b'], ['a'], ['b'])).toEqual(conflict)
  })

  test('rows of a grid stand as whoever changed them left them; one row changed twice is a conflict', () => {
    const base = { a: { units: 1 }, b: { units: 1 } }
    const theirs = { a: { units: 2 }, b: { units: 1 } }
    expect(merge('grid', base, theirs, { b: { units: 1 }, c: { units: 9 } })).toEqual(conflict)
    expect(merge('grid', base, theirs, { a: { units: 1 }, c: { units: 9 } })).toEqual(
      becomes({ a: { units: 2 }, c: { units: 9 } }),
    )
    expect(merge('grid', base, theirs, { a: { units: 3 }, b: { units: 1 } })).toEqual(conflict)
  })

  test('records of a roster that two people add both stay, behind those both knew', () => {
    expect(merge('roster', ['r2', 'r1'], ['r2', 'r1', 'r3-x'], ['r2', 'r1', 'r3-a'])).toEqual(
      becomes(['r2', 'r1', 'r3-a', 'r3-x']),
    )
    expect(merge('roster', ['r1', 'r2', 'r3'], ['r2', 'r1', 'r3'], ['r1', 'r3', 'r2'])).toEqual(conflict)
  })

  test('paragraphs of a long text merge while one that nobody touched stands between them', () => {
    const base = 'First.\nSecond.\nThird.'
    expect(merge('long_text', base, 'First, longer.\nSecond.\nThird.', 'First.\nSecond.\nThird, too.')).toEqual(
      becomes('First, longer.\nSecond.\nThird, too.'),
    )
    expect(merge('long_text', base, 'First, longer.\nSecond.\nThird.', 'First.\nSecond, too.\nThird.')).toEqual(
      conflict,
    )
    expect(merge('long_text', undefined, 'Theirs', 'Mine')).toEqual(conflict)
  })

  test('everything else is a conflict, also a value against a missing reason', () => {
    expect(merge('integer', 1, 2, 3)).toEqual(conflict)
    expect(merge('ranking', ['a'], ['a', 'b'], ['a', 'c'])).toEqual(conflict)
    const sides = { base: undefined, theirs: value(['a']), mine: { missing: 'refused' } as const }
    expect(mergeAnswers(instrument, { item: 'M' }, sides)).toEqual(conflict)
    expect(Object.keys(mergeRules).sort()).toEqual([...itemTypeNames].sort())
  })
})
