import { compareValues } from './compare.ts'
import { isItemArgument, meaningOf } from './functions/index.ts'
import type { Expression, Lookup, Value } from './grammar.ts'
import { type Arithmetic, asksBlank, type Call, isComparison, isEmptyLiteral, type Operation } from './operators.ts'
import { itemNamed } from './references.ts'
import { booleanValue, isBlank, no, numberOf, numberValue, truthy, yes } from './values.ts'

// far beyond what the parser lets through: only a tree built by hand could reach the end of the stack
const deepest = 1_000

/**
 * The value of an expression. Pure and total: the same tree and lookup give the same value, and none throws.
 * What missing operands do is written in `compare.ts` for comparisons; arithmetic with missing is missing;
 * `and`, `or` and `not` read missing as false.
 */
export function evaluateExpression(expression: Expression, lookup: Lookup): Value {
  return evaluateAt(expression, lookup, 0)
}

function evaluateAt(expression: Expression, lookup: Lookup, depth: number): Value {
  if (depth > deepest) return undefined
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number'
        ? numberValue(expression.value)
        : { type: 'text', text: expression.value }
    case 'reference':
      return lookup.reference(expression.item)
    case 'self':
      return lookup.self
    case 'attribute':
      return lookup.attribute(expression.name)
    case 'call':
      return evaluateCall(expression, lookup, depth)
    case 'operation':
      return evaluateOperation(expression, lookup, depth)
  }
}

function evaluateCall(call: Call, lookup: Lookup, depth: number): Value {
  const meaning = meaningOf(call.name)
  if (meaning === undefined) return undefined
  const args: Value[] = []
  for (const argument of call.args) {
    const named = isItemArgument(call.name, args.length)
    args.push(named ? { type: 'text', text: itemNamed(argument) ?? '' } : evaluateAt(argument, lookup, depth + 1))
  }
  return meaning(args, lookup)
}

function evaluateOperation(operation: Operation, lookup: Lookup, depth: number): Value {
  const { operator, args } = operation
  if (operator === 'and') {
    for (const argument of args) if (!truthy(evaluateAt(argument, lookup, depth + 1))) return no
    return yes
  }
  if (operator === 'or') {
    for (const argument of args) if (truthy(evaluateAt(argument, lookup, depth + 1))) return yes
    return no
  }
  if (isComparison(operator)) {
    if (asksBlank(operation)) return evaluateBlank(operation, lookup, depth)
    const left = args[0] && evaluateAt(args[0], lookup, depth + 1)
    const right = args[1] && evaluateAt(args[1], lookup, depth + 1)
    return booleanValue(compareValues(operator, left, right))
  }
  return evaluateArithmetic(operator, args, lookup, depth)
}

function evaluateBlank({ operator, args }: Operation, lookup: Lookup, depth: number): Value {
  const asked = isEmptyLiteral(args[0]) ? args[1] : args[0]
  const blank = isBlank(asked && evaluateAt(asked, lookup, depth + 1))
  return booleanValue(blank === (operator === '='))
}

function evaluateArithmetic(operator: Arithmetic, args: readonly Expression[], lookup: Lookup, depth: number): Value {
  let result: number | undefined
  for (const argument of args) {
    const number = numberOf(evaluateAt(argument, lookup, depth + 1))
    if (number === undefined) return undefined
    if (operator === 'negate') return numberValue(-number)
    result = result === undefined ? number : calculate(operator, result, number)
  }
  return numberValue(result)
}

function calculate(operator: Exclude<Arithmetic, 'negate'>, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case 'div':
      return left / right
    case 'mod':
      return left % right
  }
}
