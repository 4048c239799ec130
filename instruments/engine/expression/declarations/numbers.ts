import type { numberMeanings } from '../functions/numbers.ts'
import type { PhraseKey } from '../in-words-en.ts'
import type { Declaration, Declarations, Parameter } from './declaration.ts'

const number: Parameter = { name: 'number', type: 'number' }

const declared = (sentence: PhraseKey, parameter: Parameter): Declaration => ({
  parameters: [parameter],
  result: 'number',
  sentences: [sentence],
})

const ofOne = (sentence: PhraseKey): Declaration => declared(sentence, number)
const ofMany = (sentence: PhraseKey): Declaration =>
  declared(sentence, { name: 'numbers', type: 'numbers', variadic: true })
const counting = (sentence: PhraseKey): Declaration =>
  declared(sentence, { name: 'values', type: 'any', variadic: true })

export const numberDeclarations = {
  number: declared('number', { name: 'number', type: 'any' }),
  int: ofOne('int'),
  floor: ofOne('floor'),
  ceiling: ofOne('ceiling'),
  abs: ofOne('abs'),
  sqrt: ofOne('sqrt'),
  round: {
    parameters: [number, { name: 'places', type: 'number', optional: true }],
    result: 'number',
    sentences: ['round', 'round.places'],
  },
  pow: { parameters: [number, { name: 'exponent', type: 'number' }], result: 'number', sentences: ['pow'] },
  sum: ofMany('sum'),
  min: ofMany('min'),
  max: ofMany('max'),
  count: counting('count'),
  'count-non-empty': counting('count-non-empty'),
} satisfies Declarations<typeof numberMeanings>
