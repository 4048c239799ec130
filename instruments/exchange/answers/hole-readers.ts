import type { ItemTypeName } from '../../engine/definition/bundle.ts'
import { choice, choices, constantSum, ranking } from './choices.ts'
import type { HoleReader } from './hole-reader.ts'
import { attachment, date, decimalNumber, text, wholeNumber, yearNumber } from './plain.ts'
import { grid, twoAnswerGrid } from './tables.ts'

const nothing: HoleReader = () => undefined

/** The only list of how the value of each item type is put together from what was filled in. */
export const holeReaders = {
  single_choice: choice,
  yes_no: choice,
  multiple_choice: choices,
  register_pick: choices,
  integer: wholeNumber,
  decimal: decimalNumber,
  year: yearNumber,
  text,
  long_text: text,
  url: text,
  email: text,
  date,
  file: attachment,
  grid,
  two_answer_grid: twoAnswerGrid,
  ranking,
  constant_sum: constantSum,
  // its records are named where their answers are found
  roster: nothing,
  note: nothing,
} as const satisfies { readonly [T in ItemTypeName]: HoleReader }
