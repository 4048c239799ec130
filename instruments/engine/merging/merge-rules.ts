import type { ItemTypeName } from '../definition/bundle.ts'
import { mergeRows } from './merge-rows.ts'
import { type MergeRule, neverMerged } from './merge-rule.ts'
import { mergeCodes, mergeRowIds } from './merge-sets.ts'
import { mergeText } from './merge-text.ts'

/**
 * What each item type does with two changes at once. It stands beside the types and not in them, because only the
 * server merges: a respondent's browser need not load it.
 */
export const mergeRules = {
  single_choice: neverMerged,
  multiple_choice: mergeCodes,
  yes_no: neverMerged,
  integer: neverMerged,
  decimal: neverMerged,
  text: neverMerged,
  long_text: mergeText,
  date: neverMerged,
  year: neverMerged,
  url: neverMerged,
  email: neverMerged,
  file: neverMerged,
  grid: mergeRows,
  two_answer_grid: mergeRows,
  // a rank says something about all others, and points must come to their total
  ranking: neverMerged,
  constant_sum: neverMerged,
  roster: mergeRowIds,
  register_pick: neverMerged,
  note: neverMerged,
  // biome-ignore lint/suspicious/noExplicitAny: each type has values of its own
} as const satisfies { [T in ItemTypeName]: MergeRule<any> }
