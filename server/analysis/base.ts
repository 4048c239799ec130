import type { Base, BaseReason, UnitName } from '#contract'
import { type Measure, missingReasonNames, type Variable } from '#engine'
import type { Shown } from './disclosure.ts'
import { isValid } from './outcome.ts'

/** How an item's answers are of a kind: what its item type says, or `records` inside a roster. */
export type ItemMeasure = Measure | 'set' | 'grid' | 'ranking' | 'records'

const reasons: readonly BaseReason[] = [...missingReasonNames, 'no_response']

/** Who counts, and every unit that does not, by reason; `valid` and the missing counts add up to `units`. */
export function baseOf(shown: readonly Shown[], rule: Base['rule']): Base {
  const missing = reasons.map((reason) => {
    const missed = shown.filter(({ outcome }) => !isValid(outcome) && outcome.missing === reason)
    return { reason, count: missed.length, units: namesOf(missed) }
  })
  return {
    units: shown.length,
    valid: shown.filter(({ outcome }) => isValid(outcome)).length,
    missing: missing.filter(({ count }) => count > 0),
    rule,
  }
}

export const namesOf = (shown: readonly Shown[]): UnitName[] =>
  shown.filter(({ named }) => named).map(({ unit }) => ({ code: unit.code, name: unit.name }))

/** Which rule counts: sets and records let a unit stand in several categories, grids are decided cell by cell. */
export function ruleOf(measure: ItemMeasure, variable: Variable): Base['rule'] {
  if (measure === 'grid') return 'MR-X'
  if (measure === 'ranking') return 'MR-K'
  if (variable.measure === 'interval') return 'MR-S'
  if (measure === 'set') return 'MR-M'
  if (variable.part.option !== undefined) return 'MR-M'
  return variable.roster !== undefined && variable.codes !== undefined ? 'MR-M' : 'MR-F'
}
