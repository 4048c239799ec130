import type { contextMeanings } from '../functions/context.ts'
import type { Declarations } from './declaration.ts'

export const contextDeclarations = {
  unit: { parameters: [{ name: 'attribute', type: 'text' }], result: 'any', sentences: ['unit'] },
  wave: { parameters: [{ name: 'attribute', type: 'text' }], result: 'any', sentences: ['wave'] },
  'jr:choice-name': {
    parameters: [
      { name: 'code', type: 'codes', codesOf: 1 },
      { name: 'item', type: 'item' },
    ],
    result: 'text',
    sentences: ['choice-name'],
  },
} satisfies Declarations<typeof contextMeanings>
