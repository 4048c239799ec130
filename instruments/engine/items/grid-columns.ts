import type { MissingReason } from '../answers/missing.ts'
import type { Cell } from '../columns/variable.ts'
import type { GridCell, GridColumn } from '../definition/bundle.ts'
import { asCodes, codesOf } from './grid-cells.ts'
import type { GridCellValue } from './grid-rows.ts'
import type { ItemScope, LabelledCode, VariableSketch } from './item-type.ts'
import { chosenCodes } from './multiple-choice.ts'
import { variableCodes } from './options.ts'

type Scope = ItemScope<'grid'>
type MissingCell = { readonly missing: MissingReason }

/** What a kind of cell becomes in a data file. */
interface CellColumns {
  sketches(codes: readonly LabelledCode[], ordered: boolean): readonly VariableSketch[]
  cells(cell: GridCellValue, codes: readonly LabelledCode[]): readonly Cell[]
}

const plain = (measure: VariableSketch['measure']): VariableSketch[] => [{ suffix: '', label: '', measure, part: {} }]

const one: CellColumns = {
  sketches: (codes, ordered) => [
    { suffix: '', label: '', measure: ordered ? 'ordinal' : 'nominal', codes: variableCodes(codes), part: {} },
  ],
  cells: (cell) => [String(cell)],
}

const several: CellColumns = {
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

const amount: CellColumns = { sketches: () => plain('interval'), cells: (cell) => [Number(cell)] }
const words: CellColumns = { sketches: () => plain('text'), cells: (cell) => [String(cell)] }

const columns: Readonly<Record<GridCell, CellColumns>> = {
  one,
  several,
  integer: amount,
  decimal: amount,
  year: amount,
  text: words,
}

/** A grid of one column names its variables by row alone. */
export function cellSketches(
  row: LabelledCode,
  column: GridColumn,
  scope: Scope,
  manyColumns: boolean,
): readonly VariableSketch[] {
  const columnLabel = scope.columnLabel(column.column)
  const ordered = column.list !== undefined && scope.ordered(column.list)
  return columns[column.cell].sketches(codesOf(column, scope), ordered).map((sketch) => ({
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
  return columns[column.cell].cells(cell, codes)
}
