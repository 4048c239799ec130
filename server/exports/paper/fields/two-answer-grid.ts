import { type Asked, type AskedCode, type PaperType, tagOf } from '../asked.ts'
import type { PaperCell, PaperField, PaperLegend, PaperTable } from '../document.ts'
import { numbered, reasonCell, reasonLegend } from './grids.ts'
import { pageWidth } from './table-plan.ts'

type Cells = Readonly<Record<string, unknown>>

/** One place for the main answer and one for each further one; the list of answers is numbered below. */
export const twoAnswerGrid: PaperType<'two_answer_grid'> = {
  field: ({ secondary }, asked): PaperField => ({ kind: 'table', table: tableOf(asked, secondary) }),
  instructions: ({ secondary }, { words, reasons }) => [
    words.say('two.how', { most: secondary }),
    words.say('grid.write'),
    ...(reasons.length > 0 ? [words.say('grid.letter')] : []),
  ],
}

const widths = { blank: { one: 16, reason: 18 }, answered: { one: 40, reason: 26 } } as const

function tableOf(asked: Asked, secondary: number): PaperTable {
  const { words, kind } = asked
  const title = [columnLabel(asked, 'primary'), columnLabel(asked, 'secondary')].join(' · ')
  const legend: PaperLegend = { title, entries: numbered(asked.options) }
  const values = (asked.value ?? {}) as Readonly<Record<string, Cells>>
  const reasons = asked.reasons.length > 0
  // names of further answers stand below each other in one cell
  const furtherWidth = kind === 'answered' ? 46 : widths.blank.one * secondary
  const taken = widths[kind].one + furtherWidth + (reasons ? widths[kind].reason : 0)
  return {
    layout: 'table',
    rowHead: words.say('grid.row'),
    labelWidth: Math.min(96, pageWidth - taken),
    columns: [
      { label: columnLabel(asked, 'primary'), heads: [''], width: widths[kind].one },
      { label: columnLabel(asked, 'secondary'), heads: [''], width: furtherWidth },
      ...(reasons ? [{ label: words.say('grid.reason'), heads: [''], width: widths[kind].reason }] : []),
    ],
    rows: asked.rows.map((row) => ({
      label: row.label,
      note: row.note,
      cells: [
        [primaryCell(asked, row, legend, values[row.code])],
        [secondaryCell(asked, row, legend, { cells: values[row.code], most: secondary })],
        ...(reasons ? [[reasonCell(asked, row, values[row.code])]] : []),
      ],
    })),
    legends: kind === 'answered' ? [] : [legend, ...(reasons ? [reasonLegend(asked)] : [])],
  }
}

const columnLabel = (asked: Asked, column: 'primary' | 'secondary'): string =>
  asked.columnLabel(column) ?? asked.words.say(`two.${column}`)

function primaryCell(asked: Asked, row: AskedCode, legend: PaperLegend, cells: Cells | undefined): PaperCell {
  const { primary } = cells ?? {}
  const tag = tagOf(asked, { row: row.code, column: 'primary' })
  return { kind: 'pick', picks: [{ tag, legend, value: typeof primary === 'string' ? primary : undefined }] }
}

function secondaryCell(
  asked: Asked,
  row: AskedCode,
  legend: PaperLegend,
  { cells, most }: { readonly cells: Cells | undefined; readonly most: number },
): PaperCell {
  const further: readonly unknown[] = Array.isArray(cells?.secondary) ? cells.secondary : []
  return {
    kind: 'pick',
    picks: Array.from({ length: most }, (_, at) => {
      const value = further[at]
      const part = { kind: 'place', place: at + 1 } as const
      return {
        tag: tagOf(asked, { row: row.code, column: 'secondary', part }),
        legend,
        value: typeof value === 'string' ? value : undefined,
      }
    }),
  }
}
