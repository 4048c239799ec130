import type { ItemTypeName } from './engine.ts'

/** `field`: one control with a label. `group`: several controls in a fieldset with a legend. `bare`: nothing to answer. */
export type Framing = 'field' | 'group' | 'bare'

export const framings = {
  single_choice: 'group',
  multiple_choice: 'group',
  yes_no: 'group',
  integer: 'field',
  decimal: 'field',
  text: 'field',
  long_text: 'field',
  date: 'group',
  year: 'field',
  url: 'field',
  email: 'field',
  file: 'field',
  grid: 'group',
  two_answer_grid: 'group',
  ranking: 'group',
  constant_sum: 'group',
  roster: 'group',
  register_pick: 'group',
  note: 'bare',
} as const satisfies Record<ItemTypeName, Framing>
