import type { Cell } from '../columns/variable.ts'
import type { GridColumn } from '../definition/bundle.ts'
import type { GridValues } from '../expression/grammar.ts'
import { cellFaults, cellInWords, exposedCell, isBlankCell, readCell } from './grid-cells.ts'
import { cellCells, cellSketches } from './grid-columns.ts'
import { type GridRow, isMissingRow, readRows } from './grid-rows.ts'
import type { Fault, ItemScope, ItemType, OpenPart } from './item-type.ts'
import { hasCode, labelOf, rowSeconds } from './options.ts'
import { fault, isRecord } from './reading.ts'

/** Row code → its cells by column, or the missing reason of the whole row. */
export type GridValue = Readonly<Record<string, GridRow>>

type Scope = ItemScope<'grid'>

export const grid: ItemType<'grid', GridValue> = {
  name: 'grid',
  measure: 'grid',
  exposes: 'grid',
  sources: (settings) => ({ rows: settings.rows, columns: settings.columns }),
  read: (raw, scope) => readRows(raw, scope.allRows, (row, code) => readGridRow(row, code, scope)),
  isBlank: (value) => Object.keys(value).length === 0,
  live: liveGrid,
  expose: (value) => ({ type: 'grid', rows: exposedRows(value) }),
  check: (value, scope) => everyCell(value, scope).flatMap(({ cell, column, row }) => cellFaults(cell, column, row)),
  open: openParts,
  inWords: (value, scope) =>
    scope.rows
      .filter((row) => value[row.code] !== undefined)
      .map((row) => `${row.label}: ${rowInWords(value[row.code] ?? {}, scope)}`)
      .join('\n'),
  variables: (scope) =>
    scope.allRows.flatMap((row) =>
      scope.settings.columns.flatMap((column) => cellSketches(row, column, scope, scope.settings.columns.length > 1)),
    ),
  cells: (value, scope) =>
    scope.allRows.flatMap((row) =>
      scope.settings.columns.flatMap((column) => rowCells(value, row.code, column, scope)),
    ),
  carry(value, to) {
    const rows = Object.entries(value).filter(([row]) => hasCode(to.allRows, row))
    return rows.length === Object.keys(value).length ? value : undefined
  },
  seconds: ({ rows, liveColumns }) => rows.length * rowSeconds * Math.max(1, liveColumns.size / 2),
  examples: [
    {
      name: 'one code per row',
      settings: { rows: { list: 'level' }, columns: [{ column: 'extent', cell: 'one', list: 'extent' }] },
      value: { l1_national: { extent: 'most' }, l2_province_state_region: { missing: 'dont_know' } },
      valid: true,
    },
    {
      name: 'numbers in cells',
      settings: { rows: { list: 'level' }, columns: [{ column: 'units', cell: 'integer', min: 0 }] },
      value: { l1_national: { units: 21 } },
      valid: true,
    },
    {
      name: 'a row that does not exist',
      settings: { rows: { list: 'level' }, columns: [{ column: 'extent', cell: 'one', list: 'extent' }] },
      value: { moon: { extent: 'most' } },
      valid: false,
    },
    {
      name: 'a code that is not in the list',
      settings: { rows: { list: 'level' }, columns: [{ column: 'extent', cell: 'one', list: 'extent' }] },
      value: { l1_national: { extent: 'lots' } },
      valid: false,
    },
  ],
}

function readGridRow(raw: unknown, row: string, scope: Scope): { cells: GridRow } | { faults: readonly Fault[] } {
  if (!isRecord(raw)) return { faults: [fault('grid.type', {}, `/${row}`, { row })] }
  const faults: Fault[] = []
  const cells: Record<string, string | number | readonly string[]> = {}
  for (const [code, cell] of Object.entries(raw)) {
    const column = scope.settings.columns.find((c) => c.column === code)
    if (column === undefined) {
      faults.push(fault('grid.column_unknown', { got: code.slice(0, 80) }, `/${row}`, { row }))
      continue
    }
    const read = readCell(cell, column, scope)
    if (!read.ok)
      faults.push(
        ...read.faults.map((f) => ({ ...f, pointer: `/${row}/${code}${f.pointer}`, at: { row, column: code } })),
      )
    else if (!isBlankCell(read.value)) cells[code] = read.value
  }
  return faults.length > 0 ? { faults } : { cells }
}

function liveGrid(value: GridValue, scope: Scope): GridValue {
  const live: Record<string, GridRow> = {}
  for (const row of scope.rows) {
    const cells = value[row.code]
    if (cells === undefined) continue
    const kept = isMissingRow(cells) ? cells : liveCells(cells, scope)
    if (Object.keys(kept).length > 0) live[row.code] = kept
  }
  return live
}

function liveCells(cells: GridRow, scope: Scope): GridRow {
  if (scope.liveColumns.size === scope.settings.columns.length) return cells
  return Object.fromEntries(Object.entries(cells).filter(([column]) => scope.liveColumns.has(column)))
}

function exposedRows(value: GridValue): GridValues {
  const rows: Record<string, Record<string, readonly string[] | number>> = {}
  for (const [row, cells] of Object.entries(value)) {
    if (isMissingRow(cells)) continue
    rows[row] = Object.fromEntries(Object.entries(cells).map(([column, cell]) => [column, exposedCell(cell)]))
  }
  return rows
}

function everyCell(value: GridValue, { settings }: Scope) {
  return Object.entries(value).flatMap(([row, cells]) =>
    isMissingRow(cells)
      ? []
      : settings.columns.flatMap((column) => {
          const cell = cells[column.column]
          return cell === undefined ? [] : [{ row, column, cell }]
        }),
  )
}

/** Rows and cells without a value or a reason. A column with `required: false` never keeps a row open. */
function openParts(value: GridValue, scope: Scope): readonly OpenPart[] {
  const wanted = scope.settings.required_rows
  return scope.rows
    .filter((row) => wanted === undefined || wanted.includes(row.code))
    .flatMap((row) => {
      const cells = value[row.code]
      if (cells !== undefined && isMissingRow(cells)) return []
      return scope.settings.columns
        .filter((column) => column.required !== false && scope.liveColumns.has(column.column))
        .filter((column) => cells?.[column.column] === undefined)
        .map((column) => ({ row: row.code, column: column.column }))
    })
}

function rowInWords(cells: GridRow, scope: Scope): string {
  if (isMissingRow(cells)) return labelOf(scope.list('missing_reason'), cells.missing)
  const { columns } = scope.settings
  return columns
    .filter((column) => cells[column.column] !== undefined)
    .map((column) => {
      const words = cellInWords(cells[column.column] ?? '', column, scope)
      return columns.length > 1 ? `${scope.columnLabel(column.column)} ${words}` : words
    })
    .join('; ')
}

function rowCells(value: GridValue, row: string, column: GridColumn, scope: Scope): readonly Cell[] {
  const onPath = hasCode(scope.rows, row) && scope.liveColumns.has(column.column)
  const cells = value[row]
  if (!onPath) return cellCells({ missing: 'logic_skip' }, column, scope)
  if (cells !== undefined && isMissingRow(cells)) return cellCells(cells, column, scope)
  return cellCells(cells?.[column.column] ?? { missing: 'no_answer' }, column, scope)
}
