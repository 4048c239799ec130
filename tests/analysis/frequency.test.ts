import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, type MissingReason, missingReasonNames, pack, packLayout, type Variable } from '#engine'
import { countOf, frequencyOf, missingOf, validOf } from '../../server/analysis/frequency.ts'
import { tableOf } from '../../server/analysis/table.ts'
import { variableFinding } from '../../server/analysis/variable-finding.ts'
import { coded, eleven, openConsents, tableWith, variable } from './eleven.ts'

const codes = ['in_force', 'partial', 'draft', 'none'] as const
const c01 = variable('C01', coded(...codes))
const reason = fc.constantFrom<MissingReason>(...missingReasonNames)
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Cell>(...codes) },
  reason.map((missing) => ({ missing })),
)
const rules = { publication: 'public', section: 'C', consents: openConsents } as const

describe('whatever was answered', () => {
  test('counts add up to the valid, valid and missing to the units', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 11 }), (cells) => {
        const table = tableWith(
          [c01],
          cells.map((one, unit) => ({ unit, cells: [one] })),
        )
        const frame = eleven(11 - cells.length)
        const request = { table, variable: 0, frame, emptyReason: () => 'no_answer' as const, rules }
        const { base, categories } = variableFinding({ ...request, measure: 'nominal' }).finding
        expect(categories.reduce((sum, { count }) => sum + count, 0)).toBe(base.valid)
        expect(base.missing.reduce((sum, { count }) => sum + count, base.valid)).toBe(11)
        for (const { count, units } of [...categories, ...base.missing]) expect(units).toHaveLength(count)
      }),
    )
  })

  test('the order in which rows arrive changes nothing', () => {
    const rows = fc.array(fc.record({ unit: fc.nat(10), cells: fc.tuple(cell) }), { maxLength: 60 })
    fc.assert(
      fc.property(
        rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([given, shuffled]) => {
          expect(frequencyOf(tableWith([c01], shuffled), 0)).toEqual(frequencyOf(tableWith([c01], given), 0))
        },
      ),
    )
  })

  test('a unit’s counts are those a plain count of its rows gives', () => {
    const rows = fc.array(fc.record({ unit: fc.nat(3), cells: fc.tuple(cell) }), { maxLength: 60 })
    fc.assert(
      fc.property(rows, (list) => {
        const frequency = frequencyOf(tableWith([c01], list, 4), 0)
        for (let unit = 0; unit < 4; unit += 1) {
          const own = list.filter((row) => row.unit === unit).map((row) => row.cells[0])
          for (const [at, code] of codes.entries())
            expect(countOf(frequency, unit, at)).toBe(own.filter((one) => one === code).length)
          expect(validOf(frequency, unit)).toBe(own.filter((one) => typeof one === 'string').length)
          for (const missed of missingOf(frequency, unit))
            expect(missed.count).toBe(
              own.filter((one) => typeof one === 'object' && one.missing === missed.reason).length,
            )
        }
      }),
    )
  })
})

describe('kinds of columns', () => {
  const many = Array.from({ length: 300 }, (_, at) => `code_${at}`)
  const kinds: readonly [string, Variable, Cell][] = [
    ['a short list', c01, 'none'],
    ['a list of three hundred', variable('WIDE', coded(...many)), 'code_299'],
    ['a number', variable('N', { measure: 'interval' }), 0],
    ['a text', variable('T', { measure: 'text' }), 'x'],
  ]

  test.each(kinds)('%s tells a value from each of the ten reasons', (_, one, value) => {
    const cells: Cell[] = [value, ...missingReasonNames.map((missing) => ({ missing }))]
    const frequency = frequencyOf(
      tableWith(
        [one],
        cells.map((c, unit) => ({ unit, cells: [c] })),
      ),
      0,
    )
    expect(validOf(frequency, 0)).toBe(1)
    for (const [at, missing] of missingReasonNames.entries())
      expect(missingOf(frequency, at + 1)).toEqual([{ reason: missing, count: 1 }])
  })

  test('a run of another instrument is refused, not counted', () => {
    const layout = packLayout([c01])
    const row = { unit: 0, packed: pack([c01], layout, ['none']), words: () => '' }
    expect(() => tableOf([c01, variable('N', { measure: 'interval' })], [row], 1)).toThrow(/1 bytes where 10/)
    expect(() => tableOf([c01], [row], 0)).toThrow(/not in the frame/)
  })
})
