import type { ItemType } from './item-type.ts'
import { intervalSketch, numberInWords, rangeFaults, readWhole } from './numbers.ts'
import { closedSeconds } from './options.ts'

export const integer: ItemType<'integer', number> = {
  name: 'integer',
  measure: 'interval',
  exposes: 'number',
  sources: () => ({}),
  read: (raw) => readWhole(raw),
  isBlank: () => false,
  live: (value) => value,
  expose: (value) => ({ type: 'number', number: value }),
  check: (value, { settings }) => rangeFaults(value, settings),
  open: () => [],
  inWords: (value, { language, unit }) => `${numberInWords(value, language)} ${unit}`.trimEnd(),
  variables: () => intervalSketch,
  cells: (value) => [value],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    { name: 'a count', settings: { min: 0 }, value: 12, valid: true },
    { name: 'not a whole number', settings: { min: 0 }, value: 1.5, valid: false },
    { name: 'below the least', settings: { min: 0 }, value: -1, valid: false },
    { name: 'a text', settings: {}, value: '12', valid: false },
  ],
}
