import { reference } from '../conditions/tree.ts'
import type { DraftAnswer, DraftCode, DraftItem } from '../sources/draft.ts'
import { type Choices, choicesOf, codesOf, leaveOut, numberCodes, numbersBetween, reportSetting } from './choices.ts'
import type { Element } from './element.ts'
import { type Converter, declare, draftName, type Surroundings } from './question.ts'

export const single: Converter = (element, around) => {
  const choices = choicesOf(element, around.survey)
  if (choices === undefined) return unlisted(element, around)
  declare(element, around, 'code', { codes: choices.codes })
  return { answer: { type: 'single_choice', ...sourceOf(choices) }, ...withOther(element, around, choices) }
}

export const several: Converter = (element, around) => {
  const choices = choicesOf(element, around.survey)
  if (choices === undefined) return unlisted(element, around)
  declare(element, around, 'codes', { codes: choices.codes })
  const [min, max] = [element.number('minSelectedChoices'), element.number('maxSelectedChoices')]
  const exclusive = choices.also.includes('none') ? { exclusive: ['none'] } : {}
  const bounds = { ...(min !== undefined && min > 0 && { min }), ...(max !== undefined && max > 0 && { max }) }
  const answer: DraftAnswer = { type: 'multiple_choice', ...sourceOf(choices), ...exclusive, ...bounds }
  return { answer, ...withOther(element, around, choices) }
}

/** A picture to choose is its text. */
export const imagePicker: Converter = (element, around) => {
  around.survey.notices.change(
    'content-left-out',
    element.place,
    'The pictures of the choices were left out; their texts are offered.',
  )
  for (const key of ['showLabel', 'imageFit', 'contentMode']) leaveOut(element, around.survey, key)
  return element.flag('multiSelect') ? several(element, around) : single(element, around)
}

// what an item of type ranking can hold
const mostRanks = 20

export const ranking: Converter = (element, around) => {
  const choices = choicesOf(element, around.survey)
  if (choices === undefined) return unlisted(element, around)
  declare(element, around, 'codes', { codes: choices.codes })
  for (const key of ['selectToRankEnabled', 'selectToRankAreasLayout', 'longTap']) leaveOut(element, around.survey, key)
  const max = Math.min(element.number('maxSelectedChoices') ?? choices.codes.length, choices.codes.length, mostRanks)
  return { answer: { type: 'ranking', ...sourceOf(choices), max } }
}

export const yesNo: Converter = (element, around) => {
  const { survey } = around
  const [yes, no] = [element.take('valueTrue') ?? true, element.take('valueFalse') ?? false]
  for (const key of ['labelTrue', 'labelFalse']) {
    if (element.words(key) !== undefined)
      survey.notices.change('yes-no', element.place, `«${key}» was left out: the answers read yes and no.`)
  }
  const codeOf = (value: unknown): string | undefined =>
    value === yes || value === true ? 'yes' : value === no || value === false ? 'no' : undefined
  declare(element, around, 'yes_no', { codes: ['yes', 'no'], codeOf })
  return { answer: { type: 'yes_no' } }
}

const steps = { first: 1, last: 5 }

/** A scale is an ordered list of its numbers, with its ends worded as the definition does. */
export const rating: Converter = (element, around) => {
  const { survey } = around
  const given = codesOf(element.take('rateValues'), element, survey)
  const [min, max, step, count] = ['rateMin', 'rateMax', 'rateStep', 'rateCount'].map((key) => element.number(key))
  const first = min ?? steps.first
  const last = max ?? (count === undefined ? steps.last : first + count - 1)
  const numbers = numbersBetween(first, last, step ?? 1)
  const ends = [element.words('minRateDescription'), element.words('maxRateDescription')]
  const codes =
    given.length > 0
      ? given
      : numberCodes(numbers, element, survey).map((code, at, all) =>
          worded(code, at === 0 ? ends[0] : at === all.length - 1 ? ends[1] : undefined),
        )
  if (codes.length === 0) return unlisted(element, around)
  declare(element, around, 'code', { codes: codes.map(({ name }) => name) })
  return { answer: { type: 'single_choice', list: survey.lists.add(element.name, codes, { ordered: true }) } }
}

function worded(code: DraftCode, end: DraftCode['label'] | undefined): DraftCode {
  if (end === undefined) return code
  return {
    ...code,
    label: Object.fromEntries(Object.entries(end).map(([language, text]) => [language, `${code.name} – ${text}`])),
  }
}

const sourceOf = ({ list, also }: Choices) => ({ list, ...(also.length > 0 && { also }) })

/** A question whose choices are not in the file is still asked; what is answered is a text. */
function unlisted(element: Element, around: Surroundings) {
  around.survey.notices.change('type-changed', element.place, 'Without its choices the question becomes a text.')
  declare(element, around, 'text')
  return { answer: { type: 'text' } as const }
}

/** The text field beside «other», and the reasons for no answer. */
function withOther(element: Element, around: Surroundings, { codes, missing }: Choices) {
  const { survey, roster } = around
  const name = draftName(element, around)
  const label = element.words('otherPlaceholder') ??
    element.words('otherErrorText') ?? { [survey.locale]: 'Other, please specify' }
  const asksOther = element.flag('showOtherItem', 'hasOther') && codes.includes('other')
  if (asksOther) {
    const tree = reference(`${name}-Comment`)
    survey.declare({ kind: 'text', name: `${element.name}-Comment`, tree }, roster)
  }
  const text: DraftItem = {
    name: `${name}-Comment`,
    label,
    answer: { type: 'text' },
    specifies: { item: name, code: 'other' },
    places: element.places,
  }
  reportSetting(element, survey, 'storeOthersAsComment')
  return {
    ...(missing.length > 0 && { more: { missing } }),
    ...(asksOther && { following: [text] }),
  }
}
