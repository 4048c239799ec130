import type { Value } from '../grammar.ts'
import type { PhraseKey } from '../in-words-en.ts'
import { entriesOf, isBlank, numberOf, numberValue } from '../values.ts'
import type { ExpressionFunction } from './function.ts'

/** A function of one number: missing when its argument is missing or no number. */
function ofOne(name: string, sentence: PhraseKey, calculate: (number: number) => number): ExpressionFunction {
  return {
    name,
    parameters: [{ name: 'number', type: 'number' }],
    result: 'number',
    meaning: ([value]) => {
      const number = numberOf(value)
      return number === undefined ? undefined : numberValue(calculate(number))
    },
    sentences: [sentence],
  }
}

/** A function of many numbers, over roster lists and plain arguments alike: missing ones are skipped, all missing is missing. */
function ofMany(
  name: string,
  sentence: PhraseKey,
  combine: (left: number, right: number) => number,
): ExpressionFunction {
  return {
    name,
    parameters: [{ name: 'numbers', type: 'numbers', variadic: true }],
    result: 'number',
    meaning: (args) => {
      let result: number | undefined
      for (const entry of entriesOf(args)) {
        const number = numberOf(entry)
        if (number !== undefined) result = result === undefined ? number : combine(result, number)
      }
      return numberValue(result)
    },
    sentences: [sentence],
  }
}

/** A count of answers; of a set, of its codes. */
function counting(name: string, sentence: PhraseKey, counts: (value: Value) => boolean): ExpressionFunction {
  return {
    name,
    parameters: [{ name: 'values', type: 'any', variadic: true }],
    result: 'number',
    meaning: (args) => {
      let count = 0
      for (const entry of entriesOf(args)) count += entry.type === 'set' ? entry.codes.length : counts(entry) ? 1 : 0
      return numberValue(count)
    },
    sentences: [sentence],
  }
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

export const numberFunctions: readonly ExpressionFunction[] = [
  { ...ofOne('number', 'number', (number) => number), parameters: [{ name: 'number', type: 'any' }] },
  ofOne('int', 'int', Math.trunc),
  ofOne('floor', 'floor', Math.floor),
  ofOne('ceiling', 'ceiling', Math.ceil),
  ofOne('abs', 'abs', Math.abs),
  ofOne('sqrt', 'sqrt', Math.sqrt),
  {
    name: 'round',
    parameters: [
      { name: 'number', type: 'number' },
      { name: 'places', type: 'number', optional: true },
    ],
    result: 'number',
    meaning: (args) => rounded(args, args.length),
    sentences: ['round', 'round.places'],
  },
  {
    name: 'pow',
    parameters: [
      { name: 'number', type: 'number' },
      { name: 'exponent', type: 'number' },
    ],
    result: 'number',
    meaning: ([value, exponent]) => {
      const number = numberOf(value)
      const power = numberOf(exponent)
      return number === undefined || power === undefined ? undefined : numberValue(number ** power)
    },
    sentences: ['pow'],
  },
  ofMany('sum', 'sum', (left, right) => left + right),
  ofMany('min', 'min', Math.min),
  ofMany('max', 'max', Math.max),
  counting('count', 'count', () => true),
  counting('count-non-empty', 'count-non-empty', (value) => !isBlank(value)),
]
