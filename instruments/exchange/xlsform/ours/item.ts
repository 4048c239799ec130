import type { ItemDefinition } from '../../../engine/definition/bundle.ts'
import type { DraftItem, Words } from '../../sources/draft.ts'
import type { Form } from '../form.ts'
import type { Row } from '../sheets/table.ts'
import { type StandardCells, standardCells } from '../standard/item.ts'
import { readJson } from '../standard/kept.ts'
import type { Standing } from '../standard/standing.ts'
import type { Question } from '../survey.ts'
import { namesIn, noteEdited, objectIn, ownWords, textIn, wordsIn } from './cells.ts'
import { standingOf } from './standing.ts'

export const isOurs = (row: Row): boolean => row.see('mufakat::type') !== undefined

/** What the columns of ours say of an item. Each `same` tells whether a standard cell still says what was written. */
export interface OwnItem {
  readonly definition: ItemDefinition
  readonly envelope: Partial<DraftItem>
  same(column: keyof StandardCells): boolean
}

/** The definition of a row of ours, as far as its own columns and its type cell give it. */
export function readOwn(row: Row, name: string, type: string, form: Form): OwnItem {
  const { notices } = form
  const specifies = textIn(row, 'specifies')?.split('/')
  const required = textIn(row, 'required')
  const definition = {
    item: name,
    ...objectIn(row, 'settings', notices),
    ...given('type', textIn(row, 'type')),
    ...given('required', required === 'yes' ? true : required === 'no' ? false : required),
    ...given('relevant', textIn(row, 'relevant')),
    ...given('constraint', textIn(row, 'constraint')),
    ...given('from', textIn(row, 'from')),
    ...(specifies !== undefined && { specifies: { item: specifies[0] ?? '', code: specifies[1] ?? '' } }),
  } as unknown as ItemDefinition
  const standard = standardOf(definition, standingOf(form))
  return {
    definition,
    envelope: envelopeOf(row),
    same: (column) => standard?.[column] === (column === 'type' ? type : (row.see(column)?.text ?? '')),
  }
}

const given = (field: string, value: unknown): object => (value === undefined ? {} : { [field]: value })

/** None for a type that does not exist, or settings that are not its own. */
function standardOf(definition: ItemDefinition, standing: Standing): StandardCells | undefined {
  try {
    return standardCells(definition, standing)
  } catch {
    return undefined
  }
}

/** What a row says of its place in a study: research questions, severity, publication. Any form may say it. */
export function envelopeOf(row: Row): Partial<DraftItem> {
  const identification = textIn(row, 'identification')
  return {
    ...given('rq', namesIn(row, 'rq')),
    ...given('identification', identification === 'yes' ? true : undefined),
    ...given('severity', textIn(row, 'severity')),
    ...given('missing', namesIn(row, 'missing')),
    ...given('publication', textIn(row, 'publication')),
    ...given('prefill', textIn(row, 'prefill')),
  }
}

/**
 * Settings, conditions and type of a row of ours. What was edited in a standard column is left to `read`, which reads
 * it as it would of any other form.
 */
export interface OwnFields {
  readonly answer?: Readonly<Record<string, unknown>>
  readonly fields: Partial<DraftItem>
  /** Standard columns that say something else than they did when the file was written. */
  readonly edited: readonly (keyof StandardCells)[]
}

const conditions = ['relevant', 'required', 'constraint'] as const

export function ownFields(question: Pick<Question, 'row' | 'name' | 'typeCell'>, form: Form): OwnFields {
  const { row, name, typeCell } = question
  const own = readOwn(row, name, typeCell.text, form)
  const columns = ['type', ...conditions, 'choice_filter', 'appearance'] as const
  const edited = columns.filter((column) => !own.same(column))
  for (const column of columns) {
    if (!edited.includes(column)) row.take(column)
    else
      noteEdited(row.see(`mufakat::${column === 'choice_filter' ? 'from' : column}`) ?? typeCell, column, form.notices)
  }
  const { item: _item, required, relevant, constraint, specifies, ...answer } = own.definition
  const kept = { required, relevant, constraint }
  return {
    ...(!edited.includes('type') && { answer }),
    fields: {
      ...own.envelope,
      ...(specifies !== undefined && { specifies }),
      ...Object.fromEntries(
        conditions.flatMap((field) =>
          edited.includes(field) || kept[field] === undefined ? [] : [[field, kept[field]]],
        ),
      ),
    },
    edited,
  }
}

/** Words of an item that have no standard column, or lost something in one. */
export function ownTexts(
  row: Row,
  form: Form,
  words: Pick<DraftItem, 'label' | 'hint' | 'constraintText' | 'requiredText'>,
): Partial<DraftItem> {
  const standing = standingOf(form)
  const own = (column: string, shown: Words | undefined) =>
    shown === undefined ? undefined : ownWords(row, column, shown, standing, form.notices)
  const columns = Object.entries(wordsIn(row, 'columns') ?? {}).map(
    ([language, text]) => [language, readJson(text)] as const,
  )
  return {
    ...given('label', own('label', words.label)),
    ...given('hint', own('hint', words.hint)),
    ...given('constraintText', own('constraint_message', words.constraintText)),
    ...given('requiredText', own('required_message', words.requiredText)),
    ...given('unitText', wordsIn(row, 'unit')),
    ...(columns.length > 0 && { columnTexts: byColumn(columns) }),
  }
}

/** By language and column → by column and language. */
function byColumn(texts: readonly (readonly [string, unknown])[]): Readonly<Record<string, Words>> {
  const columns: Record<string, Record<string, string>> = {}
  for (const [language, words] of texts) {
    for (const [column, text] of Object.entries((words ?? {}) as Readonly<Record<string, string>>)) {
      columns[column] = { ...columns[column], [language]: text }
    }
  }
  return columns
}
