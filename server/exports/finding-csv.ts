import type { Finding, VariableFinding } from '#contract'
import { type CsvRow, csv } from './csv.ts'

const header: CsvRow = [
  'variable',
  'label',
  'line',
  'code',
  'code_label',
  'count',
  'valid',
  'units',
  'unit_codes',
  'value',
]

type Line = 'category' | 'missing' | 'value'

/** Exactly the numbers of a finding: a line per category, per missing reason and per value shown. */
export const findingCsv = (finding: Finding): string => csv([header, ...finding.variables.flatMap(variableRows)])

function variableRows(variable: VariableFinding): readonly CsvRow[] {
  const { base, categories, values } = variable
  const row = (line: Line, rest: CsvRow): CsvRow => [variable.variable, variable.label, line, ...rest]
  const counted = (count: number, units: readonly { code: string }[]): CsvRow => [
    count,
    base.valid,
    base.units,
    units.map(({ code }) => code).join(' '),
    '',
  ]
  return [
    ...categories.map(({ code, label, count, units }) => row('category', [code, label, ...counted(count, units)])),
    ...base.missing.map(({ reason, count, units }) => row('missing', [reason, '', ...counted(count, units)])),
    ...values.map(({ unit, value }) => row('value', ['', '', '', base.valid, base.units, unit.code, value])),
  ]
}
