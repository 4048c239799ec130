import type { Code } from '../../engine/definition/bundle.ts'
import type { DraftCode, DraftItem, DraftList, DraftSection } from '../sources/draft.ts'
import { itemsOf } from '../sources/renames.ts'
import { acknowledgement, attributeKey, type Form } from './form.ts'
import { objectIn, ownWords, wordsIn } from './ours/cells.ts'
import { standingOf } from './ours/standing.ts'
import type { Choice, ChoiceList } from './survey.ts'
import { pipedWords } from './vocabulary/piping.ts'

// words that say something of every code already
const reserved = ['code', 'value', 'exclusive', 'label', 'note', 'source_name']

/**
 * The lists that items use, with the columns choice filters look at as attributes of their codes, and those that a
 * file of ours describes, used or not.
 */
export function draftLists(
  form: Form,
  sections: readonly DraftSection[],
  described: ReadonlyMap<string, Partial<DraftList>>,
): readonly DraftList[] {
  const named = new Set(
    itemsOf(sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items))).flatMap(listsIn),
  )
  const used = new Set(
    [...form.lists.values(), acknowledgement].filter(({ name }) => named.has(name) || described.has(name)),
  )
  const own = Array.from(form.lists.values(), (list) => {
    for (const { row } of used.has(list) || list.of !== undefined ? [] : list.choices) {
      form.notices.note(
        'list-unused',
        row?.range ?? list.place,
        `No question is answered from the list «${list.name}»; it was left out.`,
      )
    }
    return list
  })
  return [...own, ...(form.lists.has(acknowledgement.name) ? [] : [acknowledgement])]
    .filter((list) => used.has(list))
    .map((list) => ({
      name: list.name,
      codes: list.choices.map((choice) => codeOf(choice, list, form)),
      ...described.get(list.name),
      places: { '': list.place },
    }))
}

/** Lists of options, rows, columns and registers of an item. */
function listsIn({ answer }: DraftItem): readonly string[] {
  return [
    ...('list' in answer ? [answer.list] : []),
    ...('rows' in answer && answer.rows !== undefined ? [answer.rows.list] : []),
    ...('columns' in answer ? answer.columns.flatMap(({ list }) => list ?? []) : []),
    ...('sources' in answer ? answer.sources : []),
  ]
}

function codeOf(choice: Choice, list: ChoiceList, form: Form): DraftCode {
  const attributes = Object.fromEntries(
    Object.entries(choice.attributes).map(([name, cell]) => [nameOf(name), attributeValue(name, cell, list, form)]),
  )
  if (choice.label[form.language] === undefined && list !== acknowledgement)
    form.notices.refuse(
      'label-missing',
      choice.places[''] ?? '',
      `The choice «${choice.name}» has no label in ${form.language}, the language that stands in for the others.`,
    )
  const { row } = choice
  const note = row && wordsIn(row, 'note')
  const all = { ...attributes, ...(row && objectIn(row, 'attributes', form.notices)) }
  const label = pipedWords(choice.label, choice.places, form)
  return {
    name: choice.name,
    label: row === undefined ? label : ownWords(row, 'label', label, standingOf(form), form.notices),
    ...(note !== undefined && { note }),
    ...(Object.keys(all).length > 0 && { attributes: all as Omit<Code, 'code'> }),
    places: choice.places,
  }
}

const nameOf = (attribute: string): string => (reserved.includes(attribute) ? `${attribute}_column` : attribute)

function attributeValue(
  name: string,
  { text, place }: { readonly text: string; readonly place: string },
  list: ChoiceList,
  form: Form,
): string | readonly string[] {
  const use = form.attributes.get(attributeKey(list.name, name))
  const codes = use?.holds && form.codes(use.holds)
  const coded = (word: string): string => codes?.get(word) ?? word
  const words = use?.several === true ? text.split(/\s+/) : [text]
  const strange = codes && words.find((word) => !codes.has(word))
  if (strange !== undefined)
    form.notices.note(
      'cascade-loose',
      place,
      `«${strange}» is no choice of «${use?.holds?.name}», so this choice is never offered by it.`,
    )
  return use?.several === true ? words.map(coded) : coded(text)
}
