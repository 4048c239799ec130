import { type Field, type Layout, type MissingReason, missingByCode, missingReasonNames, type Variable } from '#engine'

/**
 * One variable over all rows of a table. A missing reason stands beside the values, by its export code without
 * the minus sign; 0 says that the row has a value.
 */
export type Column = CodedColumn | NumberColumn | PresenceColumn

export interface CodedColumn {
  readonly kind: 'coded'
  /** How many codes the variable has. */
  readonly codes: number
  /** A code's position; missing reason k (1 to 10) is `codes - 1 + k`, so that one histogram counts both. */
  readonly bins: Uint8Array | Uint16Array
}

export interface NumberColumn {
  readonly kind: 'number'
  readonly values: Float64Array
  readonly missing: Uint8Array
}

/** Texts and dates: whether there is one. The words stand in the submission. */
export interface PresenceColumn {
  readonly kind: 'presence'
  readonly missing: Uint8Array
}

export const reasonCount = missingReasonNames.length

/** The reason with this number, 1 to 10. */
export function reasonOf(number: number): MissingReason {
  const reason = missingByCode.get(-number)
  if (reason === undefined) throw new RangeError(`there is no missing reason ${number}`)
  return reason
}

/** The packed runs of many responses, one after the other. */
export interface Runs {
  readonly layout: Layout
  readonly bytes: Uint8Array
  readonly rows: number
}

export function decodeColumn(runs: Runs, variable: Variable, field: Field): Column {
  const codes = variable.codes?.length ?? 0
  if (field.kind === 'code') return { kind: 'coded', codes, bins: decodeNarrow(runs, field.offset, codes) }
  if (field.kind === 'wide_code') return { kind: 'coded', codes, bins: decodeWide(runs, field.offset, codes) }
  const missing = decodeStates(runs, field.offset)
  if (field.kind === 'presence') return { kind: 'presence', missing }
  return { kind: 'number', values: decodeNumbers(runs, field.offset + 1), missing }
}

// packed, reason k is 256 - k (65,536 - k in two bytes); here it is codes - 1 + k
function decodeNarrow({ layout, bytes, rows }: Runs, offset: number, codes: number): Uint8Array {
  const bins = new Uint8Array(rows)
  for (let row = 0, at = offset; row < rows; row += 1, at += layout.width) {
    const raw = bytes[at] ?? 0
    bins[row] = raw < 256 - reasonCount ? raw : codes + 255 - raw
  }
  return bins
}

function decodeWide({ layout, bytes, rows }: Runs, offset: number, codes: number): Uint16Array {
  const bins = new Uint16Array(rows)
  for (let row = 0, at = offset; row < rows; row += 1, at += layout.width) {
    const raw = (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256
    bins[row] = raw < 65_536 - reasonCount ? raw : codes + 65_535 - raw
  }
  return bins
}

function decodeStates({ layout, bytes, rows }: Runs, offset: number): Uint8Array {
  const missing = new Uint8Array(rows)
  for (let row = 0, at = offset; row < rows; row += 1, at += layout.width) {
    const raw = bytes[at] ?? 0
    missing[row] = raw < 256 - reasonCount ? 0 : 256 - raw
  }
  return missing
}

function decodeNumbers({ layout, bytes, rows }: Runs, offset: number): Float64Array {
  const values = new Float64Array(rows)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let row = 0, at = offset; row < rows; row += 1, at += layout.width) values[row] = view.getFloat64(at, true)
  return values
}
