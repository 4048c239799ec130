import type { ItemType } from './item-type.ts'
import { numberAnswers, rangeFaults, readWhole } from './numbers.ts'
import { closedSeconds } from './options.ts'

/** A Gregorian year; Buddhist years are converted where they are typed. */
export const year: ItemType<'year', number> = {
  name: 'year',
  ...numberAnswers,
  read: (raw) => readWhole(raw),
  check: (value, { settings }) => rangeFaults(value, { min: settings.min ?? 1000, max: settings.max ?? 2400 }),
  // never grouped: 2,017 is not a year
  inWords: (value) => String(value),
  seconds: () => closedSeconds,
  examples: [
    { name: 'a year', settings: { min: 2004, max: 2026 }, value: 2011, valid: true },
    { name: 'a Buddhist year', settings: { min: 2004, max: 2026 }, value: 2569, valid: false },
  ],
}
