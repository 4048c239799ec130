import { expect, test } from 'vitest'
import type { VariableFinding } from '#contract'
import { layersOf } from '../../../web/findings/figures/grid.ts'

const indonesia = { code: 'idn', name: 'Indonesia' }
const thailand = { code: 'tha', name: 'Thailand' }

const rank = (place: number, named: Readonly<Record<string, (typeof indonesia)[]>>): VariableFinding => ({
  variable: `B13_uc01_${place}`,
  label: 'Broadcasting information',
  measure: 'nominal',
  unit: '',
  part: { row: { code: 'uc01', label: 'Broadcasting information' }, rank: place },
  base: { units: 11, valid: 2, missing: [], rule: 'MR-X' },
  categories: ['o1', 'o2'].map((code) => ({
    code,
    label: code,
    count: named[code]?.length ?? 0,
    units: named[code] ?? [],
  })),
  values: [],
})

test('a main answer and further ones are shown as the main answer, and as any answer at all', () => {
  const [main, any] = layersOf([
    rank(1, { o1: [thailand], o2: [indonesia] }),
    rank(2, { o1: [indonesia] }),
    rank(3, {}),
  ])
  expect(main?.rows[0]?.variables[0]?.categories.map(({ count }) => count)).toEqual([1, 1])
  expect(any?.rows[0]?.variables[0]?.categories).toMatchObject([
    { code: 'o1', count: 2, units: [indonesia, thailand] },
    { code: 'o2', count: 1, units: [indonesia] },
  ])
})
