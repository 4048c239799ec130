import type { Value } from '../grammar.ts'
import { entriesOf, isBlank, numberOf, numberValue } from '../values.ts'
import type { Meaning, Meanings } from './meaning.ts'

/** A function of one number: missing when its argument is missing or no number. */
const ofOne =
  (calculate: (number: number) => number): Meaning =>
  ([value]) => {
    const number = numberOf(value)
    return number === undefined ? undefined : numberValue(calculate(number))
  }

/** A function of many numbers, over roster lists and plain arguments alike: missing ones are skipped, all missing is missing. */
const ofMany =
  (combine: (left: number, right: number) => number): Meaning =>
  (args) => {
    let result: number | undefined
    for (const entry of entriesOf(args)) {
      const number = numberOf(entry)
      if (number !== undefined) result = result === undefined ? number : combine(result, number)
    }
    return numberValue(result)
  }

/** A count of answers; of a set, of its codes. */
const counting =
  (counts: (value: Value) => boolean): Meaning =>
  (args) => {
    let count = 0
    for (const entry of entriesOf(args)) count += entry.type === 'set' ? entry.codes.length : counts(entry) ? 1 : 0
    return numberValue(count)
  }

/** Half away from zero. The decimal point is moved in the digits as written, so 1.005 gives 1.01 and not 1. */
function roundTo(number: number, places: number): number {
  const digits = String(Math.abs(number))
  if (digits.includes('e') || !Number.isInteger(places) || Math.abs(places) > 15) return Number.NaN
  return Math.sign(number) * Number(`${Math.round(Number(`${digits}e${places}`))}e${-places}`)
}

function rounded([value, to]: readonly Value[], given: number): Value {
  const number = numberOf(value)
  const places = given > 1 ? numberOf(to) : 0
  if (number === undefined || places === undefined) return undefined
  // beyond the digits a number can hold there is nothing to round
  return numberValue(places >= 0 && Math.abs(number) >= 1e21 ? number : roundTo(number, places))
}

export const numberMeanings = {
  number: ofOne((number) => number),
  int: ofOne(Math.trunc),
  floor: ofOne(Math.floor),
  ceiling: ofOne(Math.ceil),
  abs: ofOne(Math.abs),
  sqrt: ofOne(Math.sqrt),
  round: (args) => rounded(args, args.length),
  pow: ([value, exponent]) => {
    const number = numberOf(value)
    const power = numberOf(exponent)
    return number === undefined || power === undefined ? undefined : numberValue(number ** power)
  },
  sum: ofMany((left, right) => left + right),
  min: ofMany(Math.min),
  max: ofMany(Math.max),
  count: counting(() => true),
  'count-non-empty': counting((value) => !isBlank(value)),
} satisfies Meanings
