import { type Expression, type Operator, parseExpression } from '../../../engine/expression/index.ts'

/** Makers of trees that stand nowhere in a source. */
const nowhere = { from: 0, to: 0 } as const

export const literal = (value: string | number): Expression => ({ kind: 'literal', value, ...nowhere })
export const reference = (item: string): Expression => ({ kind: 'reference', item, ...nowhere })
export const call = (name: string, ...args: readonly Expression[]): Expression => ({
  kind: 'call',
  name,
  args,
  ...nowhere,
})
export const operation = (operator: Operator, ...args: readonly Expression[]): Expression => ({
  kind: 'operation',
  operator,
  args,
  ...nowhere,
})

/** All of them hold; one alone needs no «and», and what is an «and» already is not nested. */
export function allOf(conditions: readonly Expression[]): Expression | undefined {
  const flat = conditions.flatMap((one) => (one.kind === 'operation' && one.operator === 'and' ? one.args : [one]))
  return flat.length > 1 ? operation('and', ...flat) : flat[0]
}

/** One of them holds. */
export function anyOf(conditions: readonly Expression[]): Expression {
  const flat = conditions.flatMap((one) => (one.kind === 'operation' && one.operator === 'or' ? one.args : [one]))
  return flat.length === 1 && flat[0] ? flat[0] : operation('or', ...flat)
}

export const answered = (value: Expression): Expression => operation('!=', value, literal(''))

/** The tree of a source that is known to be one. */
export function treeOf(source: string | Expression): Expression {
  if (typeof source !== 'string') return source
  const parsed = parseExpression(source)
  if (!parsed.ok) throw new Error(`${source}: ${parsed.fault.message}`)
  return parsed.expression
}
