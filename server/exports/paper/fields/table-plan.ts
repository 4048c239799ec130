import type { GridCell } from '#engine'
import type { Asked, AskedColumn } from '../asked.ts'
import { textWidth, wordWidth } from '../text-width.ts'

/** A4 less its margins, in millimetres. */
export const pageWidth = 178

/**
 * How a column of codes stands in a table: a box under the name of each code, a box under its number, or one place
 * to write the number (on answered paper: the name). Each needs less width than the one before.
 */
export type ColumnMode = 'names' | 'numbers' | 'written' | 'line'

export interface ColumnPlan {
  readonly mode: ColumnMode
  /** Of each of its cells, in millimetres. */
  readonly width: number
  readonly cells: number
}

export interface TablePlan {
  readonly columns: readonly ColumnPlan[]
  readonly labelWidth: number
  /** Too wide in every way: each row becomes a block of its own. */
  readonly fits: boolean
}

const leastLabel = 40
// heads are set smaller than the rest
const headScale = 0.84
const mostLabel = 96
const comfortableLabel = 70
const comfortableName = 20
const boxWidth = 7.5
const padding = 2.6
const mostNameLines = 5
const mostNameWidth = 26
const leastNameWidth = 11

const lineWidths: Readonly<Record<GridCell, number>> = {
  one: 15,
  several: 22,
  integer: 24,
  decimal: 24,
  year: 18,
  text: 46,
}
const wordsWidth: Readonly<Record<GridCell, number>> = { ...lineWidths, one: 42, several: 58 }

const modesOf = ({ cell }: AskedColumn, kind: Asked['kind']): readonly ColumnMode[] => {
  if (cell !== 'one' && cell !== 'several') return ['line']
  // several numbers in one place cannot be told apart when they are read back
  const last: readonly ColumnMode[] = cell === 'one' ? ['written'] : []
  return kind === 'answered' ? ['names', ...last] : ['names', 'numbers', ...last]
}

function planned(column: AskedColumn, mode: ColumnMode, asked: Asked): ColumnPlan {
  const cells = mode === 'names' || mode === 'numbers' ? column.options.length : 1
  if (mode === 'numbers') return { mode, cells, width: boxWidth }
  if (mode === 'names') return { mode, cells, width: nameWidth(column, asked.language) }
  const head = Math.min(mostNameWidth, wordWidth(column.label, asked.language) * headScale + padding)
  const widths = asked.kind === 'answered' ? wordsWidth : lineWidths
  return { mode, cells, width: Math.max(head, widths[column.cell]) }
}

/** Wide enough for the longest word, and for every name in a few lines. */
const nameWidth = (column: AskedColumn, language: string): number =>
  column.options.reduce((widest, { label }) => {
    const lines = (textWidth(label) * headScale) / mostNameLines
    return Math.max(widest, wordWidth(label, language) * headScale + padding, lines + padding)
  }, leastNameWidth)

const total = (plans: readonly ColumnPlan[]): number => plans.reduce((sum, { width, cells }) => sum + width * cells, 0)

/** The most readable way in which the columns fit beside the row labels; `taken` is what other columns need. */
export function planTable(asked: Asked, columns: readonly AskedColumn[], taken: number): TablePlan {
  const room = pageWidth - leastLabel - taken
  const ways = columns.map((column) => modesOf(column, asked.kind).map((mode) => planned(column, mode, asked)))
  const at: number[] = ways.map((plans) => (tooNarrow(plans[0]) && plans.length > 1 ? 1 : 0))
  const chosen = () =>
    ways.map((plans, column) => plans[at[column] ?? 0] ?? ({ mode: 'line', width: 0, cells: 0 } as const))
  while (total(chosen()) > room) {
    const widest = widestThatCanShrink(ways, at)
    if (widest === undefined) return { columns: chosen(), labelWidth: leastLabel, fits: false }
    at[widest] = (at[widest] ?? 0) + 1
  }
  const plans = widened(chosen(), pageWidth - taken - comfortableLabel)
  return { columns: plans, labelWidth: Math.min(mostLabel, pageWidth - taken - total(plans)), fits: true }
}

/** Room that is left makes narrow columns of names easier to read. */
function widened(plans: readonly ColumnPlan[], room: number): readonly ColumnPlan[] {
  const names = plans.filter(({ mode }) => mode === 'names').reduce((sum, { cells }) => sum + cells, 0)
  const each = names === 0 ? 0 : Math.max(0, (room - total(plans)) / names)
  return plans.map((plan) =>
    plan.mode === 'names'
      ? { ...plan, width: Math.max(plan.width, Math.min(plan.width + each, comfortableName)) }
      : plan,
  )
}

/** A name of many lines in a narrow column is harder to read than a numbered list. */
const tooNarrow = (plan: ColumnPlan | undefined): boolean =>
  plan?.mode === 'names' && plan.width > mostNameWidth && plan.cells > 4

function widestThatCanShrink(ways: readonly (readonly ColumnPlan[])[], at: readonly number[]): number | undefined {
  const widths = ways.map((plans, column) => {
    const step = at[column] ?? 0
    const plan = plans[step]
    return plan === undefined || step + 1 >= plans.length ? -1 : plan.width * plan.cells
  })
  const widest = Math.max(...widths)
  return widest < 0 ? undefined : widths.indexOf(widest)
}
