import { codesOf, textOf, textValue } from '../values.ts'
import type { ExpressionFunction } from './function.ts'

export const contextFunctions: readonly ExpressionFunction[] = [
  {
    name: 'unit',
    parameters: [{ name: 'attribute', type: 'text' }],
    result: 'any',
    meaning: ([attribute], lookup) => lookup.unit(textOf(attribute) ?? ''),
    sentences: ['unit'],
  },
  {
    name: 'wave',
    parameters: [{ name: 'attribute', type: 'text' }],
    result: 'any',
    meaning: ([attribute], lookup) => lookup.wave(textOf(attribute) ?? ''),
    sentences: ['wave'],
  },
  {
    name: 'jr:choice-name',
    parameters: [
      { name: 'code', type: 'codes', codesOf: 1 },
      { name: 'item', type: 'item' },
    ],
    result: 'text',
    meaning: ([code, item], lookup) => {
      const names = codesOf(code)?.map((one) => lookup.choiceName(one, textOf(item) ?? '')) ?? []
      const known = names.filter((name) => name !== undefined)
      return known.length === 0 ? undefined : textValue(known.join(', '))
    },
    sentences: ['choice-name'],
  },
]
