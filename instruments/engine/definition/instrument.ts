import type { Expression } from '../expression/grammar.ts'
import type { Sources } from '../items/item-type.ts'
import type {
  Bundle,
  CheckDefinition,
  GroupDefinition,
  ItemDefinition,
  PublicationClass,
  SectionDefinition,
} from './bundle.ts'

/** A bundle opened for use: indexed, with every expression parsed once. */
export interface Instrument {
  readonly hash: string
  readonly bundle: Bundle
  readonly sections: readonly Section[]
  /** Every item by code, those inside rosters too. */
  readonly items: ReadonlyMap<string, Item>
  readonly checks: readonly Check[]
}

export interface Section {
  readonly code: string
  readonly definition: SectionDefinition
  readonly relevant: Expression | undefined
  readonly groups: readonly Group[]
}

export interface Group {
  readonly code: string
  readonly section: string
  readonly definition: GroupDefinition
  readonly relevant: Expression | undefined
  readonly items: readonly Item[]
}

export interface Item {
  readonly code: string
  readonly definition: ItemDefinition
  readonly section: Section
  readonly group: Group
  /** The roster this item repeats in. */
  readonly roster: Item | undefined
  /** Items of a roster. */
  readonly children: readonly Item[]
  readonly publication: PublicationClass
  /** Where its options, rows, columns and registers come from. */
  readonly sources: Sources
  readonly relevant: Expression | undefined
  readonly required: Expression | boolean
  readonly constraint: Expression | undefined
  /** Narrow the options and the rows; absent when the whole list is offered. */
  readonly optionsFrom: Expression | undefined
  readonly rowsFrom: Expression | undefined
  readonly columnRelevant: ReadonlyMap<string, Expression>
}

export interface Check {
  readonly definition: CheckDefinition
  readonly when: Expression
}

/** Items of the main file in the order they are asked, rosters without their inside. */
export function topLevelItems(instrument: Instrument): readonly Item[] {
  return instrument.sections.flatMap((section) => section.groups.flatMap((group) => group.items))
}

export function findItem(instrument: Instrument, code: string): Item | undefined {
  return instrument.items.get(code)
}
