import { compareDates, isDate } from './calendar.ts'
import type { Value } from './grammar.ts'
import type { Comparison } from './operators.ts'
import { numberOf, textOf, truthy } from './values.ts'

/**
 * What a comparison means, in one place.
 *
 * - A missing operand makes every comparison false, `!=` too: nobody is judged on what they have not said.
 * - `= ''` and `!= ''` are not comparisons but the question «is it blank?»; `evaluate.ts` asks `isBlank` for them.
 * - A list (a roster item seen from outside its roster) holds when it holds for some row, as in XPath.
 * - A set equals a text when it holds exactly that one code, and a set when it has the same members.
 * - A date meets a date, or a text that is one, by the precision both state; a number, by its day number.
 * - A number meets a text that is a number as numbers; any other text is unequal and has no order.
 * - Two texts are equal code point by code point; they have an order only when both are numbers.
 * - A boolean meets a number by truth and a text by the words `true` and `false`.
 * - A grid equals nothing: ask for its rows or cells.
 */
export function compareValues(operator: Comparison, left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return false
  if (left.type === 'list') return left.values.some((entry) => compareValues(operator, entry, right))
  if (right.type === 'list') return right.values.some((entry) => compareValues(operator, left, entry))
  if (operator === '=') return equal(left, right)
  if (operator === '!=') return !equal(left, right)
  const order = orderOf(left, right)
  if (order === undefined) return false
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

type Present = Exclude<Value, undefined>

function equal(left: Present, right: Present): boolean {
  if (left.type === 'grid' || right.type === 'grid') return false
  if (left.type === 'set') return setEqual(left.codes, right)
  if (right.type === 'set') return setEqual(right.codes, left)
  if (left.type === 'boolean' || right.type === 'boolean') return booleanEqual(left, right)
  if (left.type === 'text' && right.type === 'text') return left.text === right.text
  return orderOf(left, right) === 0
}

function setEqual(codes: readonly string[], other: Present): boolean {
  if (other.type !== 'set') return codes.length === 1 && codes[0] === textOf(other)
  return codes.length === other.codes.length && codes.every((code) => other.codes.includes(code))
}

function booleanEqual(left: Present, right: Present): boolean {
  if (left.type === 'text' || right.type === 'text') return textOf(left) === textOf(right)
  return truthy(left) === truthy(right)
}

/** Below zero, zero or above; undefined where there is no order. */
function orderOf(left: Present, right: Present): number | undefined {
  const dates = orderOfDates(left, right)
  if (dates !== undefined) return dates
  if (!isScalar(left) || !isScalar(right)) return undefined
  const a = numberOf(left)
  const b = numberOf(right)
  if (a === undefined || b === undefined) return undefined
  return a < b ? -1 : a > b ? 1 : 0
}

const isScalar = (value: Present): boolean => value.type === 'number' || value.type === 'text' || value.type === 'date'

function orderOfDates(left: Present, right: Present): number | undefined {
  if (left.type !== 'date' && right.type !== 'date') return undefined
  const a = dateIn(left)
  const b = dateIn(right)
  return a === undefined || b === undefined ? undefined : compareDates(a, b)
}

function dateIn(value: Present): string | undefined {
  if (value.type === 'date') return value.date
  return value.type === 'text' && isDate(value.text) ? value.text : undefined
}
