import type { ItemType } from './item-type.ts'
import { openSeconds } from './options.ts'
import { isBlankText } from './reading.ts'
import { lengthFaults, readText, textAnswers } from './texts.ts'

export const longTextMax = 1500

export const longText: ItemType<'long_text', string> = {
  name: 'long_text',
  ...textAnswers,
  prose: true,
  read: (raw) => readText(raw),
  isBlank: isBlankText,
  check: (value, { settings }) => lengthFaults(value, settings.max ?? longTextMax),
  seconds: () => openSeconds,
  examples: [
    { name: 'two paragraphs', settings: {}, value: 'One.\n\nTwo.', valid: true },
    { name: 'too long', settings: { max: 10 }, value: 'ကျွန်ုပ်တို့သည် လူမှုကွန်ရက်ကို အသုံးပြုသည်', valid: false },
  ],
}
