import type { Expression, Operator } from './grammar.ts'

/** XPath 1.0: the higher binds tighter. Read by the parser, the printer and the wording alike. */
export const precedence = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  div: 6,
  mod: 6,
  negate: 7,
} as const satisfies Record<Operator, number>

export type BinaryOperator = Exclude<Operator, 'negate'>
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Arithmetic = '+' | '-' | '*' | 'div' | 'mod' | 'negate'
export type Operation = Extract<Expression, { kind: 'operation' }>
export type Call = Extract<Expression, { kind: 'call' }>

export const isBinaryOperator = (text: string): text is BinaryOperator =>
  text !== 'negate' && Object.hasOwn(precedence, text)

export const isComparison = (operator: Operator): operator is Comparison =>
  precedence[operator] === 3 || precedence[operator] === 4

export const isOrdering = (operator: Operator): boolean => precedence[operator] === 4

export const isArithmetic = (operator: Operator): operator is Arithmetic => precedence[operator] >= 5

/**
 * `a and b and c` is one node with three arguments: a long list of conditions stays flat, so the depth
 * limit counts nesting and not length.
 */
export const chains = (operator: Operator): boolean =>
  operator === 'or' || operator === 'and' || operator === '+' || operator === '*'

/** The empty text literal, which stands for «blank» in `${x} = ''`. */
export const isEmptyLiteral = (expression: Expression | undefined): boolean =>
  expression?.kind === 'literal' && expression.value === ''

/** `${x} = ''` or `${x} != ''`: a question about blankness, not about a value. */
export const asksBlank = (expression: Operation): boolean =>
  precedence[expression.operator] === 3 && (isEmptyLiteral(expression.args[0]) || isEmptyLiteral(expression.args[1]))
