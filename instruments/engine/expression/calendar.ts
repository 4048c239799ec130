/** ISO dates of any precision as plain text; counted in UTC, since a calendar day has no zone. */

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const millisecondsPerDay = 86_400_000
// 0000-01-01 and 9999-12-31: what four digits can write
const firstDay = -719_528
const lastDay = 2_932_896

export interface DateParts {
  readonly year: number
  readonly month: number | undefined
  readonly day: number | undefined
}

/** `2017`, `2017-10` and `2017-10-05` are dates; `2017-02-30` is not. */
export function datePartsOf(text: string): DateParts | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const year = Number(match[1])
  const month = match[2] === undefined ? undefined : Number(match[2])
  const day = match[3] === undefined ? undefined : Number(match[3])
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (day !== undefined && (day < 1 || day > daysIn(year, month ?? 1))) return undefined
  return { year, month, day }
}

export const isDate = (text: string): boolean => datePartsOf(text) !== undefined

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Below, above or zero. Different precisions compare by the part both state: 2017 and 2017-10 are equal. */
export function compareDates(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  const a = left.slice(0, length)
  const b = right.slice(0, length)
  return a < b ? -1 : a > b ? 1 : 0
}

/** Days since 1970-01-01; a coarser date counts from its first day. */
export function dayNumber(text: string): number | undefined {
  const parts = datePartsOf(text)
  if (!parts) return undefined
  // setUTCFullYear, because Date.UTC reads the years 0 to 99 as 1900 to 1999
  return new Date(0).setUTCFullYear(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1) / millisecondsPerDay
}

export function dateOfDay(day: number): string | undefined {
  const whole = Math.floor(day)
  if (!(whole >= firstDay && whole <= lastDay)) return undefined
  return new Date(whole * millisecondsPerDay).toISOString().slice(0, 10)
}
