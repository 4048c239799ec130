import type { setMeanings } from '../functions/sets.ts'
import type { Declarations, Parameter } from './declaration.ts'

const set: Parameter = { name: 'set', type: 'set' }
const list: Parameter = { name: 'list', type: 'text' }

export const setDeclarations = {
  selected: {
    parameters: [set, { name: 'code', type: 'code', codesOf: 0 }],
    result: 'boolean',
    sentences: ['selected'],
    negated: 'selected.not',
  },
  'count-selected': { parameters: [set], result: 'number', sentences: ['count-selected'] },
  'selected-at': {
    parameters: [set, { name: 'position', type: 'number' }],
    result: 'text',
    codesOf: 0,
    sentences: ['selected-at'],
  },
  without: {
    parameters: [set, { name: 'codes', type: 'codes', codesOf: 0 }],
    result: 'set',
    codesOf: 0,
    sentences: ['without'],
  },
  intersection: {
    parameters: [set, { name: 'other', type: 'set' }],
    result: 'set',
    codesOf: 0,
    sentences: ['intersection'],
  },
  'codes-of': { parameters: [list], result: 'set', sentences: ['codes-of'] },
  'codes-where': {
    parameters: [list, { name: 'attribute', type: 'text' }, { name: 'value', type: 'any' }],
    result: 'set',
    sentences: ['codes-where'],
  },
} satisfies Declarations<typeof setMeanings>
