import { reference } from '../conditions/tree.ts'
import { fileTypes } from '../foreign/file-types.ts'
import type { DraftAnswer, DraftItem, Words } from '../sources/draft.ts'
import { type Converter, codesOf, declare, leftOut } from './question.ts'
import type { Question, Survey } from './survey.ts'

const isoDay = /^\d{4}-\d{2}-\d{2}$/

export const shortText: Converter = (question, survey) => {
  const isNumber = question.setting('numbers_only') === '1'
  declare(question, survey, isNumber ? 'number' : 'text')
  return { answer: isNumber ? numeric(question) : { type: 'text', ...longest(question, 2000) } }
}

export const longText: Converter = (question, survey) => {
  declare(question, survey, 'text')
  return { answer: { type: 'long_text', ...longest(question, 20_000) } }
}

export const number: Converter = (question, survey) => {
  declare(question, survey, 'number')
  return { answer: numeric(question) }
}

/** K, Q: several numbers or texts under one question become questions of their own, or one sum that is shared out. */
export const each: Converter = (question, survey) => {
  const total = Number(question.setting('equals_num_value') ?? Number.NaN)
  if (question.type === 'K' && total > 0) return shared(question, survey, total)
  if (question.subquestions.length === 0) return leftOut(question, survey, 'it has no fields')
  survey.notices.change('split', question.place, 'A question with several fields becomes one question for each.')
  for (const key of ['min_num_value', 'max_num_value', 'equals_num_value'])
    if (question.setting(key) !== undefined)
      survey.notices.change(
        'setting-left-out',
        question.place,
        `«${key}» concerns the sum of the fields and was left out.`,
      )
  return question.subquestions.map(({ code, label }): DraftItem => {
    const isNumber = question.type === 'K' || question.setting('numbers_only') === '1'
    const name = `${question.name}_${code}`
    declare(question, survey, isNumber ? 'number' : 'text', undefined, { ending: code, tree: reference(name) })
    const answer: DraftAnswer = isNumber ? numeric(question) : { type: 'text', ...longest(question, 2000) }
    return { name, label: together(question.text, label), answer, places: question.places }
  })
}

function shared(question: Question, survey: Survey, total: number) {
  declare(question, survey, 'blankable')
  const codes = codesOf(question.subquestions, question, survey)
  return { answer: { type: 'constant_sum', list: survey.lists.add(question.name, codes), total } } as const
}

const together = (question: Words, field: Words): Words =>
  Object.fromEntries(
    [...new Set([...Object.keys(question), ...Object.keys(field)])].map((language) => [
      language,
      [question[language] ?? Object.values(question)[0], field[language]]
        .filter((text) => text !== undefined)
        .join(' – '),
    ]),
  )

export const date: Converter = (question, survey) => {
  declare(question, survey, 'date')
  const format = question.setting('date_format') ?? 'yyyy-mm-dd'
  if (/h/i.test(format))
    survey.notices.change('type-changed', question.place, 'The time of day is not asked; the day is.')
  const precision = /d/i.test(format) ? 'day' : /m/i.test(format) ? 'month' : 'year'
  return { answer: { type: 'date', precision, ...bound(question, survey, 'min'), ...bound(question, survey, 'max') } }
}

function bound(
  question: Question,
  survey: Survey,
  side: 'min' | 'max',
): { readonly min?: string; readonly max?: string } {
  const value = question.setting(`date_${side}`)
  if (value === undefined) return {}
  if (isoDay.test(value)) return { [side]: value }
  if (/^\d{4}$/.test(value)) return { [side]: side === 'min' ? `${value}-01-01` : `${value}-12-31` }
  survey.notices.change(
    'setting-left-out',
    question.place,
    `«date_${side}: ${value}» is no date that is written out; it was left out.`,
  )
  return {}
}

export const file: Converter = (question, survey) => {
  const { accept, unknown } = fileTypes(question.setting('allowed_filetypes') ?? '')
  if (unknown.length > 0)
    survey.notices.change('setting-changed', question.place, `The file types ${unknown.join(', ')} were left out.`)
  if (Number(question.setting('max_num_of_files') ?? 1) > 1)
    survey.notices.change('setting-changed', question.place, 'One file can be given, where several could.')
  if (question.setting('max_filesize') !== undefined)
    survey.notices.change(
      'setting-left-out',
      question.place,
      '«max_filesize» was left out; the platform has a limit of its own.',
    )
  return { answer: { type: 'file', ...(accept.length > 0 && { accept }) } }
}

/** X: words between questions. */
export const note: Converter = (question, survey) =>
  Object.keys(question.text).length > 0 ? { answer: { type: 'note' } } : leftOut(question, survey, 'it says nothing')

/** *: a value that is worked out. */
export const equation: Converter = (question, survey) => {
  const source = Object.values(question.text)[0] ?? ''
  const bare = source
    .replaceAll('${', '{')
    .replace(/^\s*\{([\s\S]*)\}\s*$/, '$1')
    .replace(/\{([^{}]*)\}/g, '$1')
  survey.declareCalculation(question.name, bare, question.place)
  return undefined
}

export const languageSwitch: Converter = (question, survey) =>
  leftOut(question, survey, 'the language is chosen on every page here')

function numeric(question: Question): DraftAnswer {
  const [min, max] = ['min_num_value_n', 'max_num_value_n']
    .map((key) => question.setting(key))
    .map((text) => (text === undefined ? undefined : Number(text)))
  const isWhole = question.setting('num_value_int_only') === '1'
  const bounds = { ...(Number.isFinite(min) && { min: min ?? 0 }), ...(Number.isFinite(max) && { max: max ?? 0 }) }
  return { type: isWhole ? 'integer' : 'decimal', ...bounds }
}

function longest(question: Question, most: number): { readonly max?: number } {
  const max = Number(question.setting('maximum_chars') ?? Number.NaN)
  return Number.isInteger(max) && max >= 1 && max <= most ? { max } : {}
}
