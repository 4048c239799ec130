import { type ExpressionFunction, functionNamed, parameterAt } from './declarations/index.ts'
import type { Expression } from './grammar.ts'
import { itemNamed } from './references.ts'

/**
 * The item whose codes an expression yields, so that a literal beside it can be checked and labelled:
 * `${B10}` itself, and what functions take from it (`cell(${B10}, 'uc01')`, `without(${A06}, 'none')`).
 */
export function codeItemOf(expression: Expression): string | undefined {
  if (expression.kind === 'reference') return expression.item
  if (expression.kind !== 'call') return undefined
  const { codesOf } = functionNamed(expression.name) ?? {}
  const owner = codesOf === undefined ? undefined : expression.args[codesOf]
  return owner && codeItemOf(owner)
}

/** The item whose codes an argument must be among, as its parameter declares. */
export function codeOwnerOf(
  definition: ExpressionFunction,
  args: readonly Expression[],
  position: number,
): string | undefined {
  const { codesOf } = parameterAt(definition, position) ?? {}
  const owner = codesOf === undefined ? undefined : args[codesOf]
  if (codesOf === undefined || owner === undefined) return undefined
  // the item itself may be named in a text: `jr:choice-name('none', '${A06}')`
  return parameterAt(definition, codesOf)?.type === 'item' ? itemNamed(owner) : codeItemOf(owner)
}
