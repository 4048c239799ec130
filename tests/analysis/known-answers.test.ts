import { expect, test } from 'vitest'
import type { VariableFinding } from '#contract'
import type { Cell } from '#engine'
import { median } from '../../server/analysis/measures/median.ts'
import { variableFinding } from '../../server/analysis/variable-finding.ts'
import { coded, eleven, openConsents, tableWith, variable } from './eleven.ts'

const rules = { publication: 'public', section: 'C', consents: openConsents } as const
const emptyReason = () => 'no_answer' as const
const count = (finding: VariableFinding, code: string) => finding.categories.find((c) => c.code === code)?.count ?? 0
const percent = (share: number) => Number((share * 100).toFixed(1))

test('one country does not know and one did not respond: nine of eleven are the base, not ten and not eleven', () => {
  const c01 = variable('C01', coded('in_force', 'partial', 'draft', 'planned', 'none', 'repealed'))
  const said = ['in_force', 'in_force', 'in_force', 'in_force', 'partial', 'draft', 'draft', 'none', 'none']
  const cells: Cell[] = [...said, { missing: 'dont_know' }]
  const table = tableWith(
    [c01],
    cells.map((cell, unit) => ({ unit, cells: [cell] })),
  )
  const frame = eleven(1)
  const { finding } = variableFinding({ table, variable: 0, frame, emptyReason, measure: 'nominal', rules })
  expect(finding.base).toEqual({
    units: 11,
    valid: 9,
    missing: [
      { reason: 'dont_know', count: 1, units: [{ code: 'tls', name: 'Timor-Leste' }] },
      { reason: 'no_response', count: 1, units: [{ code: 'vnm', name: 'Viet Nam' }] },
    ],
    rule: 'MR-F',
  })
  const share = (...codes: string[]) =>
    percent(codes.reduce((sum, code) => sum + count(finding, code), 0) / finding.base.valid)
  expect(share('in_force')).toBe(44.4)
  expect(share('in_force', 'partial')).toBe(55.6)
  expect(share('in_force')).not.toBe(percent(4 / 11))
  expect(share('in_force')).not.toBe(percent(4 / 10))
  expect(finding.categories.find(({ code }) => code === 'planned')).toEqual({
    code: 'planned',
    label: 'PLANNED',
    count: 0,
    units: [],
  })
})

test('several answers: an option left out counts as 0 where anything was chosen, and as missing where nothing was', () => {
  const option = (code: string) =>
    variable(`C03_${code}`, {
      item: 'C03',
      ...coded('not_chosen', 'chosen'),
      part: { option: { code, label: code.toUpperCase() } },
    })
  const blank = [{ missing: 'no_answer' }, { missing: 'no_answer' }, { missing: 'no_answer' }] as const
  const rows: readonly (readonly Cell[])[] = [
    ['not_chosen', 'not_chosen', 'chosen'],
    ['chosen', 'chosen', 'not_chosen'],
    ['chosen', 'not_chosen', 'not_chosen'],
    blank,
    blank,
  ]
  const table = tableWith(
    [option('a'), option('b'), option('none')],
    rows.map((cells, unit) => ({ unit, cells })),
    5,
  )
  const frame = eleven().slice(0, 5)
  const a = variableFinding({ table, variable: 0, frame, emptyReason, measure: 'set', rules }).finding
  expect(a.base).toMatchObject({ units: 5, valid: 3, rule: 'MR-M' })
  expect(percent(count(a, 'chosen') / a.base.valid)).toBe(66.7)
  expect(percent(a.base.valid / a.base.units)).toBe(60)
})

test('the median of numbers, and of none', () => {
  expect(median([3])).toBe(3)
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([-5, 10, -20])).toBe(-5)
  expect(median([Number.MAX_VALUE, Number.MAX_VALUE])).toBe(Number.MAX_VALUE)
  expect(median([])).toBeUndefined()
})

test('numbers and words are listed by unit; a number that was not given is no zero', () => {
  const staff = variable('E05', { measure: 'interval', unit: 'persons' })
  const body = variable('E05_body', { measure: 'text' })
  const table = tableWith(
    [staff, body],
    [
      { unit: 0, cells: [12.5, 'Jabatan Perdana Menteri'] },
      { unit: 1, cells: [{ missing: 'not_available' }, { missing: 'no_answer' }] },
      { unit: 2, cells: [-3, '=SUM(A1)'] },
    ],
    3,
  )
  const request = { table, frame: eleven().slice(0, 3), emptyReason, measure: 'interval', rules } as const
  const numbers = variableFinding({ ...request, variable: 0 }).finding
  expect(numbers.values.map(({ unit, value }) => [unit.code, value])).toEqual([
    ['brn', 12.5],
    ['idn', -3],
  ])
  expect(numbers.median).toBe(4.75)
  expect(numbers.base).toMatchObject({ valid: 2, rule: 'MR-S' })
  const words = variableFinding({ ...request, measure: 'text', variable: 1 }).finding
  expect(words.values.map(({ value }) => value)).toEqual(['Jabatan Perdana Menteri', '=SUM(A1)'])
})
