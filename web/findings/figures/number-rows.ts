import type { BaseReason, VariableFinding } from '#contract'
import type { TwinTable } from '../../charts/table.ts'
import { t } from '../../text/text.svelte.ts'
import { reasonLabel, shortBase } from './base-words.ts'
import type { GridLayer } from './grid.ts'
import { reasonMark } from './marks.ts'
import { byUnit, numberFormat } from './values.ts'

export interface NumberRows {
  readonly table: TwinTable
  /** What stands in a cell without a number. */
  readonly signs: readonly { readonly sign: string; readonly label: string }[]
}

/** Rows of a grid against administrations: every number can be read, and every gap says why. */
export function numberRows(layer: GridLayer, caption: string): NumberRows {
  const variables = layer.rows.flatMap(({ variables: own }) => own.slice(0, 1))
  const units = unitsOf(variables)
  const reasons = [...new Set(variables.flatMap(reasonsAmong(units)))]
  return {
    table: {
      caption,
      head: [t('findings.table.row'), ...units.map(([, name]) => name), t('findings.median'), t('findings.heat.base')],
      rows: layer.rows.map(({ label, variables: [variable] }) => ({
        label,
        cells: variable === undefined ? [] : rowCells(variable, units),
      })),
    },
    signs: reasons.map((reason) => ({ sign: reasonMark(reason).sign, label: reasonLabel(reason) })),
  }
}

type Units = readonly (readonly [code: string, name: string])[]

/** Whoever answered a row, by name. */
const unitsOf = (variables: readonly VariableFinding[]): Units =>
  [...new Map(variables.flatMap(byUnit).map(({ code, name }) => [code, name]))].sort(([, a], [, b]) =>
    a.localeCompare(b, 'en'),
  )

const reasonsAmong =
  (units: Units) =>
  ({ base }: VariableFinding): BaseReason[] =>
    base.missing
      .filter((missing) => missing.units.some(({ code }) => units.some(([unit]) => unit === code)))
      .map(({ reason }) => reason)

function rowCells(variable: VariableFinding, units: Units): string[] {
  const format = numberFormat(variable)
  const given = new Map(byUnit(variable).map(({ code, values }) => [code, values]))
  const signs = new Map(
    variable.base.missing.flatMap(({ reason, units: own }) =>
      own.map(({ code }) => [code, reasonMark(reason).sign] as const),
    ),
  )
  const cells = units.map(([code]) => {
    const values = given.get(code)
    return values === undefined ? (signs.get(code) ?? '') : values.map((value) => format(Number(value))).join('; ')
  })
  return [...cells, variable.median === undefined ? '' : format(variable.median), shortBase(variable.base)]
}
