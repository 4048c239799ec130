import type { DatePrecision } from '../definition/bundle.ts'

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** An ISO 8601 calendar date, month or year that exists. */
export function isIsoDate(text: string): boolean {
  const match = shape.exec(text)
  if (match === null) return false
  const [, year, month = '01', day = '01'] = match
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return new Date(time).toISOString().slice(0, 10) === `${year}-${month}-${day}`
}

export const precisionOf = (isoDate: string): DatePrecision =>
  isoDate.length === 4 ? 'year' : isoDate.length === 7 ? 'month' : 'day'
