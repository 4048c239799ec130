import type { MissingReason } from '../answers/missing.ts'
import type { Cell } from '../columns/variable.ts'
import type { GridCell, GridColumn } from '../definition/bundle.ts'
import type { GridCellValue } from './grid-rows.ts'
import type { Fault, ItemScope, LabelledCode, Read, VariableSketch } from './item-type.ts'
import { chosenCodes, readCodes } from './multiple-choice.ts'
import { numberInWords, rangeFaults, readNumber, readWhole } from './numbers.ts'
import { hasCode, inListOrder, labelOf, listInWords, variableCodes } from './options.ts'
import { fault, isBlankText, readFault, readOk } from './reading.ts'
import { lengthFaults, readText } from './texts.ts'

type Scope = ItemScope<'grid'>
type MissingCell = { readonly missing: MissingReason }

/** The questions a kind of cell answers, in miniature what an item type answers. */
interface CellKind {
  read(raw: unknown, codes: readonly LabelledCode[]): Read<GridCellValue>
  faults(cell: GridCellValue, column: GridColumn): readonly Fault[]
  inWords(cell: GridCellValue, codes: readonly LabelledCode[], language: string): string
  sketches(codes: readonly LabelledCode[], ordered: boolean): readonly VariableSketch[]
  cells(cell: GridCellValue, codes: readonly LabelledCode[]): readonly Cell[]
}

const plain = (measure: VariableSketch['measure']): VariableSketch[] => [{ suffix: '', label: '', measure, part: {} }]

const one: CellKind = {
  read: (raw, codes) =>
    typeof raw === 'string' && hasCode(codes, raw)
      ? readOk(raw)
      : readFault('choice.unknown', { got: String(raw).slice(0, 80) }),
  faults: () => [],
  inWords: (cell, codes) => labelOf(codes, String(cell)),
  sketches: (codes, ordered) => [
    { suffix: '', label: '', measure: ordered ? 'ordinal' : 'nominal', codes: variableCodes(codes), part: {} },
  ],
  cells: (cell) => [String(cell)],
}

const several: CellKind = {
  read(raw, codes) {
    const read = readCodes(raw, codes)
    return read.ok ? readOk(inListOrder(read.value, codes)) : read
  },
  faults: (cell) =>
    Array.isArray(cell) && cell.length > 1 && cell.includes('none') ? [fault('choice.exclusive')] : [],
  inWords: (cell, codes, language) => listInWords(asCodes(cell), codes, language),
  sketches: (codes) =>
    codes.map((option) => ({
      suffix: option.code,
      label: option.label,
      measure: 'nominal',
      codes: chosenCodes,
      part: { option: { code: option.code, label: option.label } },
    })),
  cells: (cell, codes) => codes.map((option) => (asCodes(cell).includes(option.code) ? 'chosen' : 'not_chosen')),
}

const amount = (read: (raw: unknown) => Read<number>): CellKind => ({
  read,
  faults: (cell, column) => rangeFaults(Number(cell), column),
  inWords: (cell, _codes, language) => numberInWords(Number(cell), language),
  sketches: () => plain('interval'),
  cells: (cell) => [Number(cell)],
})

const words: CellKind = {
  read: (raw) => readText(raw),
  faults: (cell, column) => lengthFaults(String(cell), column.max ?? 250),
  inWords: (cell) => String(cell),
  sketches: () => plain('text'),
  cells: (cell) => [String(cell)],
}

const kinds: Readonly<Record<GridCell, CellKind>> = {
  one,
  several,
  integer: amount(readWhole),
  decimal: amount(readNumber),
  year: { ...amount(readWhole), inWords: (cell) => String(cell) },
  text: words,
}

const codesOf = (column: GridColumn, scope: Scope): readonly LabelledCode[] =>
  column.list === undefined ? [] : scope.list(column.list)

const asCodes = (cell: GridCellValue): readonly string[] => (Array.isArray(cell) ? cell : [])

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

/** A grid of one column names its variables by row alone. */
export function cellSketches(
  row: LabelledCode,
  column: GridColumn,
  scope: Scope,
  manyColumns: boolean,
): readonly VariableSketch[] {
  const columnLabel = scope.columnLabel(column.column)
  const ordered = column.list !== undefined && scope.ordered(column.list)
  return kinds[column.cell].sketches(codesOf(column, scope), ordered).map((sketch) => ({
    ...sketch,
    suffix: [row.code, manyColumns ? column.column : '', sketch.suffix].filter((part) => part !== '').join('_'),
    label: [row.label, manyColumns ? columnLabel : '', sketch.label].filter((part) => part !== '').join(' – '),
    part: {
      ...sketch.part,
      row: { code: row.code, label: row.label },
      column: { code: column.column, label: columnLabel },
    },
  }))
}

/** The cells of one grid cell, or the same missing reason in each of them. */
export function cellCells(cell: GridCellValue | MissingCell, column: GridColumn, scope: Scope): readonly Cell[] {
  const codes = codesOf(column, scope)
  if (typeof cell === 'object' && 'missing' in cell) {
    const width = column.cell === 'several' ? codes.length : 1
    return Array.from({ length: width }, () => ({ missing: cell.missing }))
  }
  return kinds[column.cell].cells(cell, codes)
}
