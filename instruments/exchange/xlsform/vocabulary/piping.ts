import type { Words } from '../../sources/draft.ts'
import { calculationTree } from '../expressions/references.ts'
import type { Form } from '../form.ts'

/** `${name}` in a text is filled with the answer; with what is calculated or recorded by a device it cannot be. */
export function pipedWords(words: Words, places: Readonly<Record<string, string>>, form: Form): Words {
  return Object.fromEntries(
    Object.entries(words).map(([language, text]) => [language, piped(text, places[language] ?? '', form)]),
  )
}

function piped(text: string, place: string, form: Form): string {
  return text.replace(/\$\{\s*([A-Za-z_][\w.-]*)\s*\}/g, (whole, name: string) => {
    const shown = shownFor(name, form)
    if (shown !== '') return shown === undefined ? whole : `\${${shown}}`
    form.notices.change(
      'text-calculated',
      place,
      `«${name}» is worked out or recorded and not answered, so its value cannot be shown: «…» stands for it.`,
    )
    return '…'
  })
}

/** The question whose answer a name shows, `''` when there is none to show, undefined when nothing has the name. */
function shownFor(name: string, form: Form, depth = 0): string | undefined {
  const question = form.questions.get(name)
  if (question === undefined) return undefined
  const { kind } = question.type
  if (kind !== 'calculate' && kind !== 'hidden') return kind === 'metadata' || kind === 'note' ? '' : name
  const tree = calculationTree(question, form)
  const [first] = tree?.kind === 'call' && tree.name === 'jr:choice-name' ? tree.args : [tree]
  if (first?.kind !== 'reference' || depth > 20) return ''
  form.inlined.add(name)
  return shownFor(first.item, form, depth + 1) ?? ''
}
