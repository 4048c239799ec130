import type { Code } from '../definition/bundle.ts'

/** The typed tree of an XLSForm expression. `from`/`to` are offsets in the source text, for located faults. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number; readonly from: number; readonly to: number }
  /** `${B10}` */
  | { readonly kind: 'reference'; readonly item: string; readonly from: number; readonly to: number }
  /** `.` */
  | { readonly kind: 'self'; readonly from: number; readonly to: number }
  /** A bare name: an attribute of the code at hand (`name`, `channel`), as in choice filters. */
  | { readonly kind: 'attribute'; readonly name: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: readonly Expression[]
      readonly from: number
      readonly to: number
    }
  | {
      readonly kind: 'operation'
      readonly operator: Operator
      readonly args: readonly Expression[]
      readonly from: number
      readonly to: number
    }

export type Operator = 'or' | 'and' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod' | 'negate'

/**
 * What an expression yields. `undefined` is missing. A `set` is a list of codes (multiple choice, ranking,
 * roster rows, `rows-with`); a `list` is one value per roster row; a grid is opaque but for `cell` and `rows-with`.
 */
export type Value =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'boolean'; readonly boolean: boolean }
  /** ISO date of any precision. */
  | { readonly type: 'date'; readonly date: string }
  | { readonly type: 'set'; readonly codes: readonly string[] }
  | { readonly type: 'grid'; readonly rows: GridValues }
  | { readonly type: 'list'; readonly values: readonly (Value | undefined)[] }
  | undefined

/** Row code → column code → the codes or the number or text in that cell; missing cells are absent. */
export type GridValues = Readonly<Record<string, Readonly<Record<string, readonly string[] | number>>>>

export type ValueType = Exclude<Value, undefined>['type']

/** Everything an expression may look at. */
export interface Lookup {
  /** The live value of an item: off-path and missing answers are undefined. In a roster, the same row's. */
  reference(item: string): Value
  readonly self: Value
  attribute(name: string): Value
  unit(attribute: string): Value
  wave(attribute: string): Value
  /** The label of a code of the item's list, for `jr:choice-name`. */
  choiceName(code: string, item: string): string | undefined
  /** The codes of a list with their attributes, whatever is offered of them; none when there is no such list. */
  codes(list: string): readonly Code[]
  readonly today: string
}
