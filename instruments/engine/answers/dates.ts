import { isIsoDate } from '../items/iso-dates.ts'
import { toAsciiDigits } from './digits.ts'

/** What a person meant by a date they typed, or why that cannot be told without asking. Dates are ISO 8601, Gregorian. */
export type ParsedDate =
  | { readonly kind: 'value'; readonly value: string; readonly calendar: Calendar }
  | { readonly kind: 'ask'; readonly options: readonly string[]; readonly calendar: Calendar }
  | { readonly kind: 'invalid'; readonly reason: 'not_a_date' | 'short_year' | 'no_such_day' | 'far_year' }
  | { readonly kind: 'blank' }

export type Calendar = 'gregorian' | 'buddhist'

export interface DateTyping {
  /** Languages whose month names are understood; English always is. */
  readonly languages?: readonly string[]
}

export interface DateParts {
  readonly day?: string | undefined
  readonly month?: string | undefined
  readonly year: string
}

/** A date as typed: `22/11/2569`, `2026-11-22`, `22 November 2026`, `Nov 2026`, `๒๕๖๙`. `3/4/2026` comes back as a question. */
export function parseDate(text: string, { languages = [] }: DateTyping = {}): ParsedDate {
  const typed = plain(text)
  if (typed === '') return { kind: 'blank' }
  const bothOrders = dayAndMonth(typed)
  if (bothOrders !== undefined) return eitherOrder(bothOrders)
  const parts = yearFirst(typed) ?? named(typed, languages)
  return parts === undefined ? { kind: 'invalid', reason: 'not_a_date' } : dateOf(parts)
}

/** Day and month stand in both orders in this region: taken when only one order is a date, asked when both are. */
function eitherOrder(parts: DateParts): ParsedDate {
  const dayFirst = dateOf(parts)
  const monthFirst = dateOf({ day: parts.month, month: parts.day, year: parts.year })
  if (monthFirst.kind !== 'value') return dayFirst
  if (dayFirst.kind !== 'value') return monthFirst
  if (dayFirst.value === monthFirst.value) return dayFirst
  return { kind: 'ask', options: [dayFirst.value, monthFirst.value], calendar: dayFirst.calendar }
}

/** A date from its own fields: the day or the day and month may be blank. Months are 1 to 12. */
export function dateOf({ day = '', month = '', year }: DateParts): ParsedDate {
  const [d, m, y] = [plain(day), plain(month), plain(year)]
  if (d === '' && m === '' && y === '') return { kind: 'blank' }
  if (!/^\d{1,2}$/.test(d || '1') || !/^\d{1,2}$/.test(m || '1') || !/^\d+$/.test(y) || (d !== '' && m === '')) {
    return { kind: 'invalid', reason: 'not_a_date' }
  }
  if (y.length < 4) return { kind: 'invalid', reason: 'short_year' }
  const read = gregorianYear(Number(y))
  if (read === undefined) return { kind: 'invalid', reason: 'far_year' }
  const value = [String(read.year), m === '' ? '' : m.padStart(2, '0'), d === '' ? '' : d.padStart(2, '0')]
    .filter(Boolean)
    .join('-')
  return isIsoDate(value)
    ? { kind: 'value', value, calendar: read.calendar }
    : { kind: 'invalid', reason: 'no_such_day' }
}

/** 2569 of the Buddhist era is 2026: no plan reaches 2400, and no Buddhist year in living memory lies before it. */
export function gregorianYear(year: number): { readonly year: number; readonly calendar: Calendar } | undefined {
  if (year >= 2400 && year < 2700) return { year: year - 543, calendar: 'buddhist' }
  return year >= 1700 && year < 2400 ? { year, calendar: 'gregorian' } : undefined
}

/** Names of the twelve months, long or short, in a language; Gregorian months whatever the local calendar. */
export function monthNames(language: string, width: 'long' | 'short' = 'long'): readonly string[] {
  const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month: width, timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 15)))
}

const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
const eras = /พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|(?<!\p{L})(?:b\.?e|a\.?d|c\.?e)(?!\p{L})\.?/giu
const fillers = /ថ្ងៃទី|ខែ|ឆ្នាំ|ວັນທີ|ເດືອນ|ປີ|วันที่|เดือน|ปี|(?<!\p{L})(?:ngày|năm|of|the|ng|ika-)(?!\p{L})/giu

const plain = (text: string): string =>
  toAsciiDigits(text.normalize('NFC'))
    .replace(invisible, '')
    .replace(/(?<=\d)\s?[年月](?=\s?\d)/g, '-')
    .replace(/(?<=\d)(?:[年月日号]|st|nd|rd|th)(?!\p{L})/giu, '')
    .replace(eras, ' ')
    .replace(fillers, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const between = String.raw`\s?[-/. ]\s?`
const yearFirstShape = new RegExp(`^(\\d{4})(?:${between}(\\d{1,2}))?(?:${between}(\\d{1,2}))?$`)
const monthAndYearShape = new RegExp(`^(\\d{1,2})${between}(\\d+)$`)
const dayAndMonthShape = new RegExp(`^(\\d{1,2})${between}(\\d{1,2})${between}(\\d+)$`)

function dayAndMonth(typed: string): DateParts | undefined {
  const [, day, month, year] = dayAndMonthShape.exec(typed) ?? []
  return year === undefined ? undefined : { day, month, year }
}

function yearFirst(typed: string): DateParts | undefined {
  const [, first, month, day] = yearFirstShape.exec(typed) ?? []
  if (first !== undefined) return { year: first, month, day }
  const [, onlyMonth, year] = monthAndYearShape.exec(typed) ?? []
  return year === undefined ? undefined : { month: onlyMonth, year }
}

function named(typed: string, languages: readonly string[]): DateParts | undefined {
  const folded = typed.toLowerCase()
  for (const { name, month } of monthsOf(languages)) {
    const rest = without(folded, name)
    const [, day, year] = rest === undefined ? [] : (/^(?:(\d{1,2})\s+)?(\d+)$/.exec(rest) ?? [])
    if (year !== undefined) return { day, month: String(month), year }
  }
  return undefined
}

/** Longest names first: `tháng 1` also begins `tháng 11`. */
const monthsOf = (languages: readonly string[]) =>
  [...new Set([...languages, 'en'])]
    .flatMap((language) => [monthNames(language, 'long'), monthNames(language, 'short')])
    .flatMap((names) => names.map((name, at) => ({ name: name.toLowerCase().replace(/\.$/, ''), month: at + 1 })))
    .sort((a, b) => b.name.length - a.name.length)

/** What is left of a typed date when a month's name is taken out of it: day and year, or the year. */
function without(typed: string, name: string): string | undefined {
  const at = typed.indexOf(name)
  if (at < 0) return undefined
  const rest = `${typed.slice(0, at)} ${typed.slice(at + name.length)}`
  return rest.replace(/[,.]/g, ' ').replace(/\s+/g, ' ').trim()
}
