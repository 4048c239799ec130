import type { MissingReason } from '#engine'
import { type Column, reasonCount, reasonOf } from './column.ts'
import type { Table } from './table.ts'

/** How often each code and each missing reason occurs, by unit. */
export interface Frequency {
  readonly units: number
  readonly codes: number
  /** Per unit one run: a count per code, then a count per missing reason. */
  readonly cells: Uint32Array
}

/** The frequency of one variable by unit. Numbers and words have no codes: they count as one code, being there. */
export function frequencyOf(table: Table, variable: number): Frequency {
  const { starts } = table
  const column = table.column(variable)
  const codes = column.kind === 'coded' ? column.codes : 1
  const units = starts.length - 1
  const width = codes + reasonCount
  const cells = new Uint32Array(units * width)
  const bins = binsOf(column)
  for (let unit = 0; unit < units; unit += 1) {
    const own = cells.subarray(unit * width, (unit + 1) * width)
    countInto(own, bins, starts[unit] ?? 0, starts[unit + 1] ?? 0)
  }
  return { units, codes, cells }
}

// missing is 0 for a value and k for reason k: exactly the bins of a variable with one code
const binsOf = (column: Column): Uint8Array | Uint16Array => (column.kind === 'coded' ? column.bins : column.missing)

function countInto(own: Uint32Array, bins: Uint8Array | Uint16Array, from: number, to: number): void {
  for (let row = from; row < to; row += 1) {
    const bin = bins[row] ?? 0
    own[bin] = (own[bin] ?? 0) + 1
  }
}

export const countOf = ({ codes, cells }: Frequency, unit: number, code: number): number =>
  cells[unit * (codes + reasonCount) + code] ?? 0

/** Rows of a unit with a value. */
export function validOf(frequency: Frequency, unit: number): number {
  let valid = 0
  for (let code = 0; code < frequency.codes; code += 1) valid += countOf(frequency, unit, code)
  return valid
}

/** Missing reasons of a unit with their counts, those that occur. */
export function missingOf(frequency: Frequency, unit: number): readonly { reason: MissingReason; count: number }[] {
  return Array.from({ length: reasonCount }, (_, at) => ({
    reason: reasonOf(at + 1),
    count: countOf(frequency, unit, frequency.codes + at),
  })).filter(({ count }) => count > 0)
}
