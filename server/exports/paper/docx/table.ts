import {
  AlignmentType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { PaperCell, PaperColumn, PaperLegend, PaperRow, PaperTable } from '../document.ts'
import { boxBlocks, gap, lineControl } from './boxes.ts'
import { shade, soft, thin, twips } from './styles.ts'
import { runsOf } from './text.ts'
import type { Block, Writing } from './writing.ts'

export function tableBlocks(writing: Writing, table: PaperTable): readonly Block[] {
  const body = table.layout === 'blocks' ? rowBlocks(writing, table) : [asTable(writing, table), gap()]
  return [...body, ...table.legends.map((legend) => legendParagraph(writing, legend))]
}

function asTable(writing: Writing, table: PaperTable): Table {
  const widths = [table.labelWidth, ...table.columns.flatMap(({ heads, width }) => heads.map(() => width))]
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(widths.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
    rows: [...headRows(writing, table), ...table.rows.map((row) => bodyRow(writing, table, row))],
  })
}

/** One row of heads, or two where a column has a head for each of its codes. */
function headRows(writing: Writing, { rowHead, columns }: PaperTable): TableRow[] {
  const double = columns.some(({ heads }) => heads.length > 1)
  const first = [
    headCell(writing, rowHead, { fixed: true, rowSpan: double ? 2 : 1 }),
    ...columns.map(({ label, heads }) =>
      headCell(writing, label, { columnSpan: heads.length, rowSpan: double && heads.length === 1 ? 2 : 1 }),
    ),
  ]
  const second = columns
    .filter(({ heads }) => heads.length > 1)
    .flatMap(({ heads }) => heads.map((head) => headCell(writing, head, {})))
  const row = (children: TableCell[]) => new TableRow({ tableHeader: true, cantSplit: true, children })
  return double ? [row(first), row(second)] : [row(first)]
}

interface HeadPlace {
  readonly fixed?: boolean
  readonly columnSpan?: number
  readonly rowSpan?: number
}

const headCell = (
  { language, words }: Writing,
  text: string,
  { fixed = false, columnSpan = 1, rowSpan = 1 }: HeadPlace,
): TableCell =>
  new TableCell({
    columnSpan,
    rowSpan,
    shading: { fill: shade },
    verticalAlign: VerticalAlign.BOTTOM,
    margins: { left: 50, right: 50, top: 40, bottom: 40 },
    children: [
      new Paragraph({
        alignment: fixed ? AlignmentType.START : AlignmentType.CENTER,
        spacing: { after: 0 },
        keepNext: true,
        children: runsOf(text, fixed ? words.language : language, { size: 16, bold: true }),
      }),
    ],
  })

function bodyRow(writing: Writing, { columns }: PaperTable, row: PaperRow): TableRow {
  const { language } = writing
  const label = new TableCell({
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        spacing: { after: 0 },
        children: [
          ...runsOf(row.label, language, { size: 18 }),
          ...(row.note === '' ? [] : runsOf(`  ${row.note}`, language, { size: 16, color: soft })),
        ],
      }),
    ],
  })
  const cells = row.cells.flatMap((group, at) => group.map((cell) => bodyCell(writing, cell, columns[at])))
  return new TableRow({ cantSplit: true, children: [label, ...cells] })
}

const bodyCell = (writing: Writing, cell: PaperCell, column: PaperColumn | undefined): TableCell =>
  new TableCell({
    margins: { left: 40, right: 40, top: 30, bottom: 30 },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        alignment: cell.kind === 'line' && (column?.width ?? 0) > 30 ? AlignmentType.START : AlignmentType.CENTER,
        spacing: { after: 0 },
        children: cellRuns(writing, cell),
      }),
    ],
  })

function cellRuns(writing: Writing, cell: PaperCell): ParagraphChild[] {
  const { controls } = writing
  if (cell.kind === 'box')
    return [controls.check(cell.box.tag, cell.box.chosen, cell.shape, { size: 22 }) as ParagraphChild]
  if (cell.kind === 'line') return [lineControl(writing, cell.line)]
  return cell.picks.flatMap(({ tag, legend, value }, at) => [
    ...(at === 0 ? [] : runsOf('  ', writing.language)),
    controls.list(tag, legend.entries, value, { size: 18 }) as ParagraphChild,
  ])
}

/** Each row as a small record: what a column asks, then its boxes or its line. */
const rowBlocks = (writing: Writing, { rows, columns }: PaperTable): readonly Block[] =>
  rows.flatMap((row) => [
    new Paragraph({
      keepNext: true,
      spacing: { before: 100, after: 20 },
      children: runsOf(row.label, writing.language, { bold: true }),
    }),
    ...row.cells.flatMap((cells, at) => columnBlocks(writing, columns[at]?.label ?? '', cells)),
  ])

function columnBlocks(writing: Writing, label: string, cells: readonly PaperCell[]): readonly Block[] {
  const title = runsOf(`${label}: `, writing.language, { size: 18, color: soft })
  const boxes = cells.flatMap((cell) => (cell.kind === 'box' ? [cell] : []))
  const [first] = boxes
  if (first !== undefined) {
    return [
      new Paragraph({ keepNext: true, spacing: { after: 0 }, children: title }),
      ...boxBlocks(
        writing,
        boxes.map(({ box }) => box),
        first.shape,
      ),
    ]
  }
  return [
    new Paragraph({
      spacing: { after: 20 },
      children: [...title, ...cells.flatMap((cell) => cellRuns(writing, cell))],
    }),
  ]
}

const legendParagraph = ({ language, words }: Writing, { title, entries }: PaperLegend): Paragraph =>
  new Paragraph({
    spacing: { before: 40 },
    keepLines: true,
    children: [
      ...runsOf(`${title}:  `, words.language, { size: 17, bold: true }),
      ...entries.flatMap(({ sign, label }) => [
        ...runsOf(`${sign} `, language, { size: 17, bold: true }),
        ...runsOf(`${label}    `, language, { size: 17 }),
      ]),
    ],
  })
