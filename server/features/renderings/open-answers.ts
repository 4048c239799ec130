import { type Form, type FormItem, givenValue, itemTypes } from '#engine'
import { wordingOf } from './standing.ts'

/** What somebody wrote in their own words, in a language of their choice. */
export interface WrittenAnswer {
  readonly key: string
  readonly item: string
  readonly row?: string
  /** The question; inside a roster after the name of the record. */
  readonly label: string
  readonly original: string
  readonly sha256: string
}

/** The open answers on the path of a form, in the order they are asked. */
export const openAnswersIn = (form: Form): readonly WrittenAnswer[] =>
  form.sections
    .filter((section) => section.relevant)
    .flatMap((section) => section.groups.filter((group) => group.relevant))
    .flatMap((group) => group.items.flatMap((item) => writtenIn(item)))

function writtenIn(item: FormItem, record = ''): readonly WrittenAnswer[] {
  if (!item.relevant) return []
  const inside = item.records.flatMap(({ label, items }) => items.flatMap((child) => writtenIn(child, `${label}: `)))
  const original = givenValue(item.answer)
  if (!isProse(item) || typeof original !== 'string' || original.trim() === '') return inside
  const { key, row } = item
  const place = { key, item: item.item, ...(row !== undefined && { row }) }
  return [{ ...place, label: `${record}${item.label}`, original, sha256: wordingOf(original) }, ...inside]
}

const isProse = ({ type }: FormItem): boolean => 'prose' in itemTypes[type]
