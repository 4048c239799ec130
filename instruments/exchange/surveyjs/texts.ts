import type { Notices } from '../notice.ts'
import type { DraftAnswer } from '../sources/draft.ts'
import type { Element } from './element.ts'
import { type Converter, declare, draftName, labelOf } from './question.ts'

const isoDay = /^\d{4}-\d{2}(-\d{2})?$/

/** Types of input that are a type of item here. The others are texts. */
const inputs: Readonly<Record<string, (element: Element, notices: Notices) => DraftAnswer>> = {
  text: (element) => ({ type: 'text', ...longest(element, 2000) }),
  email: () => ({ type: 'email' }),
  url: () => ({ type: 'url' }),
  // SurveyJS takes decimals unless a whole step is set
  number: (element) => numeric(element),
  range: (element) => numeric(element),
  date: (element, notices) => ({ type: 'date', precision: 'day', ...dateBounds(element, notices) }),
  month: (element, notices) => ({ type: 'date', precision: 'month', ...dateBounds(element, notices) }),
}

export const textQuestion: Converter = (element, around) => {
  const { notices } = around.survey
  const input = element.text('inputType') ?? 'text'
  const make = inputs[input]
  if (make === undefined) notices.change('type-changed', element.place, `An input of type «${input}» becomes a text.`)
  const answer = (make ?? inputs.text)?.(element, notices) ?? { type: 'text' }
  const isNumber = answer.type === 'integer' || answer.type === 'decimal'
  declare(element, around, isNumber ? 'number' : answer.type === 'date' ? 'date' : 'text')
  return { answer }
}

export const comment: Converter = (element, around) => {
  declare(element, around, 'text')
  return { answer: { type: 'long_text', ...longest(element, 20_000) } }
}

/** Several one-line texts under one question become questions of their own. */
export const multipleText: Converter = (element, around) => {
  const { survey } = around
  const title = labelOf(element)
  survey.notices.change('split', element.place, 'A question with several text fields becomes one question for each.')
  const name = draftName(element, around)
  return element.elements('items').flatMap((field) => {
    const own = { ...field, name: `${element.name}.${field.name}` }
    const converted = textQuestion(own, around)
    if (converted === undefined || !('answer' in converted)) return []
    const label = labelOf(field)
    const languages = [...new Set([...Object.keys(title), ...Object.keys(label)])]
    const both = languages.map((language) => {
      const parts = [title[language] ?? Object.values(title)[0], label[language] ?? field.name]
      return [language, parts.filter((part) => part !== undefined).join(': ')] as const
    })
    const isRequired = field.flag('isRequired')
    for (const key of field.rest()) survey.leaveOut(key, field.place)
    return [
      {
        name: `${name}.${field.name}`,
        label: Object.fromEntries(both),
        answer: converted.answer,
        places: field.places,
        ...(isRequired && { required: true }),
      },
    ]
  })
}

function longest(element: Element, most: number): { readonly max?: number } {
  const max = element.number('maxLength')
  return max !== undefined && max >= 1 && max <= most ? { max } : {}
}

function numeric(element: Element): DraftAnswer {
  const [min, max, step] = [element.number('min'), element.number('max'), element.number('step')]
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  const isWhole = step !== undefined && Number.isInteger(step) && Number.isInteger(min ?? 0)
  return isWhole ? { type: 'integer', ...bounds } : { type: 'decimal', ...bounds }
}

function dateBounds(element: Element, notices: Notices): { readonly min?: string; readonly max?: string } {
  const bound = (key: 'min' | 'max') => {
    const value = element.text(key)
    if (value === undefined) return {}
    if (isoDay.test(value)) return { [key]: value }
    notices.change(
      'setting-left-out',
      element.place,
      `«${key}: ${value}» is no date that is written out; it was left out.`,
    )
    return {}
  }
  return { ...bound('min'), ...bound('max') }
}
