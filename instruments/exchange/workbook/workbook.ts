/** A workbook as its cells read, whatever program wrote it: what every spreadsheet reader here gives and every writer takes. */
export interface Workbook {
  readonly sheets: readonly Sheet[]
  /** Names of sheets that stand in the file and were not read: not asked for, or no sheets of cells. */
  readonly unread?: readonly string[]
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** Rows that hold something, in order; `number` is the row's number on screen. */
  readonly rows: readonly SheetRow[]
  /** Ranges such as `A1:C1` that are merged. */
  readonly merged: readonly string[]
}

export interface SheetRow {
  /** From 1. */
  readonly number: number
  readonly hidden: boolean
  /** By column, from 0 (column A); cells that hold nothing are absent. */
  readonly cells: ReadonlyMap<number, SheetCell>
}

export interface SheetCell {
  /** What it reads, empty for a formula without a kept result: whole numbers without `.0`, dates as ISO 8601, booleans as TRUE and FALSE, errors as `#REF!`. */
  readonly text: string
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error'
  /** True when the text is the kept result of a formula. */
  readonly formula: boolean
}

/** `A` for 0, `AA` for 26. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

/** `survey!F7`: where people find it. */
export const cellName = (sheet: string, row: number, column: number): string => `${sheet}!${columnName(column)}${row}`
