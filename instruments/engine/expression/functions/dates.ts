import { dateOfDay, datePartsOf, isDate } from '../calendar.ts'
import type { Value } from '../grammar.ts'
import { dateValue, numberOf, numberValue, textOf, textValue } from '../values.ts'
import type { Meanings } from './meaning.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A number is a day number; a text must be an ISO date of some precision. */
function dateOf(value: Value): string | undefined {
  if (value?.type === 'number') return dateOfDay(value.number)
  const text = textOf(value)
  return text !== undefined && isDate(text) ? text : undefined
}

const padded = (part: number | undefined): string | undefined => part?.toString().padStart(2, '0')

/** Missing when the format asks for a part the date does not state: no day is invented for 2017-10. */
function formatted(date: string, format: string): string | undefined {
  const parts = datePartsOf(date)
  if (!parts) return undefined
  const pieces: Readonly<Record<string, string | undefined>> = {
    '%Y': date.slice(0, 4),
    '%m': padded(parts.month),
    '%d': padded(parts.day),
    '%e': parts.day?.toString(),
    '%b': parts.month === undefined ? undefined : months[parts.month - 1],
  }
  const asked = format.match(/%[Ymdeb]/g) ?? []
  return asked.some((piece) => pieces[piece] === undefined)
    ? undefined
    : format.replace(/%[Ymdeb]/g, (piece) => pieces[piece] ?? '')
}

export const dateMeanings = {
  today: (_args, lookup) => dateValue(lookup.today),
  date: ([value]) => dateValue(dateOf(value)),
  'format-date': ([value, format]) => {
    const date = dateOf(value)
    const pattern = textOf(format)
    return date === undefined || pattern === undefined ? undefined : textValue(formatted(date, pattern))
  },
  'year-of': ([value]) => numberValue(datePartsOf(dateOf(value) ?? '')?.year),
  'decimal-date-time': ([value]) => numberValue(numberOf(dateValue(dateOf(value)))),
} satisfies Meanings
