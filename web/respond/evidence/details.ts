import type { DisclosureLevel, EvidenceItem } from '#contract'
import { type MessageKey, t } from '../../text/text.svelte.ts'

/** The narrowest first: nobody discloses anything by leaving the form as it is. */
export const levels = ['administration', 'research', 'public'] as const satisfies readonly DisclosureLevel[]

/** What the form holds; '' where nothing is said. */
export interface Details {
  readonly title: string
  readonly issuer: string
  readonly date: string
  readonly language: string
  readonly level: DisclosureLevel
  readonly note: string
}

export type Faults = Readonly<Partial<Record<'source' | keyof Details, string>>>

interface TextField {
  readonly id: 'title' | 'issuer' | 'date'
  readonly label: MessageKey
  readonly hint?: MessageKey
}

/** What is written on one line. */
export const fields: readonly TextField[] = [
  { id: 'title', label: 'evidence.name' },
  { id: 'issuer', label: 'evidence.issuer', hint: 'evidence.issuer.hint' },
  { id: 'date', label: 'evidence.date', hint: 'evidence.date.hint' },
]

export const noDetails: Details = { title: '', issuer: '', date: '', language: '', level: 'administration', note: '' }

export const detailsOf = ({ title, issuer, date, language, level, note }: EvidenceItem): Details => ({
  title,
  issuer,
  date: date ?? '',
  language: language ?? '',
  level,
  note,
})

/** As the server takes it. */
export const toBody = ({ title, issuer, date, language, level, note }: Details) => ({
  title: title.trim(),
  issuer: issuer.trim(),
  date: date.trim() || null,
  language: language || null,
  level,
  note: note.trim(),
})

const partialDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

export function faultsOf({ title, date }: Details): Faults {
  const isWrongDate = date.trim() !== '' && !partialDate.test(date.trim())
  return {
    ...(title.trim() === '' && { title: t('evidence.name.needed') }),
    ...(isWrongDate && { date: t('evidence.date.wrong') }),
  }
}

/** A name without its ending, as a first title. */
export const titleOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{1,5}$/, '').replaceAll('_', ' ')
