import type { Sheet, SheetCell, Workbook } from './workbook.ts'

/** What a writer is given: like a workbook, but rows may come one by one, and cells have a look. */
export interface WrittenWorkbook {
  readonly sheets: readonly WrittenSheet[]
}

export interface WrittenSheet {
  /** At most 31 characters, none of `[]:*?/\`; differs from the others in more than case. */
  readonly name: string
  readonly hidden?: boolean
  /** By position, from column A. */
  readonly columns?: readonly WrittenColumn[]
  /** The first row is bold and stays in sight. */
  readonly header?: boolean
  /** Written as they come; nothing is kept. */
  readonly rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>
  readonly choices?: readonly Choices[]
  readonly merged?: readonly string[]
  /** Only cells that are `open` can be changed. No password: it guards against slips, not against people. */
  readonly locked?: boolean
}

export interface WrittenColumn extends Look {
  /** In characters. */
  readonly width?: number
  readonly hidden?: boolean
}

/** How a cell looks and whether it can be typed into. A column's look is that of its cells unless they say otherwise. */
export interface Look {
  readonly bold?: boolean
  readonly wrapped?: boolean
  /** Can be changed in a locked sheet. */
  readonly open?: boolean
  /** What is typed stays as it is typed: `007` does not become 7. */
  readonly asTyped?: boolean
}

export type WrittenRow =
  | readonly WrittenCell[]
  | {
      readonly cells: readonly WrittenCell[] | ReadonlyMap<number, WrittenCell>
      /** The number on screen, from 1; the next one when absent. */
      readonly number?: number
      readonly hidden?: boolean
    }

export type CellValue = string | number | boolean | undefined

/** A text stays a text, whatever it begins with; a formula cannot be written. */
export type WrittenCell = CellValue | ({ readonly value: CellValue } & Look)

/** Cells that offer a list to choose from. */
export interface Choices {
  /** `C2:C100` */
  readonly range: string
  readonly codes: readonly string[]
  /** Shown when something else was typed. */
  readonly message?: string
  /** Offers the list and accepts other content, for cells that may hold several codes. */
  readonly advisory?: boolean
}

/** A workbook that was read or composed, as it is written: numbers and booleans as such, everything else as text. */
export function writtenFrom(workbook: Workbook): WrittenWorkbook {
  return { sheets: workbook.sheets.map(writtenSheet) }
}

const writtenSheet = ({ name, hidden, rows, merged }: Sheet): WrittenSheet => ({
  name,
  hidden,
  merged,
  rows: rows.map((row) => ({
    number: row.number,
    hidden: row.hidden,
    cells: new Map(Array.from(row.cells, ([column, cell]) => [column, valueIn(cell)])),
  })),
})

function valueIn({ kind, text }: SheetCell): CellValue {
  if (kind === 'boolean') return text === 'TRUE'
  return kind === 'number' && String(Number(text)) === text ? Number(text) : text
}
