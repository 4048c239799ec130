import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { isBlankText } from './reading.ts'
import { lengthFaults, readText, textSketch } from './texts.ts'

export const shortTextMax = 250

export const text: ItemType<'text', string> = {
  name: 'text',
  measure: 'text',
  exposes: 'text',
  sources: () => ({}),
  read: (raw) => readText(raw),
  isBlank: isBlankText,
  live: (value) => value,
  expose: (value) => ({ type: 'text', text: value }),
  check: (value, { settings }) => lengthFaults(value, settings.max ?? shortTextMax),
  open: () => [],
  inWords: (value) => value,
  variables: () => textSketch,
  cells: (value) => [value],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    { name: 'Khmer', settings: {}, value: 'ក្រសួងប្រៃសណីយ៍និងទូរគមនាគមន៍', valid: true },
    { name: 'too long', settings: { max: 5 }, value: 'Kementerian', valid: false },
    { name: 'a NUL character', settings: {}, value: 'a\u0000b', valid: false },
    { name: 'half a surrogate pair', settings: {}, value: '\ud800', valid: false },
  ],
}
