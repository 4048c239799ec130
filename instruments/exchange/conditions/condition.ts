/** A condition of a foreign survey program, whatever its signs: the tree that LimeSurvey's and SurveyJS's share. */
export type Condition =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'list'; readonly items: readonly Condition[] }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Condition[] }
  | { readonly kind: 'not' | 'negate' | 'empty' | 'notempty'; readonly of: Condition }
  | { readonly kind: 'both'; readonly operator: BothOperator; readonly left: Condition; readonly right: Condition }

export type BothOperator =
  | 'or'
  | 'and'
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'contains'
  | 'notcontains'
  | 'anyof'
  | 'allof'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'

/** How tightly each binds. */
export const binding: Readonly<Record<BothOperator, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '!=': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  contains: 4,
  notcontains: 4,
  anyof: 4,
  allof: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
}

/** How a program writes conditions. */
export interface Dialect {
  /** A name of a question at this place; sticky, the name in its first group. */
  readonly name: RegExp
  /** Signs, the longer before the shorter. */
  readonly signs: readonly (readonly [sign: string, operator: BothOperator | 'not'])[]
  /** Words in small letters. */
  readonly words: Readonly<Record<string, BothOperator | 'not' | 'empty' | 'notempty'>>
  /** What a word is that is no operator: a text (SurveyJS) or a name (LimeSurvey, by `name`). */
  readonly bareWordIsText: boolean
}

/** Why a condition, or part of one, has no counterpart here. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable'
}
