import type { Colleague } from '#contract'
import type { Form } from '#engine'
import { t } from '../../text/text.svelte.ts'

/** What somebody was asked for, in words: section titles and single questions. */
export function partInWords(form: Form, { sections, items }: Pick<Colleague, 'sections' | 'items'>): readonly string[] {
  if (sections.length + items.length === 0) return [t('people.part.all')]
  const titles = new Map(form.sections.map(({ section, title }) => [section, title]))
  const labels = new Map(
    form.sections.flatMap(({ groups }) =>
      groups.flatMap((group) => group.items.map(({ item, label }) => [item, label])),
    ),
  )
  const named = (code: string, words: string | undefined) => (words === undefined ? code : `${code} · ${words}`)
  return [
    ...sections.map((code) => named(code, titles.get(code))),
    ...items.map((code) => named(code, labels.get(code))),
  ]
}
