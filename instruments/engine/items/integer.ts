import type { ItemType } from './item-type.ts'
import { numberAnswers, rangeFaults, readWhole } from './numbers.ts'
import { closedSeconds } from './options.ts'

export const integer: ItemType<'integer', number> = {
  name: 'integer',
  ...numberAnswers,
  read: (raw) => readWhole(raw),
  check: (value, { settings }) => rangeFaults(value, settings),
  seconds: () => closedSeconds,
  examples: [
    { name: 'a count', settings: { min: 0 }, value: 12, valid: true },
    { name: 'not a whole number', settings: { min: 0 }, value: 1.5, valid: false },
    { name: 'below the least', settings: { min: 0 }, value: -1, valid: false },
    { name: 'a text', settings: {}, value: '12', valid: false },
  ],
}
