import { isDate } from './calendar.ts'
import { codeItemOf, codeOwnerOf } from './code-items.ts'
import { type ExpressionFunction, functionNamed, type Parameter, parameterAt } from './declarations/index.ts'
import type { Expression, Operator } from './grammar.ts'
import type { PhraseKey, PhraseTable } from './in-words-en.ts'
import { asksBlank, type Call, isComparison, isEmptyLiteral, type Operation, precedence } from './operators.ts'
import { printNumber } from './print.ts'
import { itemNamed } from './references.ts'

export type PhraseParameters = Readonly<Record<string, string>>
export type Phrase = (key: PhraseKey, parameters: PhraseParameters) => string

/** What wording needs to know of an instrument, in the language of the reader. */
export interface Wording {
  label(item: string): string
  choiceName(item: string, code: string): string | undefined
  readonly phrase: Phrase
}

/** A phrase table as the function that fills it. A placeholder without a value stays visible. */
export const phrasesFrom =
  (table: PhraseTable): Phrase =>
  (key, parameters) =>
    table[key].replace(/\{(\w+)\}/g, (placeholder, name: string) => parameters[name] ?? placeholder)

/** An expression as a sentence for people who read instruments and not code: `“Strategy” includes ‘None’`. */
export function expressionInWords(expression: Expression, wording: Wording): string {
  switch (expression.kind) {
    case 'literal':
      return literalInWords(expression.value, wording)
    case 'reference':
      return wording.phrase('reference', { label: wording.label(expression.item) })
    case 'self':
      return wording.phrase('self', {})
    case 'attribute':
      return wording.phrase('attribute', { name: expression.name })
    case 'call':
      return callInWords(expression, wording)
    case 'operation':
      return operationInWords(expression, wording)
  }
}

const literalInWords = (value: string | number, { phrase }: Wording): string =>
  typeof value === 'number' ? printNumber(value) : phrase('text', { text: value })

const keyOf = {
  or: 'or',
  and: 'and',
  '=': 'equal',
  '!=': 'unequal',
  '<': 'less',
  '<=': 'at-most',
  '>': 'more',
  '>=': 'at-least',
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  div: 'divided',
  mod: 'remainder',
  negate: 'negate',
} as const satisfies Record<Operator, PhraseKey>

const dateKeyOf: Partial<Record<Operator, PhraseKey>> = {
  '<': 'before',
  '<=': 'not-after',
  '>': 'after',
  '>=': 'not-before',
}

function operationInWords(operation: Operation, wording: Wording): string {
  const { operator, args } = operation
  const [left, right] = args
  if (isComparison(operator) && left && right) return comparisonInWords(operation, left, right, wording)
  const said = args.map((argument) => grouped(operation, argument, wording))
  if (operator === 'negate') return wording.phrase('negate', { value: said[0] ?? '' })
  return fold(said, keyOf[operator], wording)
}

const fold = (pieces: readonly string[], key: PhraseKey, { phrase }: Wording): string =>
  pieces.reduce((left, right, index) => (index === 0 ? right : phrase(key, { left, right })), '')

/** Brackets wherever two operators meet whose order a reader would have to know; not around a comparison in a condition. */
function grouped(parent: Operation, child: Expression, wording: Wording): string {
  const inner = expressionInWords(child, wording)
  if (child.kind !== 'operation') return inner
  const clear = isComparison(child.operator)
    ? precedence[parent.operator] < precedence['=']
    : precedence[child.operator] > precedence['<'] && isComparison(parent.operator)
  return clear ? inner : wording.phrase('group', { inner })
}

function comparisonInWords(operation: Operation, left: Expression, right: Expression, wording: Wording): string {
  const { operator } = operation
  if (asksBlank(operation)) {
    const asked = isEmptyLiteral(left) ? right : left
    return wording.phrase(operator === '=' ? 'blank' : 'answered', { value: grouped(operation, asked, wording) })
  }
  const dated = isDated(left) || isDated(right) ? dateKeyOf[operator] : undefined
  const side = (own: Expression, other: Expression): string =>
    own.kind === 'literal' ? codeInWords(own, codeItemOf(other), wording) : grouped(operation, own, wording)
  return wording.phrase(dated ?? keyOf[operator], { left: side(left, right), right: side(right, left) })
}

const isDated = (expression: Expression): boolean =>
  (expression.kind === 'literal' && typeof expression.value === 'string' && isDate(expression.value)) ||
  (expression.kind === 'call' && functionNamed(expression.name)?.result === 'date')

/** Codes by their labels when the item has them; several codes, set apart by spaces, are alternatives. */
function codeInWords(expression: Expression, item: string | undefined, wording: Wording): string {
  if (expression.kind !== 'literal' || item === undefined) return expressionInWords(expression, wording)
  const codes = String(expression.value).split(/\s+/)
  const names = codes.map((code) => wording.choiceName(item, code))
  if (names.some((name) => name === undefined)) return literalInWords(expression.value, wording)
  return fold(
    names.map((name) => wording.phrase('choice', { name: name ?? '' })),
    'either',
    wording,
  )
}

function callInWords(call: Call, wording: Wording): string {
  const definition = functionNamed(call.name)
  if (definition === undefined) {
    const values = call.args.map((argument) => expressionInWords(argument, wording))
    return wording.phrase('unknown', { name: call.name, values: fold(values, 'list', wording) })
  }
  const [denied] = call.args
  if (call.name === 'not' && denied?.kind === 'call') {
    const negative = functionNamed(denied.name)
    if (negative?.negated) return wording.phrase(negative.negated, parametersOf(negative, denied, wording))
  }
  const fewest = definition.parameters.filter((parameter) => !parameter.optional).length
  const { sentences } = definition
  const sentence = sentences[Math.min(Math.max(call.args.length - fewest, 0), sentences.length - 1)] ?? sentences[0]
  return wording.phrase(sentence, parametersOf(definition, call, wording))
}

/** Each parameter in words; those of a variadic one are listed. */
function parametersOf(definition: ExpressionFunction, call: Call, wording: Wording): PhraseParameters {
  const said: Record<string, string> = {}
  call.args.forEach((argument, position) => {
    const parameter = parameterAt(definition, position)
    if (parameter === undefined) return
    const words = argumentInWords(parameter, argument, codeOwnerOf(definition, call.args, position), wording)
    const earlier = said[parameter.name]
    said[parameter.name] = earlier === undefined ? words : wording.phrase('list', { left: earlier, right: words })
  })
  return said
}

function argumentInWords(
  parameter: Parameter,
  argument: Expression,
  owner: string | undefined,
  wording: Wording,
): string {
  if (parameter.type === 'item') return wording.phrase('reference', { label: wording.label(itemNamed(argument) ?? '') })
  if (parameter.name === 'attribute' && argument.kind === 'literal') return String(argument.value).replaceAll('_', ' ')
  if (owner !== undefined) return codeInWords(argument, owner, wording)
  const inner = expressionInWords(argument, wording)
  return argument.kind === 'operation' && parameter.type !== 'boolean' ? wording.phrase('group', { inner }) : inner
}
