import type { ValueType } from '../grammar.ts'
import type { PhraseKey } from '../in-words-en.ts'

/** What is said of a function beside its meaning: enough to check a call and to say it. Evaluating needs none of it. */
export interface Declaration {
  readonly parameters: readonly Parameter[]
  readonly result: ResultType
  /** The argument whose code list the result's codes belong to. */
  readonly codesOf?: number
  /** One sentence for each number of arguments, from the fewest; the last serves any further. Placeholders are parameter names. */
  readonly sentences: readonly [PhraseKey, ...PhraseKey[]]
  /** How `not(…)` of it is said. */
  readonly negated?: PhraseKey
}

export interface ExpressionFunction extends Declaration {
  readonly name: string
}

/** A family of functions is declared when each of its meanings is: one forgotten does not compile. */
export type Declarations<Meanings> = { readonly [Name in keyof Meanings]: Declaration }

export interface Parameter {
  readonly name: string
  readonly type: ParameterType
  readonly optional?: true
  /** The last parameter may stand for any number of arguments, one at least unless it is optional. */
  readonly variadic?: true
  /** The argument whose codes a literal here must be one of. */
  readonly codesOf?: number
}

/** `any` cannot be told before there are answers; `shared` is the type that the `any` arguments have in common. */
export type ResultType = ValueType | 'any' | 'shared'

/**
 * `numbers`: numbers and lists of them. `codes`: a set, or a text of codes set apart by spaces. `code`: one code.
 * `item`: the item itself and not its answer. `pattern`: a regular expression, written out.
 */
export type ParameterType =
  | 'any'
  | 'boolean'
  | 'number'
  | 'numbers'
  | 'text'
  | 'date'
  | 'set'
  | 'code'
  | 'codes'
  | 'grid'
  | 'item'
  | 'pattern'

/** The parameter that the argument at a position answers to. */
export function parameterAt(definition: Declaration, position: number): Parameter | undefined {
  const { parameters } = definition
  const last = parameters[parameters.length - 1]
  return parameters[position] ?? (last?.variadic ? last : undefined)
}

export function arityOf({ parameters }: Declaration): { readonly fewest: number; readonly most: number } {
  const fewest = parameters.filter((parameter) => !parameter.optional).length
  return { fewest, most: parameters.at(-1)?.variadic ? Number.POSITIVE_INFINITY : parameters.length }
}
