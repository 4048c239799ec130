import type { ItemDefinition } from '../../../engine/definition/bundle.ts'

type OfType<T extends ItemDefinition['type']> = Extract<ItemDefinition, { type: T }>

/** The question that spells out a cell: `B10__uc01`, or `A07__women__share` where a row has several. */
export function spelledName(grid: OfType<'grid' | 'two_answer_grid'>, row: string, column: string): string {
  const isOnly = grid.type === 'grid' && onlyChoice(grid) !== undefined
  return isOnly ? `${grid.item}__${row}` : `${grid.item}__${row}__${column}`
}

/** The list of a grid of one column of single choices, which is shown as a matrix. */
export function onlyChoice({ columns }: OfType<'grid'>): string | undefined {
  const [only] = columns
  return columns.length === 1 && only?.cell === 'one' && only.relevant === undefined ? only.list : undefined
}
