import { call, joined } from '../conditions/tree.ts'
import type { DraftItem } from '../sources/draft.ts'
import { leaveOut, reportSetting } from './choices.ts'
import type { Element } from './element.ts'
import { matrix, matrixDropdown, matrixDynamic } from './matrices.ts'
import { calculated, file, html, panelDynamic } from './others.ts'
import { type Converted, type Converter, draftName, labelOf, type Mutable, type Surroundings } from './question.ts'
import { imagePicker, ranking, rating, several, single, yesNo } from './selections.ts'
import type { Survey } from './survey.ts'
import { comment, multipleText, textQuestion } from './texts.ts'
import { addValidators, checksOf } from './validators.ts'

/** The only list of question types. */
const converters: Readonly<Record<string, Converter>> = {
  text: textQuestion,
  comment,
  multipletext: multipleText,
  radiogroup: single,
  dropdown: single,
  buttongroup: single,
  checkbox: several,
  tagbox: several,
  imagepicker: imagePicker,
  ranking,
  rating,
  boolean: yesNo,
  matrix,
  matrixdropdown: matrixDropdown,
  matrixdynamic: matrixDynamic,
  file,
  html,
  expression: calculated,
  paneldynamic: panelDynamic,
}

/** Conditions are read when every question is known: a condition may look ahead. */
export type Later = (() => void)[]

/** A question → the items it becomes, none when it was refused. */
export function itemsOf(element: Element, survey: Survey, later: Later, roster?: string): readonly DraftItem[] {
  const convert = Object.hasOwn(converters, element.type) ? converters[element.type] : undefined
  if (convert === undefined) {
    survey.notices.change(
      'type-unknown',
      element.place,
      `A question of type «${element.type}» has no counterpart and was left out.`,
    )
    return []
  }
  const around: Surroundings = {
    survey,
    ...(roster !== undefined && { roster }),
    inside: (elements, name) => elements.flatMap((child) => questionsIn(child, survey, later, name)),
  }
  const converted = convert(element, around)
  const made = converted === undefined ? [] : 'answer' in converted ? [composed(element, around, converted)] : converted
  const items: readonly Mutable<DraftItem>[] = made.map((item) => ({ ...item }))
  const following = converted !== undefined && 'answer' in converted ? (converted.following ?? []) : []
  if (items.length > 0) addCommon(element, items, survey, later, roster)
  // what was left out was told as a whole
  if (items.length === 0) return []
  const remarks = commentOf(element, around)
  for (const key of element.rest()) leaveOut(element, survey, key)
  return [...items, ...following, ...remarks]
}

/** Questions of a repeating panel, those in panels inside of it too. */
function questionsIn(element: Element, survey: Survey, later: Later, roster: string): readonly DraftItem[] {
  if (element.type !== 'panel') return itemsOf(element, survey, later, roster)
  survey.notices.change(
    'panel-dissolved',
    element.place,
    'A panel inside of a repeating one was dissolved; its questions stay.',
  )
  for (const key of ['visibleIf', 'enableIf', 'requiredIf']) reportSetting(element, survey, key)
  const inner = element.elements('elements')
  for (const key of element.rest()) leaveOut(element, survey, key)
  return inner.flatMap((child) => questionsIn(child, survey, later, roster))
}

function composed(element: Element, around: Surroundings, { answer, more }: Converted): DraftItem {
  const hint = element.words('description')
  const label = labelOf(element)
  const named = Object.keys(label).length > 0 ? label : { [around.survey.locale]: element.name }
  return {
    name: draftName(element, around),
    label: named,
    ...(hint && { hint }),
    answer,
    places: element.places,
    ...more,
  }
}

/** Settings that every type of question has. */
function addCommon(
  element: Element,
  items: readonly Mutable<DraftItem>[],
  survey: Survey,
  later: Later,
  roster: string | undefined,
): void {
  const { place } = element
  const [visibleIf, enableIf, requiredIf] = ['visibleIf', 'enableIf', 'requiredIf'].map((key) => element.take(key))
  const isHidden = element.take('visible') === false
  const checks = checksOf(element)
  const isRequired = element.flag('isRequired')
  const requiredText = element.words('requiredErrorText')
  for (const key of [
    'defaultValue',
    'defaultValueExpression',
    'setValueExpression',
    'setValueIf',
    'resetValueIf',
    'correctAnswer',
    'valueName',
    'readOnly',
    'maskType',
    'maskSettings',
  ])
    reportSetting(element, survey, key)
  for (const item of items) {
    if (isRequired && item.answer.type !== 'note') item.required = true
    if (requiredText !== undefined) item.requiredText = requiredText
  }
  if (enableIf !== undefined)
    survey.notices.change('enable-if', place, 'Where the question was greyed out, it is not asked here.')
  later.push(() => {
    const conditions = [
      survey.condition(visibleIf, 'visibleIf', place, roster),
      survey.condition(enableIf, 'enableIf', place, roster),
      isHidden && visibleIf === undefined ? call('false') : undefined,
    ].filter((tree) => tree !== undefined)
    const required = survey.condition(requiredIf, 'requiredIf', place, roster)
    for (const item of items) {
      if (conditions.length > 0) item.relevant = joined('and', conditions)
      if (required !== undefined && !isRequired) item.required = required
      addValidators(item, checks, survey, roster)
    }
  })
}

/** A text field for remarks below a question. */
function commentOf(element: Element, around: Surroundings): readonly DraftItem[] {
  const has = element.flag('showCommentArea', 'hasComment')
  const label = element.words('commentText') ?? { [around.survey.locale]: 'Comment' }
  if (!has) return []
  const name = `${draftName(element, around)}-Remarks`
  return [{ name, label, answer: { type: 'long_text' }, places: element.places }]
}
