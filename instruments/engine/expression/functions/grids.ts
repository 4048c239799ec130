import type { GridValues, Value } from '../grammar.ts'
import { codesOf, numberValue, setValue, textOf } from '../values.ts'
import type { Meanings } from './meaning.ts'

type Row = GridValues[string]
type Cell = Row[string]

/** Own keys only: a row may be called `constructor`. */
const entryOf = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const cellCodes = (cell: Cell): readonly string[] => (typeof cell === 'number' ? [String(cell)] : cell)

/** The cells looked at: one column when it is named, otherwise all. */
function cellsOf(row: Row, column: string | undefined): readonly Cell[] {
  if (column === undefined) return Object.values(row)
  const cell = entryOf(row, column)
  return cell === undefined ? [] : [cell]
}

/** A named column that is missing is no column at all, so the call is missing rather than about every column. */
function columnNamed(args: readonly Value[]): { readonly known: boolean; readonly column: string | undefined } {
  const column = textOf(args[2])
  return { known: args.length < 3 || column !== undefined, column }
}

/** A set stands for a grid whose rows are its own codes: those among the codes asked for are kept. */
function rowsWith(args: readonly Value[]): Value {
  const [grid] = args
  const wanted = codesOf(args[1])
  const { known, column } = columnNamed(args)
  if (wanted === undefined || !known) return undefined
  if (grid?.type !== 'grid') return setValue(codesOf(grid)?.filter((code) => wanted.includes(code)))
  const rows = Object.entries(grid.rows).filter(([, row]) =>
    cellsOf(row, column).some((cell) => cellCodes(cell).some((code) => wanted.includes(code))),
  )
  return setValue(rows.map(([code]) => code))
}

/** Without a column, the row's only cell; several cells are no one answer, so missing. */
function cellOf(args: readonly Value[]): Value {
  const [grid] = args
  const row = grid?.type === 'grid' ? entryOf(grid.rows, textOf(args[1]) ?? '') : undefined
  const { known, column } = columnNamed(args)
  if (row === undefined || !known) return undefined
  const cells = cellsOf(row, column)
  const cell = cells.length === 1 ? cells[0] : undefined
  return typeof cell === 'number' ? numberValue(cell) : setValue(cell)
}

export const gridMeanings = { 'rows-with': rowsWith, cell: cellOf } satisfies Meanings
