import type { gridMeanings } from '../functions/grids.ts'
import type { Declarations, Parameter } from './declaration.ts'

const grid: Parameter = { name: 'grid', type: 'grid' }
const column: Parameter = { name: 'column', type: 'text', optional: true }

export const gridDeclarations = {
  'rows-with': {
    parameters: [grid, { name: 'codes', type: 'codes', codesOf: 0 }, column],
    result: 'set',
    sentences: ['rows-with', 'rows-with.column'],
  },
  cell: {
    parameters: [grid, { name: 'row', type: 'text' }, column],
    result: 'any',
    codesOf: 0,
    sentences: ['cell', 'cell.column'],
  },
} satisfies Declarations<typeof gridMeanings>
