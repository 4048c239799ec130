import type { Expression } from '../../../engine/expression/index.ts'
import type { DraftAnswer, DraftExpression, DraftItem, Words } from '../../sources/draft.ts'
import { noteMedia, withField } from '../choices.ts'
import { filterOf } from '../expressions/choice-filter.ts'
import { noteDefault } from '../expressions/defaults.ts'
import { expressionIn } from '../expressions/expression-cells.ts'
import { allOf, treeOf } from '../expressions/trees.ts'
import { noteUnsatisfiable } from '../expressions/unsatisfiable.ts'
import type { Form } from '../form.ts'
import { envelopeOf, isOurs, type OwnFields, ownFields, ownTexts } from '../ours/item.ts'
import type { Cell } from '../sheets/cell.ts'
import type { Row } from '../sheets/table.ts'
import type { Block, Question } from '../survey.ts'
import { pipedWords } from '../vocabulary/piping.ts'
import { readWords } from '../vocabulary/words.ts'
import { type Answered, type AskedKind, detailsOf } from './answer.ts'
import { questionReaders } from './index.ts'
import { addsOther } from './selects.ts'

/** A question as it is asked here; with an «other» option, also the text that specifies it. Nothing when it asks nothing. */
export function readItems(question: Question, form: Form, outer: readonly Expression[]): readonly DraftItem[] {
  const { row, type } = question
  if (!isAsked(question)) return []
  const own = isOurs(row) ? ownFields(question, form) : undefined
  if (own !== undefined && !own.edited.includes('type')) return [readOwnItem(question, form, outer, own)]
  const details = detailsOf(row, form)
  if (type.kind.startsWith('select') && details.appears('label')) {
    row.takeAll()
    form.notices.change(
      'matrix-heading',
      row.range,
      'This row only shows the headings of a matrix; each row of it shows its own options here.',
    )
    return []
  }
  const answered = questionReaders[type.kind as AskedKind](question, form, details)
  details.report()
  const wording = wordingOf(row, question, form)
  const fields = fieldsOf(question, form, outer, answered)
  if (answered === undefined) return []
  const item: DraftItem = {
    name: question.name,
    ...unlessNamed(row),
    answer: answered.answer,
    ...wording.words,
    ...fields.fields,
    places: { '': row.place, type: question.typeCell.place, ...fields.places, ...wording.places },
  }
  return [withKind(item, answered), ...specifying(question, form, outer)]
}

const isAsked = ({ type, row }: Question): boolean => Object.hasOwn(questionReaders, type.kind) || isOurs(row)

/** What the row says of its place in a study; while it says nothing, that it only identifies. */
function unlessNamed(row: Row): Partial<DraftItem> {
  const envelope = envelopeOf(row)
  return envelope.rq === undefined ? { ...envelope, identification: true } : envelope
}

/** A row of a file of ours: what nobody edited is taken over word for word. */
function readOwnItem(question: Question, form: Form, outer: readonly Expression[], own: OwnFields): DraftItem {
  const { row, typeCell } = question
  const wording = wordingOf(row, question, form)
  const edited = fieldsOf(question, form, [], undefined, own.edited)
  const answer = own.edited.includes('choice_filter') ? refiltered(question, form, own) : own.answer
  const fields = { ...own.fields, ...edited.fields }
  const within = allOf([
    ...outer,
    ...(outer.length === 0 || fields.relevant === undefined ? [] : [treeOf(fields.relevant)]),
  ])
  return {
    name: question.name,
    ...wording.words,
    ...ownTexts(row, form, wording.words),
    ...fields,
    ...(within !== undefined && { relevant: within }),
    answer: answer as unknown as DraftAnswer,
    places: { '': row.place, type: typeCell.place, ...ownPlaces(row), ...edited.places, ...wording.places },
  }
}

/** The list narrowed as the edited choice filter says. */
function refiltered({ row, name, type, typeCell, repeat, node }: Question, form: Form, { answer }: OwnFields): object {
  const question: Question = { row, name, type, typeCell, repeat, node }
  const cell = row.take('choice_filter')
  const list = form.listOf(question)
  const { from: _from, ...rest } = (answer ?? {}) as { readonly from?: string }
  const from = cell && list && filterOf(cell, question, list, form)
  return from === undefined ? rest : { ...rest, from }
}

const ownPlaces = (row: Row): Readonly<Record<string, string>> =>
  placesOf(
    Object.fromEntries(
      ['relevant', 'required', 'constraint', 'from', 'rq'].map((field) => [field, row.see(`mufakat::${field}`)]),
    ),
  )

interface Wording {
  readonly words: Pick<DraftItem, 'label' | 'hint' | 'constraintText' | 'requiredText'>
  readonly places: Readonly<Record<string, string>>
}

