import type { GridColumn } from '../../engine/definition/bundle.ts'
import type { Named } from '../conditions/named.ts'
import { call, literal, reference } from '../conditions/tree.ts'
import type { DraftCode, Words } from '../sources/draft.ts'
import { choicesOf, codesOf, distinct, leaveOut, reportSetting } from './choices.ts'
import type { Element } from './element.ts'
import { type Converter, declare, draftName, labelOf, type Surroundings } from './question.ts'

/** A single choice for each row: a grid with one column. */
export const matrix: Converter = (element, around) => {
  const { survey } = around
  const rows = rowsOf(element, around)
  const columns = distinct(codesOf(element.take('columns'), element, survey), survey)
  if (rows === undefined || columns.length === 0) return refused(element, around, 'columns or rows')
  const list = survey.lists.add(`${element.name}_answers`, columns)
  const several = element.text('cellType') === 'checkbox'
  const isRequired = element.flag('eachRowRequired', 'isAllRowRequired')
  reportSetting(element, survey, 'eachRowUnique')
  for (const key of ['rowsOrder', 'hideIfRowsEmpty']) leaveOut(element, survey, key)
  const codes = columns.map(({ name }) => name)
  const tree = reference(draftName(element, around))
  for (const row of rows.codes) {
    const named: Named = {
      kind: several ? 'codes' : 'code',
      name: `${element.name}.${row.name}`,
      tree: call('cell', tree, literal(row.name)),
      codes,
    }
    survey.declare(named, around.roster)
  }
  declare(element, around, 'blankable')
  return {
    answer: {
      type: 'grid',
      rows: { list: rows.list },
      columns: [{ column: 'answer', cell: several ? 'several' : 'one', list }],
    },
    ...(isRequired && { more: { required: true } }),
  }
}

/** Columns of different types for each row. */
export const matrixDropdown: Converter = (element, around) => {
  const { survey } = around
  const rows = rowsOf(element, around)
  if (rows === undefined) return refused(element, around, 'rows')
  const given = codesOf(element.take('choices'), element, survey)
  const cellType = element.text('cellType') ?? 'dropdown'
  const columns = element.elements('columns').map((column) => columnOf(column, cellType, given, element, around))
  if (columns.length === 0) return refused(element, around, 'columns')
  const tree = reference(draftName(element, around))
  for (const row of rows.codes)
    for (const { column, kind, codes } of columns)
      survey.declare(
        {
          kind,
          name: `${element.name}.${row.name}.${column.column}`,
          tree: call('cell', tree, literal(row.name), literal(column.column)),
          ...(codes !== undefined && { codes }),
        },
        around.roster,
      )
  declare(element, around, 'blankable')
  return {
    answer: { type: 'grid', rows: { list: rows.list }, columns: columns.map(({ column }) => column) },
    more: { columnTexts: Object.fromEntries(columns.map(({ column, title }) => [column.column, title])) },
  }
}

/** Rows that respondents add: a roster with an item for each column. */
export const matrixDynamic: Converter = (element, around) => {
  const { survey } = around
  if (around.roster !== undefined)
    return refused(element, around, 'a place: rows cannot be added inside of a repeating panel')
  const cellType = element.text('cellType') ?? 'dropdown'
  const choices = element.take('choices')
  const columns = element.elements('columns').map((column) => asQuestion(column, cellType, choices, survey))
  const items = around.inside(columns, draftName(element, around))
  if (items.length === 0) return refused(element, around, 'columns')
  declare(element, around, 'codes')
  const [min, max] = [element.number('minRowCount'), element.number('maxRowCount')]
  for (const key of [
    'rowCount',
    'keyName',
    'keyDuplicationError',
    'addRowText',
    'removeRowText',
    'allowRowReorder',
    'allowRowsDragAndDrop',
    'defaultRowValue',
    'confirmDelete',
    'confirmDeleteText',
    'emptyRowsText',
    'noRowsText',
    'hideColumnsIfEmpty',
    'addRowLocation',
    'addRowButtonLocation',
  ])
    leaveOut(element, survey, key)
  return { answer: { type: 'roster', items, ...(min && { min }), ...(max && { max }) } }
}

