import type { Expression } from './grammar.ts'
import { chains, type Operation, precedence } from './operators.ts'

/** Tree → source text that parses to the same tree. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? printNumber(expression.value) : printText(expression.value)
    case 'reference':
      return `\${${expression.item}}`
    case 'self':
      return '.'
    case 'attribute':
      return expression.name
    case 'call':
      return `${expression.name}(${expression.args.map(printExpression).join(', ')})`
    case 'operation':
      return printOperation(expression)
  }
}

function printOperation(operation: Operation): string {
  const args = operation.args.map((argument, index) => {
    const text = printExpression(argument)
    return needsBrackets(operation, argument, index) ? `(${text})` : text
  })
  return operation.operator === 'negate' ? `-${args[0] ?? ''}` : args.join(` ${operation.operator} `)
}

function needsBrackets(parent: Operation, child: Expression, index: number): boolean {
  if (child.kind !== 'operation') return false
  const own = precedence[parent.operator]
  const inner = precedence[child.operator]
  if (inner !== own) return inner < own
  if (parent.operator === 'negate') return false
  // operators of one level group to the left, and equal ones that chain would melt into one node
  return index > 0 || (child.operator === parent.operator && chains(parent.operator))
}

/** Without an exponent, which the language does not know. */
export function printNumber(value: number): string {
  const text = String(value)
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  const digits = whole + fraction
  const point = 1 + Number(exponent)
  return sign + (point > 0 ? digits.padEnd(point, '0') : `0.${'0'.repeat(-point)}${digits}`)
}

function printText(value: string): string {
  if (!/['‘’]/.test(value)) return `'${value}'`
  if (!/["“”]/.test(value)) return `"${value}"`
  // no literal can hold both kinds of quote: the language has no escape
  const pieces = value.match(/[^'‘’]+|['‘’]+/g) ?? []
  return `concat(${pieces.map(printText).join(', ')})`
}
