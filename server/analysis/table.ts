import { type Layout, packLayout, type Variable } from '#engine'
import { type Column, decodeColumn } from './column.ts'

/** One row to come: the unit it belongs to, its packed run, and its words for variables that are words. */
export interface Row {
  /** Position of the unit in the frame. */
  readonly unit: number
  readonly packed: Uint8Array
  readonly words: (variable: number) => string
}

/** Rows sorted by unit, so that a unit is a slice. Columns are decoded when first asked for, and once. */
export interface Table {
  readonly variables: readonly Variable[]
  readonly rows: number
  /** Rows of unit u are `starts[u]` to `starts[u + 1]`, the last excluded. */
  readonly starts: Uint32Array
  column(variable: number): Column
  words(variable: number, row: number): string
}

const noWords = (): string => ''

export function tableOf(variables: readonly Variable[], rows: readonly Row[], units: number): Table {
  const layout = packLayout(variables)
  const sorted = rows.toSorted((a, b) => a.unit - b.unit)
  const bytes = new Uint8Array(sorted.length * layout.width)
  for (const [at, row] of sorted.entries()) bytes.set(checked(row.packed, layout), at * layout.width)
  const words = (variable: number, row: number) => sorted[row]?.words(variable) ?? ''
  return packedTable({ variables, layout, bytes, starts: startsOf(sorted, units), words })
}

export interface PackedRows {
  readonly variables: readonly Variable[]
  readonly layout: Layout
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  readonly words?: (variable: number, row: number) => string
}

/** A table over runs that already lie side by side, sorted by unit. */
export function packedTable({ variables, layout, bytes, starts, words = noWords }: PackedRows): Table {
  const rows = starts.at(-1) ?? 0
  const columns: Column[] = []
  return { variables, rows, starts, column, words }

  function column(at: number): Column {
    const variable = variables[at]
    const field = layout.fields[at]
    if (variable === undefined || field === undefined) throw new RangeError(`there is no variable ${at}`)
    const found = columns[at] ?? decodeColumn({ layout, bytes, rows }, variable, field)
    columns[at] = found
    return found
  }
}

// a run of another width belongs to another instrument; counting it would count nonsense
function checked(packed: Uint8Array, { width }: Layout): Uint8Array {
  if (packed.length !== width) throw new RangeError(`a run of ${packed.length} bytes where ${width} were expected`)
  return packed
}

function startsOf(sorted: readonly Row[], units: number): Uint32Array {
  const starts = new Uint32Array(units + 1)
  for (const { unit } of sorted) {
    if (unit < 0 || unit >= units) throw new RangeError(`unit ${unit} is not in the frame of ${units}`)
    starts[unit + 1] = (starts[unit + 1] ?? 0) + 1
  }
  for (let unit = 0; unit < units; unit += 1) starts[unit + 1] = (starts[unit + 1] ?? 0) + (starts[unit] ?? 0)
  return starts
}
