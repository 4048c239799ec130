import type { VariableFinding } from '#contract'
import type { DotChart } from '../../charts/dots.ts'
import type { TwinTable } from '../../charts/table.ts'
import { formatDate, formatNumber, t } from '../../text/text.svelte.ts'
import { namesOrNone, reasonLabel } from './base-words.ts'
import { reasonMark } from './marks.ts'

/** Writes the numbers of one variable: years without a thousands separator. */
export function numberFormat(variable: VariableFinding): (value: number) => string {
  const plain = isYears(variable)
  return (value) => (plain ? String(Math.round(value * 10) / 10) : formatNumber(value))
}

/** No unit, whole, and within living memory: the contract has no measure of its own for years. */
export function isYears({ unit, values }: VariableFinding): boolean {
  const numbers = values.map(({ value }) => Number(value))
  return unit === '' && numbers.length > 0 && numbers.every((n) => Number.isInteger(n) && n >= 1900 && n < 2100)
}

/** Unit names of the instrument in words: `percent` and `persons` are; codes such as `USD` stay. */
export const unitWords = ({ unit }: VariableFinding): string => unit.replaceAll('_', ' ')

export function dotChart(variable: VariableFinding): DotChart {
  const format = numberFormat(variable)
  const { median } = variable
  return {
    dots: variable.values.map(({ unit, value }) => ({ label: unit.name, value: Number(value) })),
    median,
    medianLabel: median === undefined ? '' : t('findings.median.is', { value: format(median) }),
    format,
    fromZero: !isYears(variable),
  }
}

/** One row per unit with all it answered, then the median, then the reasons. */
export function valueTable(variable: VariableFinding, caption: string): TwinTable {
  const format = numberFormat(variable)
  const write = (value: string | number): string =>
    typeof value === 'number' ? format(value) : variable.measure === 'date' ? writeDate(value) : value
  const unit = unitWords(variable)
  const { median } = variable
  return {
    caption,
    head: [
      t('findings.table.administration'),
      unit === '' ? t('findings.table.value') : t('findings.table.valueIn', { unit }),
    ],
    rows: [
      ...byUnit(variable).map(({ name, values }) => ({ label: name, cells: [values.map(write).join('; ')] })),
      ...(median === undefined
        ? []
        : [{ label: t('findings.median'), cells: [format(median)], kind: 'summary' as const }]),
      ...variable.base.missing.map((missing) => ({
        label: namesOrNone(missing),
        mark: reasonMark(missing.reason),
        cells: [`${reasonLabel(missing.reason)} (${missing.count})`],
        kind: 'missing' as const,
      })),
    ],
  }
}

export interface UnitValues {
  readonly code: string
  readonly name: string
  readonly values: readonly (string | number)[]
}

/** Inside rosters a unit answers once per record. */
export const byUnit = ({ values }: VariableFinding): UnitValues[] =>
  [...Map.groupBy(values, ({ unit }) => unit.code)].map(([code, own]) => ({
    code,
    name: own[0]?.unit.name ?? code,
    values: own.map(({ value }) => value),
  }))

/** `2019-05-12`, `2019-05` and `2019` as people write them. */
export function writeDate(iso: string): string {
  return iso.length === 10 ? formatDate(iso) : iso
}
