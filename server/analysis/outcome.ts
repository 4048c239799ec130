import type { BaseReason, UnitName } from '#contract'
import { countOf, type Frequency, frequencyOf, missingOf, validOf } from './frequency.ts'
import type { Table } from './table.ts'

/** A unit that was asked to answer in a wave. */
export interface FrameUnit extends UnitName {
  readonly submitted: boolean
}

/**
 * What one unit says on one variable: positions of the codes it chose (several only inside rosters),
 * its numbers or words, or why it says nothing.
 */
export type Outcome =
  | { readonly codes: readonly number[]; readonly values: readonly (string | number)[] }
  | { readonly missing: BaseReason }

export const isValid = (outcome: Outcome): outcome is Exclude<Outcome, { missing: BaseReason }> => 'codes' in outcome

/** Why a unit without any row says nothing: no record was entered in a roster, say. */
export type EmptyReason = (unit: number) => BaseReason

/** One outcome per unit of the frame, in its order. */
export function outcomesOf(
  table: Table,
  variable: number,
  frame: readonly FrameUnit[],
  emptyReason: EmptyReason,
): readonly Outcome[] {
  const frequency = frequencyOf(table, variable)
  return frame.map(({ submitted }, unit) => {
    if (!submitted) return { missing: 'no_response' }
    if (validOf(frequency, unit) > 0) return validOutcome(table, variable, unit, frequency)
    return { missing: commonest(frequency, unit) ?? emptyReason(unit) }
  })
}

function validOutcome(table: Table, variable: number, unit: number, frequency: Frequency): Outcome {
  const column = table.column(variable)
  if (column.kind === 'coded') {
    const positions = Array.from({ length: frequency.codes }, (_, code) => code)
    return { codes: positions.filter((code) => countOf(frequency, unit, code) > 0), values: [] }
  }
  const values: (string | number)[] = []
  for (let row = table.starts[unit] ?? 0; row < (table.starts[unit + 1] ?? 0); row += 1) {
    if (column.missing[row] !== 0) continue
    values.push(column.kind === 'number' ? (column.values[row] ?? Number.NaN) : table.words(variable, row))
  }
  return { codes: [], values }
}

// records of a roster may be missing for several reasons; the unit is listed under the one it gives most
function commonest(frequency: Frequency, unit: number): BaseReason | undefined {
  return missingOf(frequency, unit).toSorted((a, b) => b.count - a.count)[0]?.reason
}
