import { distinctCodes } from '../foreign/lists.ts'
import type { DraftCode, Words } from '../sources/draft.ts'
import { type Element, elementOf, isNode } from './element.ts'
import type { Survey } from './survey.ts'

/** The choices of a question: a list, and which of the house's own answers (`other`, `none`) stand beside it. */
export interface Choices {
  readonly list: string
  readonly also: readonly ('none' | 'other')[]
  /** Every code that can be chosen, by its SurveyJS value. */
  readonly codes: readonly string[]
  readonly missing: readonly ('refused' | 'dont_know')[]
}

// a slider of a thousand steps is a number, not a list
const mostNumbered = 300

/** Undefined, with a notice, when the definition does not hold the choices itself. */
export function choicesOf(element: Element, survey: Survey, given: readonly DraftCode[] = []): Choices | undefined {
  const outside = ['choicesByUrl', 'choicesFromQuestion'].filter((key) => isSet(element.take(key)))
  for (const key of ['choicesVisibleIf', 'choicesEnableIf', 'valueName']) reportSetting(element, survey, key)
  for (const key of ['choicesOrder', 'choicesFromQuestionMode', 'hideIfChoicesEmpty']) leaveOut(element, survey, key)
  const own = codesOf(element.take('choices'), element, survey)
  const codes = [...(own.length > 0 ? own : given), ...numbered(element, survey)]
  if (codes.length === 0) {
    const why = outside.length > 0 ? `they come from elsewhere (${outside.join(', ')})` : 'there are none'
    survey.notices.change('choices-missing', element.place, `The choices are not in the file: ${why}.`)
    return undefined
  }
  for (const key of outside)
    survey.notices.change(
      'setting-left-out',
      element.place,
      `«${key}» was left out; the choices in the file are offered.`,
    )
  return withSpecial(element, survey, distinct(codes, survey))
}

const isSet = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(isNode(value) && Object.keys(value).length === 0)

export function distinct(codes: readonly DraftCode[], survey: Survey): readonly DraftCode[] {
  return distinctCodes(codes, ({ name, places }) =>
    survey.notices.change(
      'choice-duplicate',
      places[''] ?? '',
      `The choice «${name}» stands twice; the first one was taken.`,
    ),
  )
}

/** Choices are values, or objects with a value and a text. */
export function codesOf(choices: unknown, element: Element, survey: Survey): readonly DraftCode[] {
  if (!Array.isArray(choices)) return []
  return choices.flatMap((choice) => {
    const node = isNode(choice) ? choice : { value: choice }
    const value = node.value
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
      survey.notices.change(
        'choice-unnamed',
        element.place,
        `A choice has no value: ${JSON.stringify(choice).slice(0, 80)}`,
      )
      return []
    }
    const one = elementOf({ ...node, name: String(value) }, survey, String(value))
    const label = survey.words(one.take('text'), element.place) ?? survey.words(value, element.place) ?? {}
    one.take('value')
    for (const key of one.rest())
      survey.notices.change(
        'setting-left-out',
        element.place,
        `«${key}» of the choice «${String(value)}» was left out.`,
      )
    return [{ name: String(value), label, places: { '': element.place } }]
  })
}

function numbered(element: Element, survey: Survey): readonly DraftCode[] {
  const [min, max, step = 1] = ['choicesMin', 'choicesMax', 'choicesStep'].map((key) => element.number(key))
  return min === undefined || max === undefined ? [] : numberCodes(numbersBetween(min, max, step), element, survey)
}

/** None when there would be too many for a list, or none at all. */
export function numbersBetween(first: number, last: number, step: number): readonly number[] {
  const count = Math.floor((last - first) / step) + 1
  return count >= 1 && count <= mostNumbered ? Array.from({ length: count }, (_, at) => first + at * step) : []
}

export const numberCodes = (numbers: readonly number[], element: Element, { locale }: Survey): readonly DraftCode[] =>
  numbers.map((number) => ({
    name: String(number),
    label: { [locale]: String(number) },
    places: { '': element.place },
  }))

/** «None» and «other» are the house's own when they are worded as usual, and codes of the list when they are not. */
function withSpecial(element: Element, survey: Survey, codes: readonly DraftCode[]): Choices {
  const also: ('none' | 'other')[] = []
  const own: DraftCode[] = []
  const add = (name: 'none' | 'other', text: Words | undefined): void => {
    if (codes.some((code) => code.name === name)) return
    if (text === undefined) also.push(name)
    else
      own.push({
        name,
        label: text,
        places: { '': element.place },
        ...(name === 'none' && { attributes: { exclusive: true } }),
      })
  }
  const [noneText, otherText] = [element.words('noneText'), element.words('otherText')]
  if (element.flag('showNoneItem', 'hasNone')) add('none', noneText)
  if (element.flag('showOtherItem', 'hasOther')) add('other', otherText)
  for (const key of ['showSelectAllItem', 'hasSelectAll', 'selectAllText']) leaveOut(element, survey, key)
  const all = [...codes, ...own]
  return {
    list: survey.lists.add(element.name, all),
    also,
    codes: [...all.map(({ name }) => name), ...also],
    missing: missingOf(element, survey),
  }
}

/** «Refuse to answer» and «don't know» are reasons for having no answer here, not answers. */
function missingOf(element: Element, survey: Survey): readonly ('refused' | 'dont_know')[] {
  const reasons = [
    ...(element.flag('showRefuseItem') ? (['refused'] as const) : []),
    ...(element.flag('showDontKnowItem') ? (['dont_know'] as const) : []),
  ]
  for (const key of ['refuseText', 'dontKnowText']) leaveOut(element, survey, key)
  if (reasons.length > 0)
    survey.notices.change(
      'missing-reason',
      element.place,
      `${reasons.join(' and ')}: no longer a choice, but declared beside the question.`,
    )
  return reasons
}

/** A setting of meaning that has no counterpart. */
export function reportSetting(element: Element, survey: Survey, key: string): void {
  if (isSet(element.take(key)))
    survey.notices.change('setting-left-out', element.place, `«${key}» has no counterpart and was left out.`)
}

/** A setting of appearance. */
export function leaveOut(element: Element, survey: Survey, key: string): void {
  if (isSet(element.take(key))) survey.leaveOut(key, element.place)
}
