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

/** Attributes that a choice of ours carries beside its columns. */
function furtherOf(row: Row | undefined): Readonly<Record<string, unknown>> {
  const attributes = readJson(row?.see('mufakat::attributes')?.text ?? '')
  return typeof attributes === 'object' && attributes !== null ? (attributes as Record<string, unknown>) : {}
}
