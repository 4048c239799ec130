import { functionNamed, parameterAt } from './declarations/index.ts'
import type { Expression } from './grammar.ts'
import type { Call } from './operators.ts'

/** Every node of a tree, each before its arguments, in the order of the source. */
export function nodesOf(expression: Expression): readonly Expression[] {
  const nodes: Expression[] = []
  const waiting: Expression[] = [expression]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node)
    if (node.kind === 'call' || node.kind === 'operation') {
      for (let index = node.args.length - 1; index >= 0; index -= 1) {
        const argument = node.args[index]
        if (argument) waiting.push(argument)
      }
    }
  }
  return nodes
}

/** The item an argument names, for functions that want the item itself: `${A01}`, `'${A01}'` or `'A01'`. */
export function itemNamed(expression: Expression): string | undefined {
  if (expression.kind === 'reference') return expression.item
  if (expression.kind !== 'literal' || typeof expression.value !== 'string') return undefined
  return /^\$\{\s*([^}]*?)\s*\}$/.exec(expression.value)?.[1] ?? expression.value
}

/** The items an expression looks at, each once, in the order of the source. */
export function referencesOf(expression: Expression): readonly string[] {
  const items = new Set<string>()
  const named = new Map<Expression, string>()
  for (const node of nodesOf(expression)) {
    if (node.kind === 'call') for (const [argument, item] of itemsNamedIn(node)) named.set(argument, item)
    const item = node.kind === 'reference' ? node.item : named.get(node)
    if (item !== undefined) items.add(item)
  }
  return [...items]
}

/** `jr:choice-name(., '${A01}')` names its item inside a text. */
function itemsNamedIn(call: Call): readonly (readonly [Expression, string])[] {
  const definition = functionNamed(call.name)
  if (definition === undefined) return []
  return call.args.flatMap((argument, index) => {
    const item = parameterAt(definition, index)?.type === 'item' ? itemNamed(argument) : undefined
    return item === undefined ? [] : [[argument, item] as const]
  })
}
