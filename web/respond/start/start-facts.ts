import type { Bundle, Form, FormItem, FormSection } from '#engine'

/** Sections with a question that is asked as the answers stand. */
export const askedSections = (form: Form): readonly FormSection[] =>
  form.sections.filter(({ progress }) => progress.state !== 'off_path')

/** Also those that only some answers lead to: what they need should be at hand before. */
const itemsOf = (form: Form): readonly FormItem[] =>
  askedSections(form).flatMap(({ groups }) => groups.flatMap(({ items }) => items))

/** Half an hour is as exact as an estimate gets. */
export function timeOf(form: Form): { readonly unit: 'hours' | 'minutes'; readonly n: number } {
  const minutes = askedSections(form).reduce((sum, section) => sum + section.minutes, 0)
  if (minutes < 60) return { unit: 'minutes', n: Math.max(5, Math.round(minutes / 5) * 5) }
  return { unit: 'hours', n: Math.round(minutes / 30) / 2 }
}

const isNumber = (kind: string): boolean => kind === 'integer' || kind === 'decimal'
const isFigure = ({ definition }: FormItem): boolean =>
  isNumber(definition.type) || (definition.type === 'grid' && definition.columns.some(({ cell }) => isNumber(cell)))

type Need = 'figures' | 'lists' | 'files' | 'links'

const needTests: Readonly<Record<Need, (item: FormItem) => boolean>> = {
  figures: isFigure,
  lists: ({ type }) => type === 'roster',
  files: ({ type }) => type === 'file',
  links: ({ type }) => type === 'url',
}

interface Needed {
  readonly need: Need
  /** Questions; several may be worded alike. */
  readonly n: number
  readonly labels: readonly string[]
}

/** Questions that nobody answers off the top of their head, by what they ask for. */
export function needsOf(form: Form): readonly Needed[] {
  const items = itemsOf(form)
  const needs = Object.entries(needTests) as [Need, (item: FormItem) => boolean][]
  return needs
    .map(([need, is]) => {
      const found = items.filter(is)
      return { need, n: found.length, labels: [...new Set(found.map(({ label }) => label))] }
    })
    .filter(({ n }) => n > 0)
}

const consentCodes = ['publish_named', 'publish_aggregate', 'do_not_publish']

/**
 * Whether consent to publication is asked section by section, once, or not at all: known by its three codes, and in the
 * whole questionnaire, since whoever answers a part is not asked for it themselves.
 */
export function consentOf({ codeLists, sections }: Bundle): 'sections' | 'whole' | 'none' {
  const isConsent = (list: string): boolean => {
    const codes = codeLists[list]?.codes ?? []
    return codes.length === consentCodes.length && codes.every(({ code }) => consentCodes.includes(code))
  }
  const items = sections.flatMap(({ groups }) => groups.flatMap((group) => group.items))
  const inGrid = items.some(
    (item) => item.type === 'grid' && item.columns.some(({ list }) => list !== undefined && isConsent(list)),
  )
  if (inGrid) return 'sections'
  return items.some((item) => item.type === 'single_choice' && isConsent(item.list)) ? 'whole' : 'none'
}

/** Titles of the sections the instrument itself keeps from being published by name. */
export function keptBack(form: Form, bundle: Bundle, publication: 'aggregate_only' | 'confidential'): string {
  const kept = new Set(bundle.sections.filter((one) => one.publication === publication).map(({ section }) => section))
  return askedSections(form)
    .filter(({ section }) => kept.has(section))
    .map(({ title }) => title)
    .join(', ')
}
