import type { MissingReason } from '../answers/missing.ts'
import type { PublicationClass } from '../definition/bundle.ts'

export type Measure = 'nominal' | 'ordinal' | 'interval' | 'date' | 'text'

/** A column of the data file. One item becomes one or many variables. */
export interface Variable {
  /** Legal in SPSS, Stata, R and SQL: a letter first, then letters, digits and `_`, at most 32 characters. */
  readonly name: string
  /** The item's wording, then the part that sets this variable apart. */
  readonly label: string
  readonly item: string
  readonly section: string
  /** The roster whose child file this variable belongs to; absent in the main file. */
  readonly roster?: string
  readonly measure: Measure
  /** Codes in order, for nominal and ordinal variables. */
  readonly codes?: readonly VariableCode[]
  readonly unit: string
  readonly rq: readonly string[]
  readonly publication: PublicationClass
  /** What sets this variable apart within its item. */
  readonly part: VariablePart
}

/** `option`: one option of a multiple choice (0/1); `rank`: the k-th choice; `row`, `column`: a grid's cell. */
export interface VariablePart {
  readonly row?: Labelled
  readonly column?: Labelled
  readonly option?: Labelled
  readonly rank?: number
}

export interface Labelled {
  readonly code: string
  readonly label: string
}

export interface VariableCode extends Labelled {
  /** The number that statistical files use. */
  readonly value: number
}

/** One value of one variable: text for codes, dates and texts; a number for amounts; or a missing reason. */
export type Cell = string | number | { readonly missing: MissingReason }

export const isMissing = (cell: Cell): cell is { readonly missing: MissingReason } => typeof cell === 'object'
