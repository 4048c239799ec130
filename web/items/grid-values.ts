import type { DeclarableMissing } from './engine.ts'

/** Cells of a row by column, or `{ missing }` for the whole row. */
export type RowValue = Readonly<Record<string, unknown>>
export type RowValues = Readonly<Record<string, RowValue>>

const isRecord = (value: unknown): value is RowValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asRows = (value: unknown): RowValues => (isRecord(value) ? value : {})

export const isBlankCell = (cell: unknown): boolean =>
  cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0)

export function rowMissing(rows: RowValues, row: string): DeclarableMissing | undefined {
  const missing = rows[row]?.missing
  return typeof missing === 'string' ? (missing as DeclarableMissing) : undefined
}

/** The rows after a cell was answered or emptied; answering takes the row's missing reason away. Undefined when nothing is left. */
export function withCell(rows: RowValues, row: string, column: string, cell: unknown): RowValues | undefined {
  const { missing: _reason, [column]: _before, ...others } = rows[row] ?? {}
  return withRow(rows, row, isBlankCell(cell) ? others : { ...others, [column]: cell })
}

export const withRowMissing = (
  rows: RowValues,
  row: string,
  missing: DeclarableMissing | undefined,
): RowValues | undefined => withRow(rows, row, missing === undefined ? {} : { missing })

function withRow(rows: RowValues, row: string, value: RowValue): RowValues | undefined {
  const { [row]: _before, ...others } = rows
  const next = Object.keys(value).length === 0 ? others : { ...others, [row]: value }
  return Object.keys(next).length === 0 ? undefined : next
}

const unfoldedAtMost = 8
const rowsPerFold = 6

/** Many rows come in folds of at most six, of nearly equal length, so that one fills a screen. */
export function folds<R>(rows: readonly R[]): readonly (readonly R[])[] {
  if (rows.length <= unfoldedAtMost) return rows.length === 0 ? [] : [rows]
  const count = Math.ceil(rows.length / rowsPerFold)
  return Array.from({ length: count }, (_, fold) =>
    rows.slice(Math.round((fold * rows.length) / count), Math.round(((fold + 1) * rows.length) / count)),
  )
}
