import { codeItemOf, codeOwnerOf } from '../../engine/expression/code-items.ts'
import { functionNamed, parameterAt } from '../../engine/expression/declarations/index.ts'
import { type Expression, parseExpression, printExpression } from '../../engine/expression/index.ts'
import { itemNamed, nodesOf } from '../../engine/expression/references.ts'
import type { Notices } from '../notice.ts'
import type { DraftExpression } from './draft.ts'

/** What foreign names became. Each answers undefined for a name that is not known or stays as it is. */
export interface Renaming {
  item(name: string): string | undefined
  /** A code among the options or grid columns of an item, all under foreign names. */
  option(item: string, name: string): string | undefined
  row(item: string, name: string): string | undefined
  column(item: string, name: string): string | undefined
  /** A list named in a text: `codes-where('district', …)`. */
  list?(name: string): string | undefined
  /** In a roster with rows of its own `name` is the row's code: `name = '1'`. */
  attribute?(name: string, value: string): string | undefined
  /** The item whose answer is `.`. */
  readonly self?: string
}

type Call = Extract<Expression, { kind: 'call' }>
type Operation = Extract<Expression, { kind: 'operation' }>

/** An expression over foreign names → its source over codes. What cannot be parsed stays as it is, for `load` to say. */
export function renameExpression(source: DraftExpression, renaming: Renaming, place: string, notices: Notices): string {
  const parsed = typeof source === 'string' ? parseExpression(source) : { ok: true as const, expression: source }
  if (!parsed.ok) return String(source)
  const renamed = renameNode(parsed.expression, renaming)
  const odd = looseLiteral(parsed.expression, renaming)
  if (odd !== undefined) {
    notices.change('code-in-expression', place, `«${odd}» was a code before; check whether it still means one here.`)
  }
  // a source that needs nothing keeps its spaces and brackets
  const unchanged = typeof source === 'string' && JSON.stringify(renamed) === JSON.stringify(parsed.expression)
  return unchanged ? source : printExpression(renamed)
}

function renameNode(node: Expression, renaming: Renaming): Expression {
  if (node.kind === 'reference') return { ...node, item: renaming.item(node.item) ?? node.item }
  if (node.kind === 'call') return renameCall(node, renaming)
  if (node.kind !== 'operation') return node
  const args = node.args.map((argument) => renameNode(argument, renaming))
  if (!isEquality(node)) return { ...node, args }
  return { ...node, args: args.map((argument, at) => renameCode(argument, codesBeside(node.args[1 - at], renaming))) }
}

const isEquality = (node: Operation): boolean =>
  (node.operator === '=' || node.operator === '!=') && node.args.length === 2

type CodeOf = (name: string) => string | undefined

/** What the codes beside an expression are called now, when it yields codes at all. */
function codesBeside(other: Expression | undefined, renaming: Renaming): CodeOf | undefined {
  if (other?.kind === 'attribute') return (name) => renaming.attribute?.(other.name, name)
  const owner = other && codeItemOf(withSelf(other, renaming))
  return owner === undefined ? undefined : (name) => renaming.option(owner, name)
}

function renameCode(node: Expression, codeOf: CodeOf | undefined, several = false): Expression {
  if (node.kind !== 'literal' || codeOf === undefined) return node
  const text = String(node.value)
  const renamed = several
    ? text
        .split(/\s+/)
        .map((name) => codeOf(name) ?? name)
        .join(' ')
    : (codeOf(text) ?? text)
  return renamed === text ? node : { ...node, value: renamed }
}

function renameCall(call: Call, renaming: Renaming): Expression {
  const definition = functionNamed(call.name)
  const known = call.args.map((argument) => withSelf(argument, renaming))
  const args = call.args.map((argument, at) => {
    const parameter = definition && parameterAt(definition, at)
    if (definition === undefined || parameter === undefined) return renameNode(argument, renaming)
    if (parameter.type === 'item') return renameNamedItem(argument, renaming)
    if (parameter.name === 'list') return renameCode(argument, (name) => renaming.list?.(name))
    const grid = parameterAt(definition, 0)?.type === 'grid' && known[0] ? codeItemOf(known[0]) : undefined
    if (grid !== undefined && parameter.name === 'row') return renameCode(argument, (name) => renaming.row(grid, name))
    if (grid !== undefined && parameter.name === 'column')
      return renameCode(argument, (name) => renaming.column(grid, name))
    const owner = codeOwnerOf(definition, known, at)
    if (owner === undefined) return renameNode(argument, renaming)
    return renameCode(
      renameNode(argument, renaming),
      (name) => renaming.option(owner, name),
      parameter.type === 'codes',
    )
  })
  return { ...call, args }
}

/** `jr:choice-name(., '${A06}')` names its item inside a text. */
function renameNamedItem(argument: Expression, renaming: Renaming): Expression {
  if (argument.kind !== 'literal') return renameNode(argument, renaming)
  const name = itemNamed(argument)
  const code = name === undefined ? undefined : renaming.item(name)
  return code === undefined || code === name ? argument : { ...argument, value: `\${${code}}` }
}

/** `.` as the item it stands for, so that its codes are found. */
function withSelf(node: Expression, renaming: Renaming): Expression {
  if (node.kind === 'self' && renaming.self !== undefined) return { ...node, kind: 'reference', item: renaming.self }
  if (node.kind !== 'call') return node
  return { ...node, args: node.args.map((argument) => withSelf(argument, renaming)) }
}

/** A renamed code in a comparison with something that is built from its item, where nobody can say what it means. */
function looseLiteral(expression: Expression, renaming: Renaming): string | undefined {
  for (const node of nodesOf(expression)) {
    if (node.kind !== 'operation' || !isEquality(node)) continue
    for (const [at, literal] of node.args.entries()) {
      const other = node.args[1 - at]
      if (literal.kind !== 'literal' || other === undefined || codesBeside(other, renaming) !== undefined) continue
      const text = String(literal.value)
      const items = nodesOf(withSelf(other, renaming)).flatMap((part) => (part.kind === 'reference' ? [part.item] : []))
      if (items.some((item) => (renaming.option(item, text) ?? text) !== text)) return text
    }
  }
  return undefined
}
