import { askedItems, type Form, type Page, pagesOf } from '#engine'

/** In an address, the response as a whole. */
export const whole = 'whole'

export const listHref = (group?: string): string =>
  group === undefined ? '/respond/threads' : `/respond/threads?for=${encodeURIComponent(group)}`

/** Threads on a question, and where one is begun; `from`: a thread whose own words it begins with. */
export const aboutHref = (item: string | undefined, from?: string): string =>
  `/respond/threads/about/${item ?? whole}${from === undefined ? '' : `?from=${from}`}`

export const threadHref = (id: string): string => `/respond/threads/read/${id}`

/** The page a question is asked on. */
export const pageWith = (form: Form, item: string): Page | undefined =>
  pagesOf(form).find(({ group }) => askedItems(group.items).some((one) => one.item === item))

/** What a question is called here; elsewhere on the way it goes by its words in the instrument. */
export function questionOf(form: Form, item: string, otherwise = item): string {
  const page = pageWith(form, item)
  const found = page?.group.items.find((one) => one.item === item)
  return `${item} · ${found?.label ?? otherwise}`
}
