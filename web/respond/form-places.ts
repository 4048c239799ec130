import {
  askedItems,
  type Finding,
  type Form,
  type FormItem,
  type FormSection,
  type Page,
  pageOf,
  pagesOf,
  parseKey,
  progressOf,
  sumProgress,
} from '#engine'
import { itemId } from '../items/ids.ts'

/** The part of a form somebody was asked for: only its questions are shown and counted. */
export function partOf(form: Form, part: readonly string[] | undefined): Form {
  if (part === undefined) return form
  const sections = form.sections.map((section) => {
    const groups = section.groups.map((group) => ({
      ...group,
      items: group.items.filter(({ item }) => part.includes(item)),
    }))
    const asked = section.relevant ? askedItems(groups.flatMap(({ items }) => items)) : []
    return { ...section, groups, progress: progressOf(asked) }
  })
  const findings = form.findings.filter(({ key }) => part.includes(parseKey(key).item))
  return { ...form, sections, findings, progress: sumProgress(sections) }
}

/** Finding one's way about a form: items, pages and their addresses. */
export const itemIn = (form: Form, key: string): FormItem | undefined =>
  askedItems(form.sections.flatMap((section) => section.groups.flatMap((group) => group.items))).find(
    (item) => item.key === key,
  )

export const pageHref = ({ section, group }: Page): string =>
  `/respond/${encodeURIComponent(section.section)}/${encodeURIComponent(group.group)}`

/** What an item is called away from its page: inside a roster, after the name of its record. */
export function labelIn(form: Form, key: string): string {
  for (const { group } of pagesOf(form)) {
    for (const item of group.items) {
      if (item.key === key) return item.label
      for (const record of item.records) {
        const child = record.items.find((one) => one.key === key)
        if (child !== undefined) return `${record.label}: ${child.label}`
      }
    }
  }
  return key
}

/** The page of an item, with what is wrong on it shown, at the item itself. */
export function itemHref(form: Form, key: string): string {
  const page = pageOf(form, key)
  return page === undefined ? '/respond' : `${pageHref(page)}?show=findings#${itemId(key)}`
}

export const pagesIn = (form: Form, section: FormSection): readonly Page[] =>
  pagesOf(form).filter((page) => page.section.section === section.section)

/** Where work on a section goes on: its first page with something open, or its first page. */
export function entryOf(form: Form, section: FormSection): Page | undefined {
  const pages = pagesIn(form, section)
  if (section.progress.state !== 'in_progress') return pages[0]
  const open = pages.find(({ group }) =>
    askedItems(group.items).some((item) => item.required && (item.inWords === '' || isBlocked(item))),
  )
  return open ?? pages[0]
}

const isBlocked = (item: FormItem): boolean => item.findings.some((finding) => finding.severity === 'blocker')

/** The first finding of each item that stands in the way of submitting. */
export function blockersOf(form: Form): readonly Finding[] {
  const seen = new Set<string>()
  return form.findings.filter((finding) => {
    if (finding.severity !== 'blocker' || seen.has(finding.key)) return false
    seen.add(finding.key)
    return true
  })
}
