import type { Form } from './form.ts'

/** Rows that ask nothing: what they recorded or worked out is told, so that nobody misses it in the data. */
export function noteUnasked(form: Form): void {
  const { notices, inlined } = form
  for (const { name, type, row } of form.questions.values()) {
    if (type.kind === 'metadata') {
      row.takeAll()
      notices.note(
        'metadata',
        row.range,
        `«${name}» (${type.word}) is recorded by devices and not asked; the platform keeps its own record of who answered and when.`,
      )
    }
    if (type.kind === 'hidden' || type.kind === 'calculate') {
      row.takeAll()
      if (inlined.has(name))
        notices.change(
          'calculation-inlined',
          row.range,
          `«${name}» is no column of its own: its calculation stands in every expression that used it.`,
        )
      else
        notices.note(
          'calculation-left-out',
          row.range,
          `«${name}» decides nothing in the form, so it was left out; it can be worked out from the data.`,
        )
    }
  }
}