function asQuestion(column: Element, cellType: string, choices: unknown, survey: Surroundings['survey']): Element {
  const own = column.text('cellType')
  const type = own === undefined || own === 'default' ? cellType : own
  const shared = type === 'dropdown' || type === 'radiogroup' || type === 'checkbox' || type === 'tagbox'
  const title = column.take('title') === undefined ? { takeAny: column.takeAny } : {}
  return {
    ...column,
    ...title,
    type: type === 'default' ? 'dropdown' : type,
    take: (key) => column.take(key) ?? (key === 'choices' && shared ? choices : undefined),
    words: (key) => column.words(key) ?? (key === 'title' ? survey.words(column.name, column.place) : undefined),
  }
}

interface Column {
  readonly column: GridColumn
  readonly title: Words
  readonly kind: 'code' | 'codes' | 'number' | 'text' | 'yes_no'
  readonly codes?: readonly string[]
}

const chosen: Readonly<Record<string, 'one' | 'several'>> = {
  dropdown: 'one',
  radiogroup: 'one',
  rating: 'one',
  checkbox: 'several',
  tagbox: 'several',
}

function columnOf(
  element: Element,
  cellType: string,
  given: readonly DraftCode[],
  of: Element,
  { survey }: Surroundings,
): Column {
  const own = element.text('cellType')
  const type = own === undefined || own === 'default' ? cellType : own
  const title = Object.keys(labelOf(element)).length > 0 ? labelOf(element) : { [survey.locale]: element.name }
  const column = element.name
  const required = element.flag('isRequired') ? {} : { required: false }
  const finish = (made: Column): Column => {
    for (const key of [
      'visibleIf',
      'enableIf',
      'requiredIf',
      'validators',
      'totalType',
      'totalExpression',
      'isUnique',
      'defaultValue',
      'expression',
    ])
      reportSetting(element, survey, key)
    for (const key of element.rest()) survey.leaveOut(key, element.place)
    return made
  }
  if (type === 'boolean')
    return finish({
      column: { column, cell: 'one', list: 'yes_no', ...required },
      title,
      kind: 'yes_no',
      codes: ['yes', 'no'],
    })
  const cell = chosen[type === 'default' ? 'dropdown' : type]
  if (cell !== undefined) {
    const choices = choicesOf({ ...element, name: `${of.name}_${element.name}` }, survey, given)
    if (choices !== undefined) {
      if (choices.also.length > 0)
        survey.notices.change(
          'setting-left-out',
          element.place,
          `«${choices.also.join(', ')}» cannot be added to a column and was left out.`,
        )
      return finish({
        column: { column, cell, list: choices.list, ...required },
        title,
        kind: cell === 'one' ? 'code' : 'codes',
        codes: choices.codes,
      })
    }
  }
  const isNumber = element.text('inputType') === 'number'
  if (cell === undefined && !['text', 'comment'].includes(type))
    survey.notices.change('type-changed', element.place, `A column of type «${type}» becomes a text.`)
  const [min, max] = [element.number('min'), element.number('max')]
  const bounds = isNumber ? { ...(min !== undefined && { min }), ...(max !== undefined && { max }) } : {}
  return finish({
    column: { column, cell: isNumber ? 'decimal' : 'text', ...bounds, ...required },
    title,
    kind: isNumber ? 'number' : 'text',
  })
}

function rowsOf(
  element: Element,
  { survey }: Surroundings,
): { readonly list: string; readonly codes: readonly DraftCode[] } | undefined {
  for (const key of ['rowsVisibleIf', 'columnsVisibleIf']) reportSetting(element, survey, key)
  const codes = distinct(codesOf(element.take('rows'), element, survey), survey)
  return codes.length === 0 ? undefined : { list: survey.lists.add(`${element.name}_rows`, codes), codes }
}

function refused(element: Element, { survey }: Surroundings, what: string): undefined {
  survey.notices.change(
    'question-left-out',
    element.place,
    `A question of type «${element.type}» was left out: it has no ${what}.`,
  )
  return undefined
}
