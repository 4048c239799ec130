import { type Expression, parseExpression, printExpression } from '../../../engine/expression/index.ts'
import { nodesOf } from '../../../engine/expression/references.ts'
import { attributeKey, type Form } from '../form.ts'
import type { Cell } from '../sheets/cell.ts'
import type { ChoiceList, Question } from '../survey.ts'
import { choiceQuestion } from './choices.ts'
import { type Conversion, refuse } from './conversion.ts'
import { convert } from './convert.ts'
import { parseCell, shortened } from './parse.ts'
import { calculationTree } from './references.ts'
import { allOf, call, literal } from './trees.ts'

type Operation = Extract<Expression, { kind: 'operation' }>

interface Filtering {
  readonly list: ChoiceList
  readonly conversion: Conversion
}

/**
 * A choice filter → the expression of `from`, which yields the codes that are offered. `district = ${district}`
 * becomes `codes-where('village', 'district', ${district})`; «and» an intersection; what looks at no choice, an `if`.
 */
export function filterOf(cell: Cell, question: Question, list: ChoiceList, form: Form): string | undefined {
  const tree = parseCell(cell, form.notices)
  if (tree === undefined) return undefined
  const conversion: Conversion = { form, cell, user: question.name, repeat: question.repeat, inlining: [], convert }
  const codes = codesKept(tree, { list, conversion })
  if (codes === undefined) return undefined
  const source = printExpression(codes)
  const parsed = parseExpression(source)
  if (parsed.ok) return source
  form.notices.refuse(
    'calculation-too-large',
    cell.place,
    `Written out this filter is too large: ${parsed.fault.message}`,
  )
  return undefined
}

const looksAtChoices = (node: Expression): boolean => nodesOf(node).some((part) => part.kind === 'attribute')

function codesKept(node: Expression, filtering: Filtering): Expression | undefined {
  const { list, conversion } = filtering
  const every = call('codes-of', literal(list.name))
  if (!looksAtChoices(node)) return call('if', convert(node, 'condition', conversion), every, literal(''))
  if (node.kind === 'operation') {
    if (node.operator === 'and') return keptByAll(node, filtering)
    if (node.operator === 'or') return keptByAny(node, filtering)
    if (node.operator === '=' || node.operator === '!=') return compared(node, filtering)
  }
  const [first, second] = node.kind === 'call' ? node.args : []
  if (node.kind === 'call' && first !== undefined) {
    if (node.name === 'not') return without(every, codesKept(first, filtering))
    if (node.name === 'selected' && second !== undefined) {
      if (second.kind === 'attribute' && !looksAtChoices(first)) return codesWhere(second.name, first, false, filtering)
      if (first.kind === 'attribute' && !looksAtChoices(second)) return codesWhere(first.name, second, true, filtering)
    }
  }
  refuse(
    conversion,
    'filter-unsupported',
    node,
    `«${shortened(printExpression(node))}» cannot be read as a filter. Compare a column of the choices sheet with an answer, by = or selected().`,
  )
  return undefined
}

const without = (all: Expression, codes: Expression | undefined): Expression | undefined =>
  codes && call('without', all, codes)

function keptByAll({ args }: Operation, filtering: Filtering): Expression | undefined {
  const sets = args.filter(looksAtChoices).map((part) => codesKept(part, filtering))
  const condition = allOf(
    args.filter((part) => !looksAtChoices(part)).map((part) => convert(part, 'condition', filtering.conversion)),
  )
  const kept = sets.reduce((left, right) => left && right && call('intersection', left, right))
  return condition === undefined || kept === undefined ? kept : call('if', condition, kept, literal(''))
}

/** `join` runs the codes of all parts together, and `without` makes a set of the text. */
function keptByAny({ args }: Operation, filtering: Filtering): Expression | undefined {
  const sets = args.map((part) => codesKept(part, filtering))
  const known = sets.filter((one) => one !== undefined)
  return known.length < sets.length ? undefined : call('without', call('join', literal(' '), ...known), literal(''))
}

function compared(node: Operation, filtering: Filtering): Expression | undefined {
  const [left, right] = node.args
  const attribute = left?.kind === 'attribute' ? left : right
  const other = attribute === left ? right : left
  if (attribute?.kind !== 'attribute' || other === undefined || looksAtChoices(other)) {
    refuse(
      filtering.conversion,
      'filter-unsupported',
      node,
      `«${shortened(printExpression(node))}» does not compare a column of the choices sheet with an answer.`,
    )
    return undefined
  }
  const kept = codesWhere(attribute.name, other, false, filtering)
  return node.operator === '=' ? kept : without(call('codes-of', literal(filtering.list.name)), kept)
}

function codesWhere(
  attribute: string,
  other: Expression,
  several: boolean,
  filtering: Filtering,
): Expression | undefined {
  const { list, conversion } = filtering
  const { form } = conversion
  const known = attribute === 'name' || list.choices.some((choice) => choice.attributes[attribute] !== undefined)
  if (!known) {
    refuse(conversion, 'attribute-missing', other, `The choices of «${list.name}» have no column «${attribute}».`)
    return undefined
  }
  const value = convert(other, 'any', conversion)
  const question = choiceQuestion(other, form, undefined, (one) => calculationTree(one, form))
  const held = attribute === 'name' ? list : question && form.listOf(question)
  if (attribute === 'name') return call('codes-where', literal(list.name), literal('code'), named(value, list, form))
  planAttribute(list, attribute, other.kind === 'literal' ? undefined : (held ?? 'plain'), several, conversion)
  const holder = form.attributes.get(attributeKey(list.name, attribute))?.holds
  const meant = holder === undefined ? value : named(value, holder, form)
  return call('codes-where', literal(list.name), literal(attribute), meant)
}

const named = (value: Expression, list: ChoiceList, form: Form): Expression =>
  value.kind === 'literal' ? literal(form.codes(list).get(String(value.value)) ?? value.value) : value

/** Two filters that read a column as names of different lists cannot both be right. A literal says nothing of either. */
function planAttribute(
  list: ChoiceList,
  attribute: string,
  holds: ChoiceList | 'plain' | undefined,
  several: boolean,
  conversion: Conversion,
): void {
  const { attributes } = conversion.form
  const key = attributeKey(list.name, attribute)
  const planned = attributes.get(key)
  const wanted = holds === 'plain' ? undefined : holds
  if (planned !== undefined && holds !== undefined && planned.decided && planned.holds !== wanted) {
    const names = [planned.holds, wanted].map((one) => one?.name ?? 'plain values').join(' and ')
    refuse(
      conversion,
      'choice-undecided',
      literal(''),
      `The column «${attribute}» is compared with ${names}; it can hold only one of them.`,
    )
    return
  }
  attributes.set(key, {
    holds: wanted ?? planned?.holds,
    decided: holds !== undefined || planned?.decided === true,
    several: several || planned?.several === true,
  })
}
