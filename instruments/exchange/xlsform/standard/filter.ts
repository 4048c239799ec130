import { type Expression, parseExpression, printExpression } from '../../../engine/expression/index.ts'
import { call, literal, operation } from '../expressions/trees.ts'
import { standardNode } from './expression.ts'
import type { Standing } from './standing.ts'

/** What narrows a list, as a choice filter; empty when other programs cannot say it. */
export function standardFilter(from: string | undefined, standing: Standing): string {
  const parsed = from === undefined ? undefined : parseExpression(from)
  const condition = parsed?.ok ? isAmong(parsed.expression, standing) : undefined
  return condition === undefined ? '' : printExpression(condition)
}

const name: Expression = { kind: 'attribute', name: 'name', from: 0, to: 0 }

/** Is the choice at hand one of the codes an expression yields? */
function isAmong(node: Expression, standing: Standing): Expression | undefined {
  if (node.kind === 'literal') return call('selected', literal(String(node.value)), name)
  if (node.kind === 'reference') return standing.isQuestion(node.item) ? call('selected', node, name) : undefined
  if (node.kind !== 'call') return undefined
  const [first, second, third] = node.args
  if (node.name === 'codes-of') return call('true')
  if (first === undefined || second === undefined) return undefined
  if (node.name === 'codes-where') return whereHolds(first, second, third, standing)
  if (node.name === 'intersection') return both(isAmong(first, standing), isAmong(second, standing))
  if (node.name === 'if' && third?.kind === 'literal' && third.value === '')
    return both(standardNode(first, standing), isAmong(second, standing))
  if (node.name !== 'without') return undefined
  if (first.kind === 'call' && first.name === 'join') return anyOf(first.args.slice(1), standing)
  const taken = isAmong(second, standing)
  const kept = isAmong(first, standing)
  return taken && both(kept, call('not', taken))
}

function whereHolds(
  list: Expression,
  attribute: Expression,
  value: Expression | undefined,
  standing: Standing,
): Expression | undefined {
  const wanted = value && standardNode(value, standing)
  if (list.kind !== 'literal' || attribute.kind !== 'literal' || wanted === undefined) return undefined
  const column = attribute.value === 'code' ? 'name' : String(attribute.value)
  const held: Expression = { kind: 'attribute', name: column, from: 0, to: 0 }
  const how = column === 'name' ? 'one' : standing.attribute(String(list.value), column)
  if (how === 'none') return undefined
  if (how === 'several') return call('selected', held, wanted)
  return wanted.kind === 'literal' ? operation('=', held, wanted) : call('selected', wanted, held)
}

function both(left: Expression | undefined, right: Expression | undefined): Expression | undefined {
  if (left === undefined || right === undefined) return undefined
  const parts = [left, right].filter((one) => !(one.kind === 'call' && one.name === 'true'))
  return parts.length === 0 ? left : parts.length === 1 ? parts[0] : operation('and', ...parts)
}

function anyOf(sets: readonly Expression[], standing: Standing): Expression | undefined {
  const conditions = sets.map((one) => isAmong(one, standing))
  return conditions.includes(undefined) ? undefined : operation('or', ...conditions.filter((one) => one !== undefined))
}
