import type { Notices } from '../notice.ts'
import type { DraftAnswer, DraftExpression, DraftGroup, DraftItem, DraftSection } from './draft.ts'
import { type Renaming, renameExpression } from './expressions.ts'
import { type PlacedFile, type Placement, placedFile } from './placed-file.ts'
import type { Renames } from './renames.ts'

type Plain = Record<string, unknown>

/** What a section file is made with. */
interface Making {
  readonly file: string
  readonly renames: Renames
  readonly notices: Notices
  readonly placements: Map<string, Placement>
}

/** A section of a draft → its definition file. */
export function sectionFile(section: DraftSection, file: string, renames: Renames, notices: Notices): PlacedFile {
  const placements = new Map<string, Placement>()
  const making: Making = { file, renames, notices, placements }
  placements.set('', { places: section.places })
  const content = present({
    section: renames.sections.get(section.name),
    publication: section.publication,
    relevant: expressionOf(section.relevant, 'relevant', section, renames.renaming(), making),
    groups: section.groups.map((group, at) => groupOf(group, `/groups/${at}`, making)),
  })
  return placedFile(file, content, placements)
}

function groupOf(group: DraftGroup, pointer: string, making: Making): Plain {
  making.placements.set(pointer, { places: group.places })
  return present({
    group: making.renames.groups.get(group.name),
    relevant: expressionOf(group.relevant, 'relevant', group, making.renames.renaming(), making),
    items: group.items.map((item, at) => itemOf(item, `${pointer}/items/${at}`, making)),
  })
}

/** `rows`: the list of the roster it stands in, when that decides its rows. */
function itemOf(item: DraftItem, pointer: string, making: Making, rows?: string): Plain {
  const { renames } = making
  making.placements.set(pointer, { places: item.places })
  const self = renames.renaming(item, rows)
  const { type, ...settings } = answerOf(item, pointer, making, self)
  const { name, answer, label, hint, constraintText, requiredText, unitText, columnTexts, places, ...envelope } = item
  const { relevant, required, constraint, specifies } = envelope
  const expression = (source: DraftExpression | undefined, field: string) =>
    expressionOf(source, field, item, self, making)
  return present({
    item: renames.items.get(name),
    type,
    ...envelope,
    required: typeof required === 'boolean' ? required : expression(required, 'required'),
    relevant: expression(relevant, 'relevant'),
    constraint: expression(constraint, 'constraint'),
    specifies: specifies && {
      item: renames.items.get(specifies.item) ?? specifies.item,
      code: self.option(specifies.item, specifies.code) ?? specifies.code,
    },
    ...settings,
  })
}

/** Settings with every foreign name in them renamed, whatever the item type calls them. */
function answerOf(item: DraftItem, pointer: string, making: Making, self: Renaming): Plain {
  const { renames } = making
  const answer: DraftAnswer = item.answer
  const list = 'list' in answer ? answer.list : ''
  const source = (from: string | undefined) => expressionOf(from, 'from', item, self, making)
  const renamed: Plain = { ...answer }
  if ('list' in answer) renamed.list = renames.lists.get(answer.list) ?? answer.list
  if ('from' in answer) renamed.from = source(answer.from)
  if ('exclusive' in answer) renamed.exclusive = answer.exclusive?.map((code) => renames.options(list, code))
  if ('currency' in answer && answer.currency !== undefined)
    renamed.currency = renames.items.get(answer.currency) ?? answer.currency
  if ('sources' in answer)
    renamed.sources = answer.sources.map((name) => renames.lists.get(name) ?? renames.items.get(name) ?? name)
  if ('rows' in answer && answer.rows !== undefined) {
    const { list: rows, from } = answer.rows
    renamed.rows = present({ ...answer.rows, list: renames.lists.get(rows) ?? rows, from: source(from) })
    if ('required_rows' in answer)
      renamed.required_rows = answer.required_rows?.map((code) => renames.options(rows, code))
  }
  if ('columns' in answer) renamed.columns = answer.columns.map((column) => columnOf(column, item, making, self))
  if ('items' in answer) {
    const rows = answer.rows?.list
    renamed.items = answer.items.map((child, at) => itemOf(child, `${pointer}/items/${at}`, making, rows))
  }
  return present(renamed)
}

type Column = Extract<DraftAnswer, { type: 'grid' }>['columns'][number]

function columnOf(column: Column, item: DraftItem, making: Making, self: Renaming): Plain {
  const { renames } = making
  return present({
    ...column,
    column: renames.columns(item.name, column.column),
    list: column.list && (renames.lists.get(column.list) ?? column.list),
    relevant: expressionOf(column.relevant, 'columns', item, self, making),
  })
}

function expressionOf(
  source: DraftExpression | undefined,
  field: string,
  { places }: { readonly places: Readonly<Record<string, string>> },
  renaming: Renaming,
  { notices }: Making,
): string | undefined {
  if (source === undefined) return undefined
  return renameExpression(source, renaming, places[field] ?? places[''] ?? '', notices)
}

/** Without the fields that say nothing. */
const present = (fields: Plain): Plain =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
