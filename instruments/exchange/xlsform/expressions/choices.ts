import type { Expression } from '../../../engine/expression/index.ts'
import { type Form, keepsNames } from '../form.ts'
import type { ChoiceList, Question } from '../survey.ts'
import { anyOf, call, literal, operation } from './trees.ts'

type Operation = Extract<Expression, { kind: 'operation' }>

const oneCode = ['select_one', 'acknowledge'] as const

/** The question whose choice names an expression of the form yields; calculations that only hand one on are followed. */
export function choiceQuestion(
  node: Expression,
  form: Form,
  self: Question | undefined,
  calculationOf: (question: Question) => Expression | undefined,
  depth = 0,
): Question | undefined {
  if (depth > 20) return undefined
  const next = (inner: Expression | undefined): Question | undefined =>
    inner && choiceQuestion(inner, form, self, calculationOf, depth + 1)
  if (node.kind === 'self') return self !== undefined && form.listOf(self) !== undefined ? self : undefined
  if (node.kind === 'call') return node.name === 'selected-at' ? next(node.args[0]) : undefined
  if (node.kind !== 'reference') return undefined
  const question = form.questions.get(node.item)
  if (question === undefined) return undefined
  if (form.listOf(question) !== undefined) return question
  return next(calculationOf(question))
}

/** Is a choice name needed that stops being the same word once it is a code? */
export function isRenamed(question: Question | undefined, form: Form): question is Question {
  const list = question && form.listOf(question)
  return list !== undefined && !keepsNames(form, list)
}

/** Do two lists give the names they share the same codes? Then their answers can be compared. */
export function agree(left: ChoiceList, right: ChoiceList, form: Form): boolean {
  const codes = form.codes(right)
  return Array.from(form.codes(left)).every(([name, code]) => !codes.has(name) || codes.get(name) === code)
}

/** Choice names written out beside a choice, as codes; undefined for what cannot be told to be one. */
export function codesIn(node: Expression, list: ChoiceList, form: Form): Expression | undefined {
  if (node.kind === 'literal') {
    const words = String(node.value).split(/\s+/)
    return literal(words.map((name) => form.codes(list).get(name) ?? name).join(' '))
  }
  if (node.kind !== 'call' || (node.name !== 'if' && node.name !== 'coalesce')) return undefined
  const args = node.args.map((argument, at) =>
    node.name === 'if' && at === 0 ? argument : codesIn(argument, list, form),
  )
  return args.includes(undefined) ? undefined : { ...node, args: args.filter((one) => one !== undefined) }
}

const numeral = /^-?\d+(\.\d+)?$/

/** A choice by the number that is its name, for sums and scores; undefined when some names are no numbers. */
export function asNumber(value: Expression, question: Question, form: Form): Expression | undefined {
  const list = form.listOf(question)
  if (list === undefined || !oneCode.some((kind) => kind === question.type.kind)) return undefined
  const codes = Array.from(form.codes(list))
  if (codes.every(([name, code]) => /^\d+$/.test(name) && code === `c${name}`)) {
    return call('number', call('substr', value, literal(1)))
  }
  if (codes.length > 20 || codes.some(([name]) => !numeral.test(name))) return undefined
  return codes.reduceRight<Expression>(
    (otherwise, [name, code]) => call('if', operation('=', value, literal(code)), literal(Number(name)), otherwise),
    literal(''),
  )
}

/** `${grade} >= 4` over choices called 1 to 5 means: one of those that are at least 4. */
export function asChoices({ operator, args }: Operation, question: Question, form: Form): Expression | undefined {
  const list = form.listOf(question)
  const [left, right] = args
  if (list === undefined || left === undefined || right === undefined || question.type.kind !== 'select_one')
    return undefined
  const bound = numberIn(right) ?? numberIn(left)
  if (bound === undefined || list.choices.some(({ name }) => !numeral.test(name))) return undefined
  const choiceIsLeft = numberIn(right) !== undefined
  const value = choiceIsLeft ? left : right
  const kept = list.choices.filter(({ name }) =>
    holds(operator, choiceIsLeft ? Number(name) : bound, choiceIsLeft ? bound : Number(name)),
  )
  if (kept.length === 0) return call('false')
  return kept.length > 12
    ? undefined
    : anyOf(kept.map(({ name }) => operation('=', value, literal(form.codes(list).get(name) ?? name))))
}

function numberIn(node: Expression): number | undefined {
  if (node.kind === 'operation' && node.operator === 'negate') {
    const inner = node.args[0] && numberIn(node.args[0])
    return inner === undefined ? undefined : -inner
  }
  if (node.kind !== 'literal' || String(node.value).trim() === '') return undefined
  const number = Number(node.value)
  return Number.isFinite(number) ? number : undefined
}

function holds(operator: Operation['operator'], left: number, right: number): boolean {
  if (operator === '<') return left < right
  if (operator === '<=') return left <= right
  return operator === '>' ? left > right : left >= right
}
