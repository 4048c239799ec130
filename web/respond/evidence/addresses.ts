import { askedItems, type Form, type FormItem, type KeyText, keyText, type Page, pagesOf, parseKey } from '#engine'
import { address } from '../../api/call.ts'
import { labelIn } from '../form-places.ts'

/** Which answer evidence is sought for: a question, or the page whose questions are to choose from. */
export interface Sought {
  readonly page: Page
  readonly items: readonly FormItem[]
  /** The question, once there is one. */
  readonly key: KeyText | undefined
}

export function soughtIn(form: Form, code: string, row: string | null): Sought | undefined {
  const key = keyText(row === null ? { item: code } : { item: code, row })
  for (const page of pagesOf(form)) {
    const items = askedItems(page.group.items).filter((item) => item.type !== 'note')
    if (items.some((item) => item.key === key)) return { page, items, key }
    if (page.group.group === code) return { page, items, key: items.length === 1 ? items[0]?.key : undefined }
  }
  return undefined
}

const queryOf = (key: KeyText | undefined): string => {
  if (key === undefined) return ''
  const { item, row } = parseKey(key)
  return `?${new URLSearchParams({ for: item, ...(row !== undefined && { row }) })}`
}

export const listHref = (key?: KeyText): string => `/respond/evidence${queryOf(key)}`

export const addHref = (kind: 'file' | 'link', key?: KeyText): string => `/respond/evidence/new/${kind}${queryOf(key)}`

export const changeHref = (id: string): string => `/respond/evidence/change/${id}`

export const fileHref = (response: string, sha256: string): string =>
  address('GET /api/responses/:response/files/:sha256', { params: { response, sha256 } })

export const keyOf = ({ item, row }: { item: string; row?: string | undefined }): KeyText =>
  keyText(row === undefined ? { item } : { item, row })

/** What a question that is cited from is called; undefined when it is not asked. */
export function questionOf(form: Form, key: KeyText): string | undefined {
  const label = labelIn(form, key)
  return label === key ? undefined : label
}
