import { booleanValue, isBlank, no, truthy, yes } from '../values.ts'
import type { ExpressionFunction } from './function.ts'

export const logicFunctions: readonly ExpressionFunction[] = [
  {
    name: 'if',
    parameters: [
      { name: 'condition', type: 'boolean' },
      { name: 'then', type: 'any' },
      { name: 'otherwise', type: 'any' },
    ],
    result: 'shared',
    meaning: ([condition, then, otherwise]) => (truthy(condition) ? then : otherwise),
    sentences: ['if'],
  },
  {
    name: 'coalesce',
    parameters: [
      { name: 'first', type: 'any' },
      { name: 'others', type: 'any', variadic: true },
    ],
    result: 'shared',
    meaning: (args) => args.find((value) => !isBlank(value)),
    sentences: ['coalesce'],
  },
  {
    // missing is false, so `not` of it is true; the checker warns where that surprises
    name: 'not',
    parameters: [{ name: 'condition', type: 'boolean' }],
    result: 'boolean',
    meaning: ([condition]) => booleanValue(!truthy(condition)),
    sentences: ['not'],
  },
  { name: 'true', parameters: [], result: 'boolean', meaning: () => yes, sentences: ['true'], negated: 'false' },
  { name: 'false', parameters: [], result: 'boolean', meaning: () => no, sentences: ['false'], negated: 'true' },
  {
    name: 'boolean',
    parameters: [{ name: 'value', type: 'any' }],
    result: 'boolean',
    meaning: ([value]) => booleanValue(truthy(value)),
    sentences: ['boolean'],
    negated: 'boolean.not',
  },
]
