import type { Bundle, Form, FormItem, FormSection } from '#engine'

/** Sections with a question that is asked as the answers stand. */
export const askedSections = (form: Form): readonly FormSection[] =>
  form.sections.filter(({ progress }) => progress.state !== 'off_path')

const askedOf = (form: Form): readonly FormItem[] =>
  askedSections(form).flatMap(({ groups }) => groups.flatMap(({ items }) => items.filter(({ relevant }) => relevant)))

/** Half an hour is as exact as an estimate gets. */
export function timeOf(form: Form): { readonly unit: 'hours' | 'minutes'; readonly n: number } {
  const minutes = askedSections(form).reduce((sum, section) => sum + section.minutes, 0)
  if (minutes < 60) return { unit: 'minutes', n: Math.max(5, Math.round(minutes / 5) * 5) }
  return { unit: 'hours', n: Math.round(minutes / 30) / 2 }
}

const isNumber = (kind: string): boolean => kind === 'integer' || kind === 'decimal'
const isFigure = ({ type, columns }: FormItem): boolean => isNumber(type) || columns.some(({ cell }) => isNumber(cell))

export type Need = 'figures' | 'lists' | 'files' | 'links'

const needTests: Readonly<Record<Need, (item: FormItem) => boolean>> = {
  figures: isFigure,
  lists: ({ type }) => type === 'roster',
  files: ({ type }) => type === 'file',
  links: ({ type }) => type === 'url',
}

/** Questions that nobody answers off the top of their head, by what they ask for. */
export function needsOf(form: Form): readonly { readonly need: Need; readonly labels: readonly string[] }[] {
  const items = askedOf(form)
  const needs = Object.entries(needTests) as [Need, (item: FormItem) => boolean][]
  return needs
    .map(([need, is]) => ({ need, labels: items.filter(is).map(({ label }) => label) }))
    .filter(({ labels }) => labels.length > 0)
}

const consentCodes = ['publish_named', 'publish_aggregate', 'do_not_publish']
const isConsent = (options: readonly { readonly code: string }[]): boolean =>
  options.length === consentCodes.length && options.every(({ code }) => consentCodes.includes(code))

/** Whether consent to publication is asked section by section, once, or not at all; known by its three codes. */
export function consentOf(form: Form): 'sections' | 'whole' | 'none' {
  const items = form.sections.flatMap(({ groups }) => groups.flatMap((group) => group.items))
  if (items.some(({ columns }) => columns.some(({ options }) => isConsent(options)))) return 'sections'
  return items.some(({ options }) => isConsent(options)) ? 'whole' : 'none'
}

/** Titles of the sections the instrument itself keeps from being published by name. */
export function keptBack(form: Form, bundle: Bundle, publication: 'aggregate_only' | 'confidential'): string {
  const kept = new Set(bundle.sections.filter((one) => one.publication === publication).map(({ section }) => section))
  return form.sections
    .filter(({ section }) => kept.has(section))
    .map(({ title }) => title)
    .join(', ')
}
