import type { Expression, Operator } from '../../engine/expression/index.ts'

// trees that are composed stand in no source
const nowhere = { from: 0, to: 0 } as const

export const literal = (value: string | number): Expression => ({ kind: 'literal', value, ...nowhere })
export const reference = (item: string): Expression => ({ kind: 'reference', item, ...nowhere })
export const self: Expression = { kind: 'self', ...nowhere }
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

/** The only one, or all of them joined. */
export function joined(operator: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return parts.length === 0 ? call(operator === 'and' ? 'true' : 'false') : operation(operator, ...parts)
}