function wordingOf(row: Row, question: Question, form: Form): Wording {
  noteMedia(row, form.notices)
  const read = (column: string, field: string) => {
    const { words, places } = readWords(row.takeEach(column), form.language, form.notices)
    return { words: pipedWords(words, places, form), places: withField(field, places) }
  }
  const label = read('label', 'label')
  const hint = read('hint', 'hint')
  const guidance = read('guidance_hint', 'hint')
  const constraint = read('constraint_message', 'constraint')
  const required = read('required_message', 'required')
  if (label.words[form.language] === undefined)
    form.notices.refuse(
      'label-missing',
      row.place,
      `«${question.name}» has no label in ${form.language}, the language that stands in for the others.`,
    )
  const hints = joined(hint.words, guidance.words)
  return {
    words: {
      label: label.words,
      ...(hasWords(hints) && { hint: hints }),
      ...(hasWords(constraint.words) && { constraintText: constraint.words }),
      ...(hasWords(required.words) && { requiredText: required.words }),
    },
    places: { ...guidance.places, ...label.places, ...hint.places, ...constraint.places, ...required.places },
  }
}

export const hasWords = (words: Words): boolean => Object.keys(words).length > 0

/** Guidance is read by the same people as the hint, so it follows it. */
function joined(hint: Words, guidance: Words): Words {
  const languages = [...new Set([...Object.keys(hint), ...Object.keys(guidance)])]
  return Object.fromEntries(
    languages.map((language) => [
      language,
      [hint[language], guidance[language]].filter((one) => one !== undefined).join('\n'),
    ]),
  )
}

interface Fields {
  readonly fields: Partial<Pick<DraftItem, 'relevant' | 'required' | 'constraint'>>
  readonly places: Readonly<Record<string, string>>
}

function fieldsOf(
  question: Question,
  form: Form,
  outer: readonly Expression[],
  answered: Answered | undefined,
  only?: readonly string[],
): Fields {
  const { row } = question
  const take = (column: string): Cell | undefined => (only?.includes(column) === false ? undefined : row.take(column))
  const cells = { relevant: take('relevant'), required: take('required'), constraint: take('constraint') }
  const own = expressionIn(cells.relevant, question, 'condition', form)
  const relevant = allOf([...outer, ...(own === undefined ? [] : [own])])
  const required = requirementIn(cells.required, question, form)
  const constraint = expressionIn(cells.constraint, question, 'condition', form, 'with-self')
  noteUnsatisfiable(constraint, cells.constraint, answered, form)
  noteDefault(question, form)
  noteAsReadOnly(question, form)
  const from = row.see('choice_filter')
  return {
    fields: {
      ...(relevant !== undefined && { relevant }),
      ...(required !== undefined && { required }),
      ...(constraint !== undefined && { constraint }),
    },
    places: placesOf({ ...cells, from }),
  }
}

const placesOf = (cells: Readonly<Record<string, Cell | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([field, cell]) => (cell === undefined ? [] : [[field, cell.place]])),
  )

const yes = /^(yes|true|1|true\(\)|y|x)$/i
const no = /^(no|false|0|false\(\)|n)$/i

export const saysYes = (cell: Cell | undefined): boolean => cell !== undefined && yes.test(cell.text)

function requirementIn(cell: Cell | undefined, question: Question, form: Form): boolean | DraftExpression | undefined {
  if (cell === undefined || no.test(cell.text)) return undefined
  return yes.test(cell.text) ? true : expressionIn(cell, question, 'condition', form)
}

function noteAsReadOnly({ row }: Question, { notices }: Form): void {
  const readOnly = row.take('read_only')
  if (saysYes(readOnly) && readOnly !== undefined)
    notices.note(
      'read-only',
      readOnly.place,
      'An answer that nobody may change is not known here: the question can be answered.',
    )
  const calculation = row.take('calculation')
  if (calculation !== undefined)
    notices.note(
      'calculation-left-out',
      calculation.place,
      'A value that is worked out for a question people answer is not filled in.',
    )
}

/** The condition that comes with a kind of question stands before the one its author wrote. */
function withKind(item: DraftItem, { constraint, constraintText }: Answered): DraftItem {
  if (constraint === undefined) return item
  const both = allOf([treeOf(constraint), ...(item.constraint === undefined ? [] : [treeOf(item.constraint)])])
  return {
    ...item,
    ...(both !== undefined && { constraint: both }),
    ...(item.constraintText === undefined && constraintText !== undefined && { constraintText }),
  }
}

/** `or_other` adds the option and asks what it is. */
function specifying(question: Question, form: Form, outer: readonly Expression[]): readonly DraftItem[] {
  const list = form.listOf(question)
  if (question.type.orOther !== true || list === undefined) return []
  const how = addsOther(question, list) ? 'The option «other» was added, and' : 'For the option «other»'
  form.notices.change('or-other', question.typeCell.place, `${how} a text «${question.name}_other» asks what it is.`)
  const relevant = allOf(outer)
  return [
    {
      name: `${question.name}_other`,
      identification: true,
      answer: { type: 'text' },
      label: { en: 'Specify other.' },
      specifies: { item: question.name, code: 'other' },
      ...(relevant !== undefined && { relevant }),
      places: { '': question.typeCell.place },
    },
  ]
}

export type Relevances = readonly Expression[]

/** The relevance of a group or repeat, as a condition. */
export function relevanceOf(block: Block, form: Form): Relevances {
  const found = expressionIn(block.row.take('relevant'), block, 'condition', form)
  return found === undefined ? [] : [found]
}
