import type { PaperCell, PaperColumn, PaperLegend, PaperRow, PaperTable } from '../document.ts'
import { boxList, gap, lineControl } from './boxes.ts'
import { shade, soft } from './styles.ts'
import { runs } from './text.ts'
import { type Cell, paragraph, type Row, table, type Wml } from './wml.ts'
import type { Writing } from './writing.ts'

export function tableOf(writing: Writing, grid: PaperTable, caption: string): Wml {
  const body = grid.layout === 'blocks' ? rowBlocks(writing, grid) : asTable(writing, grid, caption) + gap
  return body + grid.legends.map((legend) => legendOf(writing, legend)).join('')
}

function asTable(writing: Writing, grid: PaperTable, caption: string): Wml {
  const widths = [grid.labelWidth, ...grid.columns.flatMap(({ heads, width }) => heads.map(() => width))]
  const rows = [...headRows(writing, grid), ...grid.rows.map((row) => bodyRow(writing, grid, row))]
  return table(rows, { widths, borders: 'all', caption })
}

/** One row of heads, or two where a column has a head for each of its codes. */
function headRows(writing: Writing, { rowHead, columns }: PaperTable): readonly Row[] {
  const double = columns.some(({ heads }) => heads.length > 1)
  const first: readonly Cell[] = [
    headCell(rowHead, writing.words.language, double ? { merge: 'restart' } : {}),
    ...columns.map(({ label, heads }) =>
      headCell(label, writing.language, {
        center: true,
        span: heads.length,
        ...(double && heads.length === 1 && { merge: 'restart' as const }),
      }),
    ),
  ]
  if (!double) return [{ header: true, cells: first }]
  const second = [
    headCell('', writing.language, { merge: 'continue' }),
    ...columns.flatMap(({ heads }) =>
      heads.length === 1
        ? [headCell('', writing.language, { merge: 'continue' })]
        : heads.map((head) => headCell(head, writing.language, { center: true })),
    ),
  ]
  return [
    { header: true, cells: first },
    { header: true, cells: second },
  ]
}

interface HeadPlace {
  readonly center?: boolean
  readonly span?: number
  readonly merge?: 'restart' | 'continue'
}

const headCell = (text: string, language: string, { center = false, span = 1, merge }: HeadPlace): Cell => ({
  span,
  ...(merge !== undefined && { merge }),
  shade,
  align: 'bottom',
  content: paragraph(runs(text, language, { size: 16, bold: true }), {
    after: 0,
    keepNext: true,
    ...(center && { align: 'center' as const }),
  }),
})

function bodyRow(writing: Writing, { columns }: PaperTable, row: PaperRow): Row {
  const { language } = writing
  const note = row.note === '' ? '' : runs(`  ${row.note}`, language, { size: 16, color: soft })
  const label: Cell = {
    align: 'center',
    padding: 30,
    content: paragraph(runs(row.label, language, { size: 18 }) + note, { after: 0 }),
  }
  return {
    cells: [label, ...row.cells.flatMap((group, at) => group.map((cell) => bodyCell(writing, cell, columns[at])))],
  }
}

const wideColumn = 30

function bodyCell(writing: Writing, cell: PaperCell, column: PaperColumn | undefined): Cell {
  const wide = cell.kind !== 'box' && (column?.width ?? 0) > wideColumn
  return {
    align: 'center',
    padding: 30,
    content: paragraph(cellRuns(writing, cell, !wide), { after: 0, ...(!wide && { align: 'center' as const }) }),
  }
}

function cellRuns(writing: Writing, cell: PaperCell, narrow: boolean): Wml {
  const { controls } = writing
  if (cell.kind === 'box') return controls.check(cell.box.tag, cell.box.chosen, cell.shape, 22)
  if (cell.kind === 'line') return lineControl(writing, cell.line, narrow)
  return cell.picks
    .map(({ tag, legend, value }) => controls.list(tag, legend.entries, value))
    .join(runs('   ', writing.language))
}

/** Each row as a small record: what a column asks, then its boxes or its line. */
const rowBlocks = (writing: Writing, { rows, columns }: PaperTable): Wml =>
  rows
    .map((row) => {
      const head = paragraph(runs(row.label, writing.language, { bold: true }), {
        keepNext: true,
        before: 100,
        after: 20,
      })
      return head + row.cells.map((cells, at) => columnBlock(writing, columns[at]?.label ?? '', cells)).join('')
    })
    .join('')

function columnBlock(writing: Writing, label: string, cells: readonly PaperCell[]): Wml {
  const title = runs(`${label}: `, writing.language, { size: 18, color: soft })
  const boxes = cells.flatMap((cell) => (cell.kind === 'box' ? [cell] : []))
  const [first] = boxes
  if (first === undefined) {
    return paragraph(title + cells.map((cell) => cellRuns(writing, cell, false)).join(''), { after: 20 })
  }
  const list = boxList(
    writing,
    boxes.map(({ box }) => box),
    first.shape,
  )
  return paragraph(title, { keepNext: true, after: 0 }) + list
}

const legendOf = ({ language, words }: Writing, { title, entries }: PaperLegend): Wml =>
  paragraph(
    runs(`${title}:  `, words.language, { size: 17, bold: true }) +
      entries
        .map(
          ({ sign, label }) =>
            runs(`${sign} `, language, { size: 17, bold: true }) + runs(`${label}    `, language, { size: 17 }),
        )
        .join(''),
    { before: 40, after: 40 },
  )
