import type { Notices } from '../../notice.ts'
import { cellName, columnName, type Sheet, type SheetCell } from '../../workbook/workbook.ts'
import { type Heading, readHeading, type SheetKind } from '../vocabulary/columns.ts'
import type { Cell } from './cell.ts'

/** A row of a sheet by its columns. Taking a cell says that it is dealt with; what nobody takes is noted in the end. */
export interface Row {
  readonly number: number
  /** The row itself, by the cell of its first column that matters: `survey!A7`. */
  readonly place: string
  take(column: string): Cell | undefined
  /** A cell without taking it. */
  see(column: string): Cell | undefined
  /** Every cell of the row, dealt with at once. */
  takeAll(): void
  /** The row as a range: `survey!7:7`. */
  readonly range: string
  /** A translated column: its cells by language, plain headings under `''`. */
  takeEach(column: string): ReadonlyMap<string, Cell>
}

export interface Table {
  readonly sheet: string
  readonly headings: readonly (Heading & { readonly place: string; readonly at: number })[]
  readonly rows: readonly Row[]
  has(column: string): boolean
  /** Cells that nobody took, by column. */
  leftOver(): readonly { readonly heading: string; readonly column: number; readonly places: readonly string[] }[]
}

type Columns = ReadonlyMap<string, ReadonlyMap<string, number>>

/** The first row names the columns; every further one that holds something is a row. */
export function readTable(
  sheet: Sheet,
  kind: SheetKind,
  languageOf: (written: string) => string,
  notices: Notices,
): Table {
  const [head, ...body] = sheet.rows
  const headings = Array.from(head?.cells ?? []).flatMap(([at, cell]) =>
    blank(cell) ? [] : [{ ...readHeading(cell.text, kind), at, place: cellName(sheet.name, head?.number ?? 1, at) }],
  )
  const columns = indexed(headings, languageOf, notices)
  const taken = new Set<string>()
  const rows = body.flatMap((row) => {
    const filled = new Map(Array.from(row.cells).filter(([, cell]) => !blank(cell)))
    if (filled.size === 0) return []
    reportErrors(sheet.name, row.number, filled, notices)
    return [makeRow(sheet.name, row.number, filled, columns, taken)]
  })
  return {
    sheet: sheet.name,
    headings,
    rows,
    has: (column) => columns.has(column),
    leftOver: () => leftOver(sheet, headings, taken),
  }
}

const blank = (cell: SheetCell): boolean => cell.text.trim() === ''

function indexed(headings: Table['headings'], languageOf: (written: string) => string, notices: Notices): Columns {
  const columns = new Map<string, Map<string, number>>()
  for (const { column, language, at, place } of headings) {
    const key = language === undefined ? '' : languageOf(language)
    const known = columns.get(column) ?? new Map<string, number>()
    columns.set(column, known)
    if (known.has(key)) {
      const first = columnName(known.get(key) ?? 0)
      notices.refuse(
        'column-duplicate',
        place,
        `The column «${column}»${key === '' ? '' : ` in the language ${key}`} stands here and in column ${first}. Keep one.`,
      )
    } else known.set(key, at)
  }
  return columns
}

function reportErrors(sheet: string, row: number, cells: ReadonlyMap<number, SheetCell>, notices: Notices): void {
  for (const [at, cell] of cells) {
    if (cell.kind === 'error')
      notices.refuse(
        'cell-error',
        cellName(sheet, row, at),
        `The spreadsheet could not work out this cell: it says ${cell.text}. Write the value itself.`,
      )
  }
}

function makeRow(
  sheet: string,
  number: number,
  cells: ReadonlyMap<number, SheetCell>,
  columns: Columns,
  taken: Set<string>,
): Row {
  const see = (at: number | undefined): Cell | undefined => {
    const cell = at === undefined ? undefined : cells.get(at)
    return cell === undefined || at === undefined
      ? undefined
      : { text: cell.text.trim().normalize('NFC'), place: cellName(sheet, number, at) }
  }
  const take = (at: number | undefined): Cell | undefined => {
    const cell = see(at)
    if (cell !== undefined) taken.add(cell.place)
    return cell
  }
  const plain = (column: string): number | undefined => columns.get(column)?.get('')
  return {
    number,
    place: cellName(sheet, number, plain('name') ?? plain('type') ?? 0),
    range: `${sheet}!${number}:${number}`,
    takeAll: () => {
      for (const at of cells.keys()) take(at)
    },
    see: (column) => see(plain(column)),
    take: (column) => take(plain(column)),
    takeEach: (column) =>
      new Map(
        Array.from(columns.get(column) ?? []).flatMap(([language, at]) => {
          const cell = take(at)
          return cell === undefined ? [] : [[language, cell] as const]
        }),
      ),
  }
}

function leftOver(
  sheet: Sheet,
  headings: Table['headings'],
  taken: ReadonlySet<string>,
): ReturnType<Table['leftOver']> {
  const byColumn = new Map<number, string[]>()
  for (const row of sheet.rows.slice(1)) {
    for (const [at, cell] of row.cells) {
      const place = cellName(sheet.name, row.number, at)
      if (!blank(cell) && !taken.has(place)) byColumn.set(at, [...(byColumn.get(at) ?? []), place])
    }
  }
  return Array.from(byColumn, ([column, places]) => ({
    column,
    heading: headings.find((heading) => heading.at === column)?.column ?? '',
    places,
  }))
}
