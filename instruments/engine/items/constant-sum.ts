import type { Fault, ItemType } from './item-type.ts'
import { readNumber } from './numbers.ts'
import { hasCode, labelOf, rowSeconds } from './options.ts'
import { fault, isRecord, readFault, readOk } from './reading.ts'

export type ConstantSumValue = Readonly<Record<string, number>>

// sums of typed decimals: half a hundredth is rounding, more is a mistake
const tolerance = 0.005

const sumOf = (value: ConstantSumValue): number => Object.values(value).reduce((sum, points) => sum + points, 0)

/** Points shared out over options; they must come to the total. An option without points has none. */
export const constantSum: ItemType<'constant_sum', ConstantSumValue> = {
  name: 'constant_sum',
  measure: 'grid',
  exposes: 'grid',
  sources: (settings) => ({ options: settings }),
  read(raw, scope) {
    if (!isRecord(raw)) return readFault('grid.type')
    const faults: Fault[] = []
    const points: Record<string, number> = {}
    for (const [code, amount] of Object.entries(raw)) {
      const read = readNumber(amount)
      if (!hasCode(scope.allOptions, code)) faults.push(fault('grid.row_unknown', { got: code.slice(0, 80) }))
      else if (!read.ok) faults.push(...read.faults.map((f) => ({ ...f, pointer: `/${code}`, at: { row: code } })))
      else points[code] = read.value
    }
    return faults.length > 0 ? { ok: false, faults } : readOk(points)
  },
  isBlank: (value) => Object.keys(value).length === 0,
  live: (value, { options }) => Object.fromEntries(Object.entries(value).filter(([code]) => hasCode(options, code))),
  expose: (value) => ({
    type: 'grid',
    rows: Object.fromEntries(Object.entries(value).map(([code, points]) => [code, { points }])),
  }),
  check(value, { settings }) {
    const negative = Object.entries(value).filter(([, points]) => points < 0)
    const sum = sumOf(value)
    return [
      ...negative.map(([row]) => fault('number.range', { min: 0 }, `/${row}`, { row })),
      ...(Math.abs(sum - settings.total) > tolerance
        ? [fault('sum.total', { total: settings.total, sum: Number(sum.toFixed(2)) })]
        : []),
    ]
  },
  open: () => [],
  inWords: (value, scope) =>
    scope.options
      .filter(({ code }) => value[code] !== undefined)
      .map(({ code }) => `${labelOf(scope.options, code)}: ${value[code]}`)
      .join('\n'),
  variables: (scope) =>
    scope.allOptions.map((option) => ({
      suffix: option.code,
      label: option.label,
      measure: 'interval',
      part: { row: { code: option.code, label: option.label } },
    })),
  cells: (value, scope) =>
    scope.allOptions.map(({ code }) =>
      hasCode(scope.options, code) ? (value[code] ?? 0) : ({ missing: 'logic_skip' } as const),
    ),
  carry(value, to) {
    return Object.keys(value).every((code) => hasCode(to.allOptions, code)) ? value : undefined
  },
  seconds: ({ options }) => options.length * rowSeconds,
  examples: [
    {
      name: 'a hundred points',
      settings: { list: 'element', total: 100 },
      value: { e1: 100 },
      valid: true,
    },
    { name: 'ninety-nine', settings: { list: 'element', total: 100 }, value: { e1: 99 }, valid: false },
  ],
}
