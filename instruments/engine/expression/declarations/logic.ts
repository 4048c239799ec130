import type { logicMeanings } from '../functions/logic.ts'
import type { Declarations } from './declaration.ts'

export const logicDeclarations = {
  if: {
    parameters: [
      { name: 'condition', type: 'boolean' },
      { name: 'then', type: 'any' },
      { name: 'otherwise', type: 'any' },
    ],
    result: 'shared',
    sentences: ['if'],
  },
  coalesce: {
    parameters: [
      { name: 'first', type: 'any' },
      { name: 'others', type: 'any', variadic: true },
    ],
    result: 'shared',
    sentences: ['coalesce'],
  },
  not: { parameters: [{ name: 'condition', type: 'boolean' }], result: 'boolean', sentences: ['not'] },
  true: { parameters: [], result: 'boolean', sentences: ['true'], negated: 'false' },
  false: { parameters: [], result: 'boolean', sentences: ['false'], negated: 'true' },
  boolean: {
    parameters: [{ name: 'value', type: 'any' }],
    result: 'boolean',
    sentences: ['boolean'],
    negated: 'boolean.not',
  },
} satisfies Declarations<typeof logicMeanings>
