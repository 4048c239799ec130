import { isDate } from './calendar.ts'
import { functionNamed, parameterAt } from './declarations/index.ts'
import { type ExpressionFault, faultAt } from './fault.ts'
import type { Expression } from './grammar.ts'
import { asksBlank, type Call, isComparison, isOrdering, type Operation } from './operators.ts'
import { accepts, type CheckEnvironment, type StaticType, staticTypeOf } from './static-types.ts'
import { numberOf } from './values.ts'

/** Operands and arguments that can never mean what the author wants. */
export function typeFaults(node: Expression, environment: CheckEnvironment): readonly ExpressionFault[] {
  if (node.kind === 'call') return argumentFaults(node, environment)
  if (node.kind !== 'operation') return []
  if (isComparison(node.operator)) return asksBlank(node) ? [] : comparisonFaults(node, environment)
  return node.args.flatMap((argument) => operandFaults(node, argument, environment))
}

const mismatch = (node: Expression, message: string): ExpressionFault => faultAt(node, 'type-mismatch', message)

const isNumeral = (node: Expression): boolean =>
  node.kind === 'literal' &&
  (typeof node.value === 'number' || numberOf({ type: 'text', text: node.value }) !== undefined)

const isDateLiteral = (node: Expression): boolean =>
  node.kind === 'literal' && typeof node.value === 'string' && isDate(node.value)

function argumentFaults(call: Call, environment: CheckEnvironment): readonly ExpressionFault[] {
  const definition = functionNamed(call.name)
  if (definition === undefined) return []
  return call.args.flatMap((argument, index) => {
    const parameter = parameterAt(definition, index)
    // a pattern that is not written out is reported with the other patterns
    if (parameter === undefined || parameter.type === 'pattern') return []
    const type = staticTypeOf(argument, environment)
    if (parameter.type === 'date' && argument.kind === 'literal' && !isDateLiteral(argument)) {
      return [mismatch(argument, `${call.name} needs a date such as '2017-10-05' for ${parameter.name}.`)]
    }
    if (accepts(parameter.type, type) || (parameter.type === 'number' && isNumeral(argument))) return []
    return [mismatch(argument, `${call.name} needs a ${parameter.type} for ${parameter.name}; this is a ${type}.`)]
  })
}

function operandFaults(
  operation: Operation,
  operand: Expression,
  environment: CheckEnvironment,
): readonly ExpressionFault[] {
  const { operator } = operation
  const type = staticTypeOf(operand, environment)
  if (operator === 'and' || operator === 'or') {
    return accepts('boolean', type)
      ? []
      : [mismatch(operand, `«${operator}» needs a condition; this is a ${type}. Compare it with something.`)]
  }
  // days may be added to a date and dates subtracted
  const dated = type === 'date' && (operator === '+' || operator === '-')
  return dated || accepts('number', type) || isNumeral(operand)
    ? []
    : [mismatch(operand, `«${operator}» needs numbers; this is a ${type}.`)]
}

function comparisonFaults(operation: Operation, environment: CheckEnvironment): readonly ExpressionFault[] {
  const [left, right] = operation.args
  if (left === undefined || right === undefined) return []
  const a = staticTypeOf(left, environment)
  const b = staticTypeOf(right, environment)
  const known = a !== 'any' && b !== 'any' && a !== 'list' && b !== 'list'
  const reason = sideReason(a, right, b) ?? sideReason(b, left, a)
  if (reason !== undefined) return [mismatch(operation, reason)]
  return known && isOrdering(operation.operator) && !hasOrder(left, a, right, b)
    ? [mismatch(operation, `A ${a} and a ${b} have no order: «${operation.operator}» is never true.`)]
    : []
}

/** Why one side cannot be compared with the other, whatever the operator. */
function sideReason(type: StaticType, other: Expression, otherType: StaticType): string | undefined {
  if (type === 'grid') return 'A grid equals nothing: ask for its rows or one cell.'
  if (otherType === 'any' || otherType === 'list') return undefined
  if (type === 'date' && otherType === 'text' && other.kind === 'literal' && !isDateLiteral(other))
    return `A date is compared with a date such as '2017-10-05'.`
  if (type === 'date' && otherType === 'number' && !isDayNumber(other))
    return 'A date is not a number: compare year-of() of it.'
  if (type === 'number' && otherType === 'text' && other.kind === 'literal' && !isNumeral(other))
    return 'A number is compared with a text that is none.'
  if (type === 'boolean' && otherType !== 'boolean') return `A boolean is compared with a ${otherType}.`
  if (type === 'set' && otherType !== 'set' && otherType !== 'text')
    return `A set of codes is compared with a ${otherType}: use count-selected() or selected().`
  return undefined
}

/** `today() + 30` is a number of days, which a date may meet. */
const isDayNumber = (node: Expression): boolean =>
  (node.kind === 'operation' &&
    node.args.some(
      (argument) =>
        isDayNumber(argument) || (argument.kind === 'call' && functionNamed(argument.name)?.result === 'date'),
    )) ||
  (node.kind === 'call' && node.name === 'decimal-date-time')

function hasOrder(left: Expression, a: StaticType, right: Expression, b: StaticType): boolean {
  if (a === 'set' || b === 'set' || a === 'boolean' || b === 'boolean') return false
  return a !== 'text' || b !== 'text' || isNumeral(left) || isNumeral(right)
}
