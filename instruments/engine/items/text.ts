import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { isBlankText } from './reading.ts'
import { lengthFaults, readText, textAnswers } from './texts.ts'

export const shortTextMax = 250

export const text: ItemType<'text', string> = {
  name: 'text',
  ...textAnswers,
  prose: true,
  read: (raw) => readText(raw),
  isBlank: isBlankText,
  check: (value, { settings }) => lengthFaults(value, settings.max ?? shortTextMax),
  seconds: () => closedSeconds,
  examples: [
    { name: 'Khmer', settings: {}, value: 'ក្រសួងប្រៃសណីយ៍និងទូរគមនាគមន៍', valid: true },
    { name: 'too long', settings: { max: 5 }, value: 'Kementerian', valid: false },
    { name: 'a NUL character', settings: {}, value: 'a\u0000b', valid: false },
    { name: 'half a surrogate pair', settings: {}, value: '\ud800', valid: false },
  ],
}
