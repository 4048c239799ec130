import type { DatePrecision } from '../definition/bundle.ts'
import { isDate } from '../expression/calendar.ts'

/** An ISO 8601 calendar date, month or year that exists; a year below 100 is a slip of the pen. */
export const isIsoDate = (text: string): boolean => isDate(text) && text >= '0100'

export const precisionOf = (isoDate: string): DatePrecision =>
  isoDate.length === 4 ? 'year' : isoDate.length === 7 ? 'month' : 'day'

const shapes: Readonly<Record<DatePrecision, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  year: { year: 'numeric' },
}

const formats = new Map<string, Intl.DateTimeFormat>()

// ICU has no Tetum, whose conventions follow Portuguese; English is written here with the day before the month
const locales: Readonly<Record<string, string>> = { en: 'en-GB', tet: 'pt' }

/** Month names, Gregorian calendar, ASCII digits: 11/12 means two different days in this region. */
export function dateInWords(value: string, language: string): string {
  const precision = precisionOf(value)
  const key = `${language} ${precision}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(`${locales[language] ?? language}-u-ca-gregory-nu-latn`, {
      ...shapes[precision],
      timeZone: 'UTC',
    })
  formats.set(key, format)
  return format.format(new Date(`${value}${'-01-01'.slice(value.length - 4)}T00:00:00Z`))
}
