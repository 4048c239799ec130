import type { Form, FormGroup, FormSection } from './form.ts'

export interface Page {
  readonly section: FormSection
  readonly group: FormGroup
}

/** Groups on the path that have something on the path, in order: the pages a respondent walks through. */
export function pagesOf(form: Form): readonly Page[] {
  return form.sections
    .filter((section) => section.relevant)
    .flatMap((section) => section.groups.map((group) => ({ section, group })))
    .filter(({ group }) => group.relevant && group.items.some((item) => item.relevant))
}

/** The page before and after a group; the ends of the walk are undefined. */
export function neighbours(form: Form, group: string): { readonly previous?: Page; readonly next?: Page } {
  const pages = pagesOf(form)
  const at = pages.findIndex((page) => page.group.group === group)
  const previous = at > 0 ? pages[at - 1] : undefined
  const next = at >= 0 ? pages[at + 1] : undefined
  return { ...(previous && { previous }), ...(next && { next }) }
}

/** The page on which an answer stands. */
export function pageOf(form: Form, key: string): Page | undefined {
  return pagesOf(form).find(({ group }) =>
    group.items.some(
      (item) => item.key === key || item.records.some((record) => record.items.some((child) => child.key === key)),
    ),
  )
}
