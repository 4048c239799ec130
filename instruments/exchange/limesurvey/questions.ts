import type { Expression } from '../../engine/expression/index.ts'
import { matchesPattern } from '../conditions/patterns.ts'
import { call, joined } from '../conditions/tree.ts'
import type { DraftItem } from '../sources/draft.ts'
import { array, cells, dualScale } from './arrays.ts'
import type { Converter, Mutable } from './question.ts'
import { fixed, ranking, several, single, yesNo } from './selections.ts'
import type { Question, Survey } from './survey.ts'
import { date, each, equation, file, languageSwitch, longText, note, number, shortText } from './texts.ts'

/** The only list of question types, by LimeSurvey's letters for them. */
const converters: Readonly<Record<string, Converter>> = {
  L: single,
  '!': single,
  O: single,
  '5': fixed,
  G: fixed,
  Y: yesNo,
  M: several,
  P: several,
  R: ranking,
  S: shortText,
  T: longText,
  U: longText,
  N: number,
  K: each,
  Q: each,
  D: date,
  F: array,
  H: array,
  A: array,
  B: array,
  C: array,
  E: array,
  '1': dualScale,
  ':': cells,
  ';': cells,
  X: note,
  '|': file,
  '*': equation,
  I: languageSwitch,
}

/** Settings of meaning that have no counterpart. */
const untaken = [
  'em_validation_sq',
  'em_validation_sq_tip',
  'array_filter_exclude',
  'equation',
  'assessment_value',
  'exclude_all_others_auto',
  'other_numbers_only',
  'other_comment_mandatory',
  'min_num_value_sgqa',
  'max_num_value_sgqa',
  'random_group',
]

/** A question → the items it becomes; conditions are read `later`, when every question is known. */
export function itemsOf(question: Question, survey: Survey, later: (() => void)[]): readonly DraftItem[] {
  const convert = Object.hasOwn(converters, question.type) ? converters[question.type] : undefined
  if (convert === undefined) {
    survey.notices.change(
      'type-unknown',
      question.place,
      `A question of type «${question.type}» has no counterpart and was left out.`,
    )
    return []
  }
  const converted = convert(question, survey)
  const whole = converted !== undefined && 'answer' in converted ? converted : undefined
  const made =
    whole === undefined
      ? ((converted ?? []) as readonly DraftItem[])
      : [composed(question, survey, whole.answer, whole.more)]
  const items: readonly Mutable<DraftItem>[] = made.map((item) => ({ ...item }))
  const following: readonly Mutable<DraftItem>[] = (whole?.following ?? []).map((item) => ({ ...item }))
  if (items.length > 0) addCommon(question, items, following, survey, later)
  for (const key of untaken)
    if (question.setting(key) !== undefined)
      survey.notices.change('setting-left-out', question.place, `«${key}» has no counterpart and was left out.`)
  for (const key of question.rest()) survey.leaveOut(key, question.place)
  return [...items, ...following]
}

function composed(
  question: Question,
  survey: Survey,
  answer: DraftItem['answer'],
  more: Partial<DraftItem> = {},
): DraftItem {
  const unit = question.settingWords('suffix')
  const label = Object.keys(question.text).length > 0 ? question.text : survey.fixed(question.name)
  return {
    name: question.name,
    label,
    ...(Object.keys(question.help).length > 0 && { hint: question.help }),
    ...(unit && { unitText: unit }),
    answer,
    places: question.places,
    ...more,
  }
}

/** Mandatory, relevance and checks: the same for every type. */
function addCommon(
  question: Question,
  items: readonly Mutable<DraftItem>[],
  following: readonly Mutable<DraftItem>[],
  survey: Survey,
  later: (() => void)[],
): void {
  const { row, place } = question
  if (row.mandatory === 'S')
    survey.notices.change(
      'soft-mandatory',
      place,
      'The question asked twice before it could be left blank; here it can be left blank.',
    )
  const isRequired = row.mandatory === 'Y'
  const isHidden = question.setting('hidden') === '1'
  if (isHidden) survey.notices.change('hidden', place, 'The question was always hidden; here it is never asked.')
  const check = question.setting('em_validation_q')
  const checkText = question.settingWords('em_validation_q_tip')
  for (const item of items) if (isRequired && item.answer.type !== 'note') item.required = true
  later.push(() => {
    const relevant = relevance(row.relevance, place, survey)
    const conditions = [relevant, isHidden ? call('false') : undefined].filter((tree) => tree !== undefined)
    const checks = [survey.condition(check, 'the check', place, question.name), pattern(question, survey)].filter(
      (tree) => tree !== undefined,
    )
    for (const item of items) {
      if (conditions.length > 0) item.relevant = joined('and', conditions)
      if (checks.length > 0) item.constraint = joined('and', checks)
      if (checks.length > 0 && checkText !== undefined) item.constraintText = checkText
    }
    for (const item of following)
      if (conditions.length > 0 && item.specifies === undefined)
        item.relevant = joined('and', [
          ...conditions,
          ...(item.relevant === undefined ? [] : [item.relevant as Expression]),
        ])
  })
}

/** `1` is always; nothing is always too. */
export function relevance(source: string | undefined, place: string, survey: Survey): Expression | undefined {
  const trimmed = (source ?? '').trim()
  return trimmed === '1' ? undefined : survey.condition(trimmed, 'the relevance', place)
}

function pattern({ row, place }: Question, survey: Survey): Expression | undefined {
  const source = (row.preg ?? '').trim()
  if (source === '') return undefined
  const [, inner, flags] = /^\/([\s\S]*)\/([a-z]*)$/.exec(source) ?? []
  if (inner === undefined || (flags !== undefined && !/^u?$/.test(flags))) {
    survey.notices.change('setting-left-out', place, `The pattern ${source} was left out: its form has no counterpart.`)
    return undefined
  }
  return matchesPattern(inner)
}
