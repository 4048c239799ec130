import { type MissingReason, missingReasonNames, missingReasons } from '../answers/missing.ts'
import { type Cell, isMissing, type Variable } from './variable.ts'

/**
 * One response as one run of bytes, the same width for every response of an instrument, so that a million of
 * them load into typed columns in seconds.
 *
 * - coded (nominal, ordinal): the position of the code in the variable's codes; 1 byte, or 2 (little endian) beyond 240 codes
 * - number (interval): 1 byte of state, then a float64, little endian
 * - presence (text, date): 1 byte of state; the content stands in the submission
 *
 * A state or code of 256 + k (65536 + k in two bytes) is the missing reason with export code k, so −1 is 255 and −10 is 246.
 */
export interface Layout {
  readonly width: number
  readonly fields: readonly Field[]
}

export interface Field {
  readonly kind: 'code' | 'wide_code' | 'number' | 'presence'
  readonly offset: number
}

const mostNarrowCodes = 240
const widths = { code: 1, wide_code: 2, number: 9, presence: 1 } as const satisfies Record<Field['kind'], number>

export function packLayout(variables: readonly Variable[]): Layout {
  let width = 0
  const fields = variables.map((variable) => {
    const field: Field = { kind: kindOf(variable), offset: width }
    width += widths[field.kind]
    return field
  })
  return { width, fields }
}

function kindOf({ measure, codes }: Variable): Field['kind'] {
  if (measure === 'interval') return 'number'
  if (codes === undefined) return 'presence'
  return codes.length > mostNarrowCodes ? 'wide_code' : 'code'
}

/** Pack the cells of one response; `cells[i]` belongs to `variables[i]`. */
export function pack(variables: readonly Variable[], layout: Layout, cells: readonly Cell[]): Uint8Array {
  const bytes = new Uint8Array(layout.width)
  const view = new DataView(bytes.buffer)
  for (const [at, field] of layout.fields.entries()) {
    const cell = cells[at] ?? { missing: 'not_asked' as const }
    if (isMissing(cell)) writeMissing(view, field, missingReasons[cell.missing].code)
    else writeValue(view, field, cell, variables[at])
  }
  return bytes
}

function writeMissing(view: DataView, { kind, offset }: Field, code: number): void {
  if (kind === 'wide_code') view.setUint16(offset, 65_536 + code, true)
  else view.setUint8(offset, 256 + code)
}

function writeValue(
  view: DataView,
  { kind, offset }: Field,
  value: string | number,
  variable: Variable | undefined,
): void {
  if (kind === 'number') view.setFloat64(offset + 1, Number(value), true)
  if (kind !== 'code' && kind !== 'wide_code') return
  const position = variable?.codes?.findIndex((code) => code.code === value) ?? -1
  if (position < 0) writeMissing(view, { kind, offset }, missingReasons.invalidated.code)
  else if (kind === 'code') view.setUint8(offset, position)
  else view.setUint16(offset, position, true)
}

export const missingByCode: ReadonlyMap<number, MissingReason> = new Map(
  missingReasonNames.map((name) => [missingReasons[name].code, name]),
)

/** Read one field of one response back: a code's position, a number, `true` for a present text, or a missing reason. */
export function unpackField(view: DataView, { kind, offset }: Field): number | true | { readonly missing: string } {
  const raw = kind === 'wide_code' ? view.getUint16(offset, true) : view.getUint8(offset)
  const missing = missingByCode.get(raw - (kind === 'wide_code' ? 65_536 : 256))
  if (missing !== undefined) return { missing }
  if (kind === 'number') return view.getFloat64(offset + 1, true)
  return kind === 'presence' ? true : raw
}
