import type { GridCell, GridColumn } from '../definition/bundle.ts'
import type { GridCellValue } from './grid-rows.ts'
import type { Fault, ItemScope, LabelledCode, Read } from './item-type.ts'
import { readCodes } from './multiple-choice.ts'
import { numberInWords, rangeFaults, readNumber, readWhole } from './numbers.ts'
import { hasCode, inListOrder, labelOf, listInWords } from './options.ts'
import { fault, isBlankText, readFault, readOk } from './reading.ts'
import { lengthFaults, readText } from './texts.ts'

type Scope = ItemScope<'grid'>

/** The questions a kind of cell answers while it is filled in, in miniature what an item type answers. */
interface CellKind {
  read(raw: unknown, codes: readonly LabelledCode[]): Read<GridCellValue>
  faults(cell: GridCellValue, column: GridColumn): readonly Fault[]
  inWords(cell: GridCellValue, codes: readonly LabelledCode[], language: string): string
}

const one: CellKind = {
  read: (raw, codes) =>
    typeof raw === 'string' && hasCode(codes, raw)
      ? readOk(raw)
      : readFault('choice.unknown', { got: String(raw).slice(0, 80) }),
  faults: () => [],
  inWords: (cell, codes) => labelOf(codes, String(cell)),
}

const several: CellKind = {
  read(raw, codes) {
    const read = readCodes(raw, codes)
    return read.ok ? readOk(inListOrder(read.value, codes)) : read
  },
  faults: (cell) =>
    Array.isArray(cell) && cell.length > 1 && cell.includes('none') ? [fault('choice.exclusive')] : [],
  inWords: (cell, codes, language) => listInWords(asCodes(cell), codes, language),
}

const amount = (read: (raw: unknown) => Read<number>): CellKind => ({
  read,
  faults: (cell, column) => rangeFaults(Number(cell), column),
  inWords: (cell, _codes, language) => numberInWords(Number(cell), language),
})

const words: CellKind = {
  read: (raw) => readText(raw),
  faults: (cell, column) => lengthFaults(String(cell), column.max ?? 250),
  inWords: (cell) => String(cell),
}

const kinds: Readonly<Record<GridCell, CellKind>> = {
  one,
  several,
  integer: amount(readWhole),
  decimal: amount(readNumber),
  year: { ...amount(readWhole), inWords: (cell) => String(cell) },
  text: words,
}

export const codesOf = (column: GridColumn, scope: Scope): readonly LabelledCode[] =>
  column.list === undefined ? [] : scope.list(column.list)

export const asCodes = (cell: GridCellValue): readonly string[] => (Array.isArray(cell) ? cell : [])

export const readCell = (raw: unknown, column: GridColumn, scope: Scope): Read<GridCellValue> =>
  kinds[column.cell].read(raw, codesOf(column, scope))

export const isBlankCell = (cell: GridCellValue): boolean =>
  typeof cell === 'number' ? false : typeof cell === 'string' ? isBlankText(cell) : cell.length === 0

export const cellFaults = (cell: GridCellValue, column: GridColumn, row: string): readonly Fault[] =>
  kinds[column.cell]
    .faults(cell, column)
    .map((found) => ({ ...found, pointer: `/${row}/${column.column}`, at: { row, column: column.column } }))

export const cellInWords = (cell: GridCellValue, column: GridColumn, scope: Scope): string =>
  kinds[column.cell].inWords(cell, codesOf(column, scope), scope.language)

export const exposedCell = (cell: GridCellValue): readonly string[] | number =>
  typeof cell === 'number' ? cell : typeof cell === 'string' ? [cell] : cell
