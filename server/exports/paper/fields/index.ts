import type { ItemDefinition, ItemTypeName } from '#engine'
import type { PaperType } from '../asked.ts'
import { constantSum, ranking } from './amounts.ts'
import { multipleChoice, registerPick, singleChoice, yesNo } from './choices.ts'
import { grid } from './grids.ts'
import { date, decimal, email, file, integer, longText, text, url, year } from './lines.ts'
import { twoAnswerGrid } from './two-answer-grid.ts'

const note: PaperType<'note'> = { field: () => ({ kind: 'nothing' }), instructions: () => [] }

/** Its records are items of their own, so whoever lays out the items lays them out. */
const roster: PaperType<'roster'> = { field: () => ({ kind: 'records', records: [] }), instructions: () => [] }

/** The only list of what each item type looks like on paper. */
export const paperTypes = {
  single_choice: singleChoice,
  multiple_choice: multipleChoice,
  yes_no: yesNo,
  integer,
  decimal,
  text,
  long_text: longText,
  date,
  year,
  url,
  email,
  file,
  grid,
  two_answer_grid: twoAnswerGrid,
  ranking,
  constant_sum: constantSum,
  roster,
  register_pick: registerPick,
  note,
} as const satisfies { [T in ItemTypeName]: PaperType<T> }

export const paperTypeOf = ({ type }: ItemDefinition): PaperType<ItemTypeName> =>
  paperTypes[type] as unknown as PaperType<ItemTypeName>
