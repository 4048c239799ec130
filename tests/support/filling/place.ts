import type { Locator } from 'playwright-core'
import type { Answer, FormItem } from '#engine'

/** Where a question stands: on the page, or in a record of it. */
export interface Place {
  readonly item: FormItem
  readonly scope: Locator
}

/** What is to be answered there, and with which key strokes. */
export interface Filling extends Place {
  readonly value: unknown
  /** What stands there already. */
  readonly before: unknown
  readonly typed: string | undefined
  readonly attachment: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } | undefined
}

export type Fill = (filling: Filling) => Promise<void>

const escaped = (text: string): string =>
  text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')

/** The accessible name of a question: its label, and whether it may be left out. */
export const nameOf = ({ label }: Pick<FormItem, 'label'>): RegExp =>
  new RegExp(`^${escaped(label)}( \\(optional\\))?$`)

/** A name that goes on with a note. */
export const beginningWith = (label: string): RegExp => new RegExp(`^${escaped(label)}`)

export const groupOf = ({ scope, item }: Place): Locator => scope.getByRole('group', { name: nameOf(item) })

export const labelOf = (options: FormItem['options'], code: string): string => {
  const found = options.find((option) => option.code === code)
  if (found === undefined) throw new Error(`there is no option ${code}`)
  return found.label
}

export const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : [])
export const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

const reasons = {
  dont_know: 'Not known',
  refused: 'Unable to disclose',
  not_applicable: 'Not applicable',
  not_available: 'Not available',
} as const

export type Reason = keyof typeof reasons
export const reasonWords = (reason: string): string => reasons[reason as Reason]

/** Says why a question has no answer. */
export async function declare({ scope, item }: Place, answer: Extract<Answer, { missing: unknown }>): Promise<void> {
  const why = { name: `Why there is no answer to “${item.label}”`, exact: true }
  const offer = scope
    .getByRole('group')
    .filter({ has: scope.page().getByRole('group', { ...why, includeHidden: true }) })
  await offer.last().getByText('No answer to give?').click()
  await scope
    .getByRole('group', why)
    .getByRole('radio', { name: reasonWords(answer.missing) })
    .check()
}
