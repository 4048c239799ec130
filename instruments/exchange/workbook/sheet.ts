import { type CellContext, cellOf, type RawCell } from './cells.ts'
import type { WorkbookLimits } from './limits.ts'
import { isTrue, longestWritten, textCollector, tooLong } from './parts.ts'
import { cellName, type Sheet, type SheetCell, type SheetRow } from './workbook.ts'
import { WorkbookError, type WorkbookErrorCode } from './workbook-error.ts'
import type { XmlHandler } from './xml.ts'

const lastRow = 1_048_576
const lastColumn = 16_383
const mostMerged = 20_000

interface Row extends SheetRow {
  readonly cells: Map<number, SheetCell>
}

/** Where the reader of a sheet is, and the cell it is in. */
interface Position {
  row: Row
  column: number
  cell: { -readonly [K in keyof RawCell]: RawCell[K] } | undefined
  /** `v` or `is` while inside of one. */
  part: string
}

export interface SheetContext extends CellContext {
  readonly limits: WorkbookLimits
  /** Filled cells that may still come, over all sheets of a workbook. */
  readonly cells: { left: number }
}

/** Takes the cells of one sheet from its XML. Cells far apart cost no more than cells side by side. */
export function sheetReader(
  { name: title, hidden }: { readonly name: string; readonly hidden: boolean },
  context: SheetContext,
): { readonly handler: XmlHandler; sheet(): Sheet } {
  const { limits } = context
  const at: Position = { row: newRow(0, false), column: -1, cell: undefined, part: '' }
  const here = (): string => cellName(title, at.row.number, Math.max(at.column, 0))
  const refuse: Refuse = (code, message) => {
    throw new WorkbookError(code, message, here())
  }
  const store = cellStore(context, refuse)
  const merged: string[] = []
  const inline = textCollector((text) => at.cell && Object.assign(at.cell, { inline: text }), 'is', limits, here)
  const handler: XmlHandler = {
    open(name, attributes) {
      if (at.part !== 'is') openElement(name, attributes, at, store, refuse)
      if (at.part === 'is') inline.open?.(name, attributes)
      if (name === 'mergeCell' && attributes.ref !== undefined) merged.push(attributes.ref)
      if (merged.length > mostMerged) refuse('too-many-cells', `A sheet has more than ${mostMerged} merged ranges.`)
    },
    text(text) {
      if (at.part === 'is') inline.text?.(text)
      if (at.part !== 'v' || at.cell === undefined) return
      at.cell.value += text
      if (at.cell.value.length > longestWritten(limits)) throw tooLong(limits, here())
    },
    close(name) {
      if (at.part === 'is') inline.close?.(name)
      if (name === at.part) at.part = ''
      if (name !== 'c' || at.cell === undefined) return
      const cell = cellOf(at.cell, context)
      at.cell = undefined
      if (cell === 'damaged') refuse('damaged', 'A cell names a text that the file does not hold.')
      else if (cell !== undefined) store.add(at.row, at.column, cell)
    },
  }
  return { handler, sheet: () => ({ name: title, hidden, rows: store.rows(), merged }) }
}

type Refuse = (code: WorkbookErrorCode, message: string) => never

const newRow = (number: number, hidden: boolean): Row => ({ number, hidden, cells: new Map() })

function openElement(
  name: string,
  attributes: Readonly<Record<string, string>>,
  at: Position,
  store: CellStore,
  refuse: Refuse,
): void {
  if (name === 'row') {
    const number = attributes.r === undefined ? at.row.number + 1 : Number(attributes.r)
    if (!Number.isInteger(number) || number < 1 || number > lastRow) refuse('damaged', 'A row has no sound number.')
    at.row = store.find(number) ?? newRow(number, isTrue(attributes.hidden))
    at.column = -1
  } else if (name === 'c') {
    at.column = attributes.r === undefined ? at.column + 1 : columnAt(attributes.r)
    if (at.column < 0 || at.column > lastColumn) refuse('damaged', 'A cell has no sound address.')
    const { t: type = 'n', s: style = '0' } = attributes
    at.cell = { type, style: Number(style), value: '', inline: '', formula: false }
  } else if (at.cell !== undefined) {
    if (name === 'f') at.cell.formula = true
    if (name === 'v' || name === 'is') at.part = name
  }
}

interface CellStore {
  find(row: number): Row | undefined
  add(row: Row, column: number, cell: SheetCell): void
  rows(): readonly SheetRow[]
}

/** Keeps the filled cells of one sheet, and counts them. */
function cellStore({ limits, cells }: SheetContext, refuse: Refuse): CellStore {
  const rows = new Map<number, Row>()
  const columns = new Set<number>()
  return {
    find: (number) => rows.get(number),
    add(row, column, cell) {
      cells.left -= 1
      columns.add(column)
      rows.set(row.number, row)
      row.cells.set(column, cell)
      if (cell.text.length > limits.text) refuse('text-too-long', `A cell holds more than ${limits.text} characters.`)
      if (cells.left < 0) refuse('too-many-cells', `The workbook has more than ${limits.cells} filled cells.`)
      if (columns.size > limits.columns) refuse('too-many-columns', `More than ${limits.columns} columns are filled.`)
      if (rows.size > limits.rows) refuse('too-many-rows', `More than ${limits.rows} rows are filled.`)
    },
    rows: () => [...rows.values()].sort((a, b) => a.number - b.number).map(inOrder),
  }
}

/** Cells by column; programs write them so, but nothing holds them to it. */
function inOrder(row: Row): SheetRow {
  const keys = [...row.cells.keys()]
  if (keys.every((key, at) => at === 0 || key > (keys[at - 1] ?? 0))) return row
  return { ...row, cells: new Map([...row.cells].sort(([a], [b]) => a - b)) }
}

/** `F7` → 5; -1 when it is no address. */
function columnAt(address: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/i.exec(address)?.[1]?.toUpperCase() ?? ''
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
