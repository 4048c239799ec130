import { call, literal, reference } from '../conditions/tree.ts'
import type { DraftItem } from '../sources/draft.ts'
import { type Converter, codesOf, declare, declareChosen, leftOut, otherOf } from './question.ts'
import type { Question, Survey } from './survey.ts'

/** L, !, O: one of a list; O with a field for a comment. */
export const single: Converter = (question, survey) => {
  const codes = codesOf(question.answers, question, survey)
  if (codes.length === 0) return leftOut(question, survey, 'it has no answers to choose from')
  const { source, following } = otherOf(question, survey)
  const names = [...codes.map(({ name }) => name), ...(source.also ?? [])]
  declare(question, survey, 'code', names)
  const list = survey.lists.add(question.name, codes)
  const comment = question.type === 'O' ? [commentOn(question, survey)] : []
  return { answer: { type: 'single_choice', list, ...source }, following: [...following, ...comment] }
}

function commentOn(question: Question, survey: Survey): DraftItem {
  declare(question, survey, 'text', undefined, { ending: 'comment', tree: reference(`${question.name}_comment`) })
  const name = `${question.name}_comment`
  return { name, label: survey.fixed('Comment'), answer: { type: 'long_text' }, places: question.places }
}

/** Scales and pairs that LimeSurvey words itself. */
const builtIn: Readonly<Record<string, readonly (readonly [code: string, label: string])[]>> = {
  '5': ['1', '2', '3', '4', '5'].map((point) => [point, point]),
  G: [
    ['F', 'Female'],
    ['M', 'Male'],
  ],
}

/** 5 and G. */
export const fixed: Converter = (question, survey) => {
  const options = (builtIn[question.type] ?? []).map(([code, label]) => ({
    code,
    label: survey.fixed(label),
    scale: 0,
  }))
  const codes = codesOf(options, question, survey)
  declare(
    question,
    survey,
    'code',
    codes.map(({ name }) => name),
  )
  const list = survey.lists.add(question.name, codes, { ordered: question.type === '5' })
  return { answer: { type: 'single_choice', list } }
}

export const yesNo: Converter = (question, survey) => {
  declare(question, survey, 'yes_no', ['yes', 'no'])
  return { answer: { type: 'yes_no' } }
}

/** M, P: several of a list; P with a comment on each. */
export const several: Converter = (question, survey) => {
  const codes = codesOf(question.subquestions, question, survey)
  if (codes.length === 0) return leftOut(question, survey, 'it has no answers to choose from')
  const { source, following } = otherOf(question, survey)
  const names = codes.map(({ name }) => name)
  declare(question, survey, 'codes', [...names, ...(source.also ?? [])])
  for (const name of names) declareChosen(question, survey, name)
  const alone = (question.setting('exclude_all_others') ?? '').split(';').filter((code) => names.includes(code))
  const [min, max] = ['min_answers', 'max_answers'].map((key) => Number(question.setting(key) ?? 0))
  const comments =
    question.type === 'P' ? codes.map(({ name, label }) => commentOnOne(question, survey, name, label)) : []
  return {
    answer: {
      type: 'multiple_choice',
      list: survey.lists.add(question.name, codes),
      ...source,
      ...(alone.length > 0 && { exclusive: alone }),
      ...(min && { min }),
      ...(max && { max }),
    },
    following: [...following, ...comments],
  }
}

function commentOnOne(question: Question, survey: Survey, code: string, label: DraftItem['label']): DraftItem {
  const name = `${question.name}_${code}comment`
  declare(question, survey, 'text', undefined, { ending: `${code}comment`, tree: reference(name) })
  const relevant = call('selected', reference(question.name), literal(code))
  return { name, label, answer: { type: 'text' }, relevant, places: question.places }
}

// what an item of type ranking can hold
const mostRanks = 20

export const ranking: Converter = (question, survey) => {
  // version 4 keeps what is ranked as answers, later ones as subquestions
  const options = question.answers.length > 0 ? question.answers : question.subquestions
  const codes = codesOf(options, question, survey)
  if (codes.length === 0) return leftOut(question, survey, 'it has nothing to rank')
  declare(
    question,
    survey,
    'codes',
    codes.map(({ name }) => name),
  )
  const most = Number(question.setting('max_answers') ?? codes.length)
  const max = Math.max(1, Math.min(Number.isInteger(most) ? most : codes.length, codes.length, mostRanks))
  return { answer: { type: 'ranking', list: survey.lists.add(question.name, codes), max } }
}
