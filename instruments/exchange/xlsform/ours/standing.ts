import type { ItemDefinition } from '../../../engine/definition/bundle.ts'
import type { Form } from '../form.ts'
import type { Row } from '../sheets/table.ts'
import { readJson } from '../standard/kept.ts'
import { alsoListName, type Standing } from '../standard/standing.ts'

const unasked = ['spelled', 'note', 'metadata', 'calculate', 'hidden'] as const

/** What a form that was read says of itself, for writing its standard cells a second time and comparing. */
export const standingOf = (form: Form): Standing => ({
  isQuestion: (item) => {
    const question = form.questions.get(item)
    return question !== undefined && !unasked.some((kind) => kind === question.type.kind)
  },
  definition: (item) => definitionIn(form.questions.get(item)?.row ?? form.blocks.get(item)?.row, item),
  codes: ({ list, also = [] }) => {
    const own = (form.lists.get(list)?.choices ?? []).map(({ name }) => name)
    const added = (form.lists.get('common')?.choices ?? [])
      .map(({ name }) => name)
      .filter((name) => also.includes(name))
    return [...own, ...added.filter((name) => !own.includes(name))]
  },
  exclusive: (list) =>
    (form.lists.get(list)?.choices ?? [])
      .filter(({ row }) => furtherOf(row).exclusive === true)
      .map(({ name }) => name),
  attribute: (list, name) => {
    const choices = form.lists.get(list)?.choices ?? []
    if (choices.some(({ row }) => Array.isArray(furtherOf(row)[name]))) return 'several'
    return choices.some(({ attributes }) => attributes[name] !== undefined) ? 'one' : 'none'
  },
  listName: alsoListName,
})

/** Type and settings of a row of ours. */
function definitionIn(row: Row | undefined, item: string): ItemDefinition | undefined {
  const type = row?.see('mufakat::type')?.text
  if (row === undefined || type === undefined) return undefined
  const settings = readJson(row.see('mufakat::settings')?.text ?? '{}')
  const definition = { item, type, ...(settings as object) } as ItemDefinition
  return isWhole(definition) ? definition : undefined
}

/** Settings that somebody took apart are told of where the item itself is read. */
const isWhole = (definition: ItemDefinition): boolean =>
  (definition.type !== 'grid' || (Array.isArray(definition.columns) && typeof definition.rows === 'object')) &&
  (definition.type !== 'two_answer_grid' || typeof definition.rows === 'object')

/** Attributes that a choice of ours carries beside its columns. */
function furtherOf(row: Row | undefined): Readonly<Record<string, unknown>> {
  const attributes = readJson(row?.see('mufakat::attributes')?.text ?? '')
  return typeof attributes === 'object' && attributes !== null ? (attributes as Record<string, unknown>) : {}
}
