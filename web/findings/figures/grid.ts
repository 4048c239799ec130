import type { BaseReason, VariableFinding } from '#contract'
import type { HeatDetail, HeatRow, HeatTable } from '../../charts/heat.ts'
import type { StackedChart } from '../../charts/stacked.ts'
import { t } from '../../text/text.svelte.ts'
import { namesOrNone, reasonLabel, shortBase } from './base-words.ts'
import { codeMark, reasonMark } from './marks.ts'
import { chosenOf } from './options.ts'
import { anyAnswer } from './two-answers.ts'

/** What one column of a grid holds: a code per row, several options per row, numbers, or words. */
export type Grain = 'codes' | 'options' | 'numbers' | 'words'

export interface GridLayer {
  readonly code: string
  readonly label: string
  readonly grain: Grain
  readonly rows: readonly GridRow[]
}

export interface GridRow {
  readonly code: string
  readonly label: string
  /** One variable, or one per option. */
  readonly variables: readonly VariableFinding[]
}

interface Counted {
  readonly count: number
  readonly units: VariableFinding['categories'][number]['units']
}

/** A grid as layers: one per column; the main answer and any answer where rows hold a main answer and further ones. */
export function layersOf(variables: readonly VariableFinding[]): GridLayer[] {
  if (variables[0]?.part.rank === undefined) {
    return [...Map.groupBy(variables, ({ part }) => part.column?.code ?? '')].map(([code, own]) =>
      layer(code, own[0]?.part.column?.label ?? '', own),
    )
  }
  const main = variables.filter(({ part }) => part.rank === 1)
  return [layer('main', t('findings.layer.main'), main), layer('any', t('findings.layer.any'), anyAnswer(variables))]
}

function layer(code: string, label: string, own: readonly VariableFinding[]): GridLayer {
  return {
    code,
    label,
    grain: grainOf(own[0]),
    rows: [...Map.groupBy(own, ({ part }) => part.row?.code ?? '')].map(([row, cells]) => ({
      code: row,
      label: cells[0]?.part.row?.label ?? cells[0]?.label ?? row,
      variables: cells,
    })),
  }
}

function grainOf(variable: VariableFinding | undefined): Grain {
  if (variable?.part.option !== undefined) return 'options'
  if (variable?.measure === 'interval') return 'numbers'
  return variable?.measure === 'nominal' || variable?.measure === 'ordinal' ? 'codes' : 'words'
}

export function gridTable(layer: GridLayer, caption: string): HeatTable {
  const first = layer.rows[0]?.variables ?? []
  const columns = layer.grain === 'options' ? first.map((one) => chosenOf(one).label) : labelsOf(first[0])
  return {
    caption,
    corner: t('findings.table.row'),
    columns,
    rows: layer.rows.map(gridRow),
    most: first[0]?.base.units ?? 0,
  }
}

const labelsOf = (variable: VariableFinding | undefined): string[] =>
  variable?.categories.map(({ label }) => label) ?? []

function gridRow({ label, variables }: GridRow): HeatRow {
  const [first] = variables
  const cells = first?.part.option === undefined ? (first?.categories ?? []) : variables.map(chosenOf)
  const chosen = cells.filter(({ count }) => count > 0)
  return {
    label,
    counts: cells.map(({ count }) => count),
    base: first === undefined ? '' : shortBase(first.base),
    detail: [
      ...chosen.map((cell) => ({ ...toDetail(cell, cell.label), missing: false })),
      ...(first?.base.missing ?? []).map((reason) => ({
        ...toDetail(reason, reasonLabel(reason.reason)),
        missing: true,
      })),
    ],
  }
}

const toDetail = (counted: Counted, label: string): Omit<HeatDetail, 'missing'> => ({
  label,
  count: counted.count,
  names: namesOrNone(counted),
})

/** Stacked bars for ordered codes: a bar per row, the codes from low to high, then the reasons why there is none. */
export function gridChart(layer: GridLayer): StackedChart {
  const own = layer.rows.flatMap(({ variables }) => variables.slice(0, 1))
  const [first] = own
  const of = first?.categories.length ?? 0
  const reasons = [...new Set(own.flatMap(({ base }) => base.missing.map(({ reason }) => reason)))]
  const paint = (at: number) => codeMark(at, of, first?.measure === 'ordinal').paint
  return {
    rows: layer.rows.map(({ label }) => label),
    most: first?.base.units ?? 0,
    layers: [
      ...labelsOf(first).map((label, at) => {
        const cells = own.map(({ categories }) => categories[at] ?? nobody)
        return { label, paint: paint(at), ...toCounts(cells) }
      }),
      ...reasons.map((reason) => {
        const cells = own.map(({ base }) => missingOf(base, reason))
        return { label: reasonLabel(reason), paint: reasonMark(reason).paint, ...toCounts(cells) }
      }),
    ],
  }
}

const nobody: Counted = { count: 0, units: [] }

const missingOf = ({ missing }: VariableFinding['base'], wanted: BaseReason) =>
  missing.find(({ reason }) => reason === wanted) ?? nobody

const toCounts = (cells: readonly Counted[]) => ({
  counts: cells.map(({ count }) => count),
  notes: cells.map(namesOrNone),
})
