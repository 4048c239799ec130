import { isDeclarable } from '../answers/missing.ts'
import type { DeclarableMissing } from '../definition/bundle.ts'
import type { Fault, LabelledCode, Read } from './item-type.ts'
import { hasCode } from './options.ts'
import { fault, isRecord, readFault, readOk } from './reading.ts'

export type GridCellValue = string | number | readonly string[]

/** The cells of a row by column, or the missing reason the respondent declared for the row. */
export type GridRow = Readonly<Record<string, GridCellValue>> | { readonly missing: DeclarableMissing }

export const isMissingRow = (row: object): row is { readonly missing: DeclarableMissing } =>
  'missing' in row && typeof row.missing === 'string'

/** Read a record of rows: unknown rows are faults, declared missing rows pass, the rest goes to `readRow`. */
export function readRows<R extends object>(
  raw: unknown,
  allRows: readonly LabelledCode[],
  readRow: (raw: unknown, code: string) => { readonly cells: R } | { readonly faults: readonly Fault[] },
): Read<Readonly<Record<string, R | { readonly missing: DeclarableMissing }>>> {
  if (!isRecord(raw)) return readFault('grid.type')
  const faults: Fault[] = []
  const rows: Record<string, R | { readonly missing: DeclarableMissing }> = {}
  for (const [code, row] of Object.entries(raw)) {
    if (faults.length >= 200) break
    if (!hasCode(allRows, code)) faults.push(fault('grid.row_unknown', { got: code.slice(0, 80) }))
    else if (isRecord(row) && isMissingRow(row)) {
      if (isDeclarable(row.missing)) rows[code] = { missing: row.missing }
      else
        faults.push(
          fault('missing.not_declarable', { got: String(row.missing).slice(0, 80) }, `/${code}/missing`, { row: code }),
        )
    } else {
      const read = readRow(row, code)
      if ('faults' in read) faults.push(...read.faults)
      else if (Object.keys(read.cells).length > 0) rows[code] = read.cells
    }
  }
  return faults.length > 0 ? { ok: false, faults } : readOk(rows)
}
