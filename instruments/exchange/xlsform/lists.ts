import type { Code } from '../../engine/definition/bundle.ts'
import type { DraftCode, DraftList } from '../sources/draft.ts'
import { acknowledgement, attributeKey, type Form } from './form.ts'
import type { Choice, ChoiceList } from './survey.ts'
import { pipedWords } from './vocabulary/piping.ts'

// words that say something of every code already
const reserved = ['code', 'value', 'exclusive', 'label', 'note', 'source_name']

/** The lists that questions use, with the columns choice filters look at as attributes of their codes. */
export function draftLists(form: Form): readonly DraftList[] {
  const used = new Set(Array.from(form.questions.values(), (question) => form.listOf(question)))
  const own = Array.from(form.lists.values(), (list) => {
    if (!used.has(list))
      form.notices.note(
        'list-unused',
        list.place,
        `No question is answered from the list «${list.name}»; it was left out.`,
      )
    return list
  })
  return [...own, acknowledgement]
    .filter((list) => used.has(list))
    .map((list) => ({
      name: list.name,
      codes: list.choices.map((choice) => codeOf(choice, list, form)),
      places: { '': list.place },
    }))
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
  return {
    name: choice.name,
    label: pipedWords(choice.label, choice.places, form),
    ...(Object.keys(attributes).length > 0 && { attributes: attributes as Omit<Code, 'code'> }),
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
