import { expect, test } from 'vitest'
import type { VariableFinding } from '#contract'
import { anyAnswer } from '../../../web/findings/figures/two-answers.ts'

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

test('whoever named an objective, as the main one or as a further one, is counted once', () => {
  const merged = anyAnswer([rank(1, { o1: [thailand], o2: [indonesia] }), rank(2, { o1: [indonesia] }), rank(3, {})])
  expect(merged).toHaveLength(1)
  expect(merged[0]?.categories).toMatchObject([
    { code: 'o1', count: 2, units: [indonesia, thailand] },
    { code: 'o2', count: 1, units: [indonesia] },
  ])
})
