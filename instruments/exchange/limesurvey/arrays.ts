import type { GridColumn } from '../../engine/definition/bundle.ts'
import type { Named } from '../conditions/named.ts'
import { call, literal, reference } from '../conditions/tree.ts'
import type { DraftCode, Words } from '../sources/draft.ts'
import { type Converter, codesOf, declare, leftOut } from './question.ts'
import type { Option, Question, Survey } from './survey.ts'

/** Columns of arrays whose answers LimeSurvey words itself. */
const scales: Readonly<Record<string, readonly (readonly [code: string, label: string])[]>> = {
  A: Array.from({ length: 5 }, (_, at) => [String(at + 1), String(at + 1)]),
  B: Array.from({ length: 10 }, (_, at) => [String(at + 1), String(at + 1)]),
  C: [
    ['Y', 'Yes'],
    ['U', 'Uncertain'],
    ['N', 'No'],
  ],
  E: [
    ['I', 'Increase'],
    ['S', 'Same'],
    ['D', 'Decrease'],
  ],
}

/** F, H, A, B, C, E: one answer for each row. */
export const array: Converter = (question, survey) => {
  const own = scales[question.type]?.map(([code, label]): Option => ({ code, label: survey.fixed(label), scale: 0 }))
  const answers = codesOf(own ?? question.answers, question, survey)
  const rows = rowsOf(question, survey)
  if (answers.length === 0 || rows === undefined) return leftOut(question, survey, 'it has no rows or no answers')
  const ordered = question.type === 'A' || question.type === 'B' || question.type === 'E'
  const list = survey.lists.add(`${question.name}_answers`, answers, ordered ? { ordered } : {})
  declareCells(question, survey, rows.codes, 'code', { codes: answers.map(({ name }) => name) })
  return { answer: { type: 'grid', rows: rows.source, columns: [{ column: 'answer', cell: 'one', list }] } }
}

/** 1: two answers for each row, on two scales. */
export const dualScale: Converter = (question, survey) => {
  const rows = rowsOf(question, survey)
  const headers = ['A', 'B'].map((side) => question.settingWords(`dualscale_header${side}`))
  const columns = [0, 1].flatMap((scale): readonly GridColumn[] => {
    const codes = codesOf(
      question.answers.filter((answer) => answer.scale === scale),
      question,
      survey,
    )
    if (codes.length === 0) return []
    const list = survey.lists.add(`${question.name}_scale_${scale + 1}`, codes)
    const column = `scale_${scale + 1}`
    declareCells(question, survey, rows?.codes ?? [], 'code', {
      codes: codes.map(({ name }) => name),
      ending: `_${scale}`,
      column,
    })
    return [{ column, cell: 'one', list }]
  })
  if (rows === undefined || columns.length === 0) return leftOut(question, survey, 'it has no rows or no answers')
  const texts = columns.map(({ column }, at) => [column, headers[at] ?? survey.fixed(`Scale ${at + 1}`)] as const)
  return { answer: { type: 'grid', rows: rows.source, columns }, more: { columnTexts: Object.fromEntries(texts) } }
}

/** `:` and `;`: a number or a text in each cell. */
export const cells: Converter = (question, survey) => {
  const rows = rowsOf(question, survey)
  const headings = codesOf(
    question.subquestions.filter(({ scale }) => scale === 1),
    question,
    survey,
  )
  if (rows === undefined || headings.length === 0) return leftOut(question, survey, 'it has no rows or no columns')
  const isNumber = question.type === ':' || question.setting('numbers_only') === '1'
  if (question.setting('multiflexible_checkbox') === '1')
    survey.notices.change('setting-changed', question.place, 'A box to tick in each cell becomes a number, 0 or 1.')
  const ticks = question.setting('multiflexible_checkbox') === '1' ? { min: 0, max: 1 } : {}
  const bounds = { ...numberSetting(question, 'min'), ...numberSetting(question, 'max'), ...ticks }
  const columns = headings.map(
    ({ name }): GridColumn =>
      isNumber ? { column: name, cell: 'decimal', ...bounds } : { column: name, cell: 'text' },
  )
  for (const { name } of headings)
    declareCells(question, survey, rows.codes, isNumber ? 'number' : 'text', { ending: `_${name}`, column: name })
  const texts = headings.map(({ name, label }): readonly [string, Words] => [name, label])
  return { answer: { type: 'grid', rows: rows.source, columns }, more: { columnTexts: Object.fromEntries(texts) } }
}

function numberSetting(question: Question, side: 'min' | 'max'): { readonly min?: number; readonly max?: number } {
  const value = Number(question.setting(`multiflexible_${side}`) ?? Number.NaN)
  return Number.isFinite(value) ? { [side]: value } : {}
}

function rowsOf(question: Question, survey: Survey) {
  const codes = codesOf(
    question.subquestions.filter(({ scale }) => scale === 0),
    question,
    survey,
  )
  if (codes.length === 0) return undefined
  const list = survey.lists.add(`${question.name}_rows`, codes)
  const filter = question.setting('array_filter')
  // rows are those chosen before; both lists have the same codes
  const from = filter === undefined || filter.includes(';') ? {} : { from: `\${${filter}}` }
  if (filter?.includes(';'))
    survey.notices.change(
      'setting-left-out',
      question.place,
      `«array_filter: ${filter}» names several questions and was left out.`,
    )
  declare(question, survey, 'blankable')
  return { codes, source: { list, ...from } }
}

function declareCells(
  question: Question,
  survey: Survey,
  rows: readonly DraftCode[],
  kind: Exclude<Named['kind'], 'chosen'>,
  {
    codes,
    ending = '',
    column,
  }: { readonly codes?: readonly string[]; readonly ending?: string; readonly column?: string },
): void {
  for (const { name } of rows) {
    const place = [literal(name), ...(column === undefined ? [] : [literal(column)])]
    const tree = call('cell', reference(question.name), ...place)
    declare(question, survey, kind, codes, { ending: `${name}${ending}`, tree })
  }
}
