import { type Asked, type AskedCode, type AskedColumn, lineAt, optionBox, type PaperType, tagOf } from '../asked.ts'
import type { LegendEntry, PaperCell, PaperColumn, PaperField, PaperLegend, PaperTable } from '../document.ts'
import { numberLine } from './lines.ts'
import { type ColumnPlan, planTable, type TablePlan } from './table-plan.ts'

type Cells = Readonly<Record<string, unknown>>

const rowsOf = (value: unknown): Readonly<Record<string, Cells>> => (value ?? {}) as Readonly<Record<string, Cells>>

const reasonWidth = (asked: Asked): number => (asked.kind === 'answered' ? 30 : 18)

export const grid: PaperType<'grid'> = {
  field: (_settings, asked): PaperField => ({ kind: 'table', table: tableOf(asked) }),
  instructions(settings, asked) {
    const { words, rows, columns, reasons } = asked
    const modes = planTable(asked, columns, reasons.length > 0 ? reasonWidth(asked) : 0).columns.map(({ mode }) => mode)
    const needed = settings.required_rows?.map((row) => rows.find(({ code }) => code === row)?.label ?? row)
    return [
      ...(modes.includes('numbers') ? [words.say('grid.numbers')] : []),
      ...(modes.includes('written') ? [words.say('grid.write')] : []),
      ...(reasons.length > 0 ? [words.say('grid.letter')] : []),
      ...(needed === undefined ? [] : [words.say('grid.required_rows', { rows: needed.join('; ') })]),
    ]
  },
}

function tableOf(asked: Asked): PaperTable {
  const reasons = asked.reasons.length > 0
  const plan = planTable(asked, asked.columns, reasons ? reasonWidth(asked) : 0)
  const legends = asked.columns.map((column) => legendOf(column))
  const values = rowsOf(asked.value)
  return {
    layout: plan.fits ? 'table' : 'blocks',
    rowHead: asked.words.say('grid.row'),
    labelWidth: plan.labelWidth,
    columns: [
      ...asked.columns.map((column, at) => headOf(column, plan.columns[at], plan.fits)),
      ...(reasons ? [{ label: asked.words.say('grid.reason'), heads: [''], width: reasonWidth(asked) }] : []),
    ],
    rows: asked.rows.map((row) => ({
      label: row.label,
      note: row.note,
      cells: [
        ...asked.columns.map((column, at) =>
          cellsOf({ asked, column, row, value: values[row.code]?.[column.column] }, modeOf(plan, at), legends[at]),
        ),
        ...(reasons ? [[reasonCell(asked, row, values[row.code])]] : []),
      ],
    })),
    legends: usedLegends(asked, plan, legends, reasons),
  }
}

const modeOf = ({ columns, fits }: TablePlan, at: number): ColumnPlan['mode'] => {
  const mode = columns[at]?.mode ?? 'line'
  return fits || mode === 'line' ? mode : 'names'
}

function headOf({ label, options }: AskedColumn, plan: ColumnPlan | undefined, fits: boolean): PaperColumn {
  const width = plan?.width ?? 0
  if (!fits || plan?.mode === 'names')
    return { label, width, heads: options.length > 0 ? options.map((o) => o.label) : [''] }
  return { label, width, heads: plan?.mode === 'numbers' ? options.map((_, at) => String(at + 1)) : [''] }
}

const legendOf = ({ label, options }: AskedColumn): PaperLegend => ({ title: label, entries: numbered(options) })

export const numbered = (codes: readonly AskedCode[]): readonly LegendEntry[] =>
  codes.map(({ code, label }, at) => ({ sign: String(at + 1), code, label }))

const lettered = (codes: readonly AskedCode[]): readonly LegendEntry[] =>
  codes.map(({ code, label }, at) => ({ sign: String.fromCharCode(97 + at), code, label }))

export const reasonLegend = ({ reasons, words }: Asked): PaperLegend => ({
  title: words.say('grid.reason'),
  entries: lettered(reasons),
})

/** On answered paper the names stand in the cells. Columns of one list share a legend. */
function usedLegends(
  asked: Asked,
  plan: TablePlan,
  legends: readonly PaperLegend[],
  reasons: boolean,
): readonly PaperLegend[] {
  if (asked.kind === 'answered') return []
  const byList = new Map<string, PaperLegend>()
  asked.columns.forEach((column, at) => {
    const legend = legends[at]
    const mode = modeOf(plan, at)
    if (legend === undefined || (mode !== 'numbers' && mode !== 'written')) return
    const shared = byList.get(column.list)
    byList.set(column.list, shared === undefined ? legend : { ...shared, title: `${shared.title} · ${legend.title}` })
  })
  return [...byList.values(), ...(reasons ? [reasonLegend(asked)] : [])]
}

interface CellPlace {
  readonly asked: Asked
  readonly column: AskedColumn
  readonly row: AskedCode
  readonly value: unknown
}

function cellsOf(
  { asked, column, row, value }: CellPlace,
  mode: ColumnPlan['mode'],
  legend?: PaperLegend,
): readonly PaperCell[] {
  const place = { row: row.code, column: column.column }
  if (mode === 'written' && legend !== undefined) {
    return [
      {
        kind: 'pick',
        picks: [{ tag: tagOf(asked, place), legend, value: typeof value === 'string' ? value : undefined }],
      },
    ]
  }
  if (mode === 'line') return [{ kind: 'line', line: lineAt(asked, place, lineParts(asked, column, value)) }]
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value]
  const shape = column.cell === 'several' ? 'several' : 'one'
  return column.options.map((option) => ({
    kind: 'box',
    shape,
    box: optionBox(asked, option, chosen.includes(option.code), place),
  }))
}

function lineParts(asked: Asked, { cell }: AskedColumn, value: unknown): Parameters<typeof lineAt>[2] {
  if (cell === 'text') return { size: 'wide', value: typeof value === 'string' ? value : '' }
  const { value: plain, words } = numberLine(asked, value)
  return { size: 'number', value: plain, words: cell === 'year' ? plain : words }
}

export function reasonCell(asked: Asked, row: AskedCode, cells: Cells | undefined): PaperCell {
  const { missing } = cells ?? {}
  const tag = tagOf(asked, { row: row.code, part: { kind: 'reason' } })
  return {
    kind: 'pick',
    picks: [{ tag, legend: reasonLegend(asked), value: typeof missing === 'string' ? missing : undefined }],
  }
}
