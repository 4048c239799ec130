import { type Expression, parseExpression, printExpression } from '../../../engine/expression/index.ts'
import { asksBlank } from '../../../engine/expression/operators.ts'
import { formFunctions } from '../expressions/functions.ts'
import { call, literal, operation } from '../expressions/trees.ts'
import { standardAny, standardCell, standardOfSet } from './sets.ts'
import type { Standing } from './standing.ts'

/** An expression as other programs read it; empty when they cannot. */
export function standardExpression(source: string | undefined, standing: Standing): string {
  const tree = source === undefined ? undefined : standardTree(source, standing)
  return tree === undefined ? '' : printExpression(tree)
}

export function standardTree(source: string, standing: Standing): Expression | undefined {
  const parsed = parseExpression(source)
  return parsed.ok ? standardNode(parsed.expression, standing) : undefined
}

/** Undefined as soon as one part has no counterpart. */
export function standardNode(node: Expression, standing: Standing): Expression | undefined {
  switch (node.kind) {
    case 'literal':
    case 'self':
      return node
    case 'reference':
      return standing.isQuestion(node.item) ? node : undefined
    case 'attribute':
      return undefined
    case 'call':
      return standardCall(node, standing)
    case 'operation': {
      const any = standardAny(node, standing)
      if (any !== undefined) return any
      const args = each(node.args, standing)
      if (args === undefined) return undefined
      return node.operator === '!=' && !asksBlank(node) ? unequal(node.args, args) : { ...node, args }
    }
  }
}

const each = (nodes: readonly Expression[], standing: Standing): readonly Expression[] | undefined => {
  const args = nodes.map((node) => standardNode(node, standing))
  return args.includes(undefined) ? undefined : args.filter((one) => one !== undefined)
}

/** Here `!=` asks for two answers; there it is true of blank ones, so they are asked for beside it. */
function unequal(nodes: readonly Expression[], args: readonly Expression[]): Expression {
  const looked = nodes.flatMap((node, at) => (node.kind === 'literal' || node.kind === 'self' ? [] : [args[at]]))
  const given = looked.filter((one) => one !== undefined).map((one) => operation('!=', one, literal('')))
  const different = operation('!=', ...args)
  return given.length === 0 ? different : operation('and', ...given, different)
}

function standardCall(node: Extract<Expression, { kind: 'call' }>, standing: Standing): Expression | undefined {
  const [first] = node.args
  if (node.name === 'cell') return standardCell(node, standing)
  const ofSet = standardOfSet(node, standing)
  if (ofSet !== undefined) return ofSet
  if (node.name === 'year-of' && first !== undefined) {
    const date = standardNode(first, standing)
    return date && call('number', call('format-date', date, literal('%Y')))
  }
  if (!formFunctions.includes(node.name)) return undefined
  const args = each(node.args, standing)
  return args && { ...node, args }
}
