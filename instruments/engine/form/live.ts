import type { Answer } from '../answers/answer.ts'
import type { MissingReason } from '../answers/missing.ts'
import type { Context } from '../definition/context.ts'
import type { Group, Instrument, Item, Section } from '../definition/instrument.ts'
import type { Wording } from '../definition/wording.ts'
import type { Expression, Lookup, Value } from '../expression/grammar.ts'
import type { Fault } from '../items/item-type.ts'
import type { AnyScope } from './any-scope.ts'

/** One item (in one roster row) as it stands: on the path or not, answered or not, and what expressions see of it. */
export interface LiveItem {
  readonly item: Item
  readonly row: string | undefined
  readonly relevant: boolean
  readonly required: boolean
  readonly answer: Answer | undefined
  /** The value without its off-path parts; undefined when blank, missing, off the path or not readable. */
  readonly value: unknown
  readonly declared: MissingReason | undefined
  readonly faults: readonly Fault[]
  readonly exposed: Value
  readonly scope: AnyScope
}

export interface LiveRow {
  readonly row: string
  readonly label: string
}

/**
 * The state that `evaluate`, `cells` and the profile in words share. Everything is computed on demand and once,
 * so an item may look at any other without an order of evaluation; `load` refuses cycles.
 */
export interface Live {
  readonly instrument: Instrument
  readonly context: Context
  readonly wording: Wording
  sectionRelevant(section: Section): boolean
  groupRelevant(group: Group, section: Section): boolean
  item(item: Item, row?: string): LiveItem
  rows(roster: Item): readonly LiveRow[]
  lookup(item: Item | undefined, row: string | undefined, self?: Value): Lookup
  /** What an expression of an item yields; outside rosters it is worked out once. */
  yields(expression: Expression, item?: Item, row?: string): Value
  /** Is a condition true? No condition is. */
  holds(condition: Expression | undefined, item?: Item, row?: string): boolean
}
