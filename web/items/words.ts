import { language } from '../text/text.svelte.ts'
import { isoInWords } from './engine.ts'

// the second language serves those that ICU does not know
const locales = (): string[] => [`${language()}-u-nu-latn-ca-gregory`, 'en-u-nu-latn-ca-gregory']

/** Four figures are not grouped: they may be a year, and 2,017 is not one. */
export const figure = (value: number): string =>
  new Intl.NumberFormat(locales(), { useGrouping: 'min2', maximumFractionDigits: 15 }).format(value)

const grouped = (value: number): string => new Intl.NumberFormat(locales(), { maximumFractionDigits: 15 }).format(value)

/** 12500000 → `12,500,000 (12.5 million)`. */
export function numberInWords(value: number): string {
  if (Math.abs(value) < 1e6) return grouped(value)
  const format = new Intl.NumberFormat(locales(), {
    notation: 'compact',
    compactDisplay: 'long',
    maximumFractionDigits: 2,
  })
  return `${grouped(value)} (${format.format(value)})`
}

/** `2026-11-22`, `2026-11` or `2026`, with the month in words. */
export const dateInWords = (iso: string): string => isoInWords(iso, language())

/** 120000 → `117 kB`. */
export function fileSize(bytes: number): string {
  const [amount, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'kilobyte'] : [bytes / 1024 ** 2, 'megabyte']
  const digits = { maximumFractionDigits: amount < 10 ? 1 : 0 }
  return new Intl.NumberFormat(locales(), { style: 'unit', unit, ...digits }).format(amount)
}
