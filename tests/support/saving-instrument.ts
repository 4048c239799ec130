import type { ItemDefinition } from '#engine'
import { instrumentOf } from './definitions.ts'

const columns = [{ column: 'extent', cell: 'one', list: 'letters' }] as const

/** Twelve answers of every kind there is a rule for when two people change one. */
export const savingItems = [
  { item: 'C', type: 'single_choice', list: 'letters' },
  { item: 'M', type: 'multiple_choice', list: 'letters', also: ['none'], exclusive: ['none'] },
  { item: 'I', type: 'integer' },
  { item: 'I2', type: 'integer' },
  { item: 'T', type: 'text' },
  { item: 'L', type: 'long_text' },
  { item: 'G', type: 'grid', rows: { list: 'letters' }, columns },
  { item: 'W', type: 'two_answer_grid', rows: { list: 'letters' }, list: 'letters', secondary: 2 },
  { item: 'K', type: 'ranking', list: 'letters', max: 5 },
  { item: 'R', type: 'roster', items: [{ item: 'R_name', type: 'text' }] },
] as unknown as readonly ItemDefinition[]

export const savingInstrument = instrumentOf([...savingItems], { letters: ['a', 'b', 'c', 'd', 'e'] })
