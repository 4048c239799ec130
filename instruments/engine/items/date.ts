import type { DatePrecision, DateSettings } from '../definition/bundle.ts'
import { dateInWords, isIsoDate, precisionOf } from './iso-dates.ts'
import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { fault, readFault, readOk } from './reading.ts'

const coarseness: Readonly<Record<DatePrecision, number>> = { day: 0, month: 1, year: 2 }

const tooCoarse = (value: string, { precision }: DateSettings): boolean =>
  coarseness[precisionOf(value)] > coarseness[precision ?? 'day']

export const date: ItemType<'date', string> = {
  name: 'date',
  measure: 'date',
  exposes: 'date',
  sources: () => ({}),
  read: (raw) => (typeof raw === 'string' && isIsoDate(raw) ? readOk(raw) : readFault('date.invalid')),
  isBlank: (value) => value === '',
  live: (value) => value,
  expose: (value) => ({ type: 'date', date: value }),
  check(value, { settings }) {
    const { min, max } = settings
    const before = min !== undefined && value < min.slice(0, value.length)
    const after = max !== undefined && value > max.slice(0, value.length)
    return [
      ...(before || after ? [fault('date.range', { ...(min && { min }), ...(max && { max }) })] : []),
      ...(tooCoarse(value, settings) ? [fault('date.precision', { precision: settings.precision ?? 'day' })] : []),
    ]
  },
  open: () => [],
  inWords: (value, { language }) => dateInWords(value, language),
  variables: () => [{ suffix: '', label: '', measure: 'date', part: {} }],
  cells: (value) => [value],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    { name: 'a day', settings: {}, value: '2025-09-05', valid: true },
    { name: 'a month, where months are enough', settings: { precision: 'month' }, value: '2017-10', valid: true },
    { name: 'a month, where a day is asked', settings: {}, value: '2017-10', valid: false },
    { name: 'a day that does not exist', settings: {}, value: '2026-02-30', valid: false },
    { name: 'a Buddhist year', settings: { max: '2026-12-31' }, value: '2569-05-01', valid: false },
  ],
}
