import type { ItemDefinition, ItemTypeName } from '../definition/bundle.ts'
import { constantSum } from './constant-sum.ts'
import { date } from './date.ts'
import { decimal } from './decimal.ts'
import { email } from './email.ts'
import { file } from './file.ts'
import { grid } from './grid.ts'
import { integer } from './integer.ts'
import type { ItemType, Sources } from './item-type.ts'
import { longText } from './long-text.ts'
import { multipleChoice } from './multiple-choice.ts'
import { note } from './note.ts'
import { ranking } from './ranking.ts'
import { registerPick } from './register-pick.ts'
import { roster } from './roster.ts'
import { singleChoice } from './single-choice.ts'
import { text } from './text.ts'
import { twoAnswerGrid } from './two-answer-grid.ts'
import { url } from './url.ts'
import { year } from './year.ts'
import { yesNo } from './yes-no.ts'

/** The only list of item types. */
export const itemTypes = {
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
  // biome-ignore lint/suspicious/noExplicitAny: each type has values of its own
} as const satisfies { [T in ItemTypeName]: ItemType<T, any> }

export const itemTypeNames = Object.keys(itemTypes) as readonly ItemTypeName[]

/** An item type with its own settings and values forgotten: what shared code, which never asks which type it is, may use. */
export type AnyItemType = ItemType<ItemTypeName, unknown>

export const itemTypeOf = (definition: ItemDefinition): AnyItemType =>
  itemTypes[definition.type] as unknown as AnyItemType

export const sourcesOf = (definition: ItemDefinition): Sources => itemTypeOf(definition).sources(definition as never)
