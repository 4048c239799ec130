import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { readFault, readOk } from './reading.ts'
import { readText, textAnswers } from './texts.ts'

/** One address, no display name, no line end: what may go into a mail header. RFC 5321 limits: 64 + 254. */
const address = /^[^\s@"<>(),;:\\]{1,64}@[^\s@"<>(),;:\\]{1,190}\.[^\s@"<>(),;:\\.]{2,63}$/u

export const email: ItemType<'email', string> = {
  name: 'email',
  ...textAnswers,
  read(raw) {
    const read = readText(raw)
    if (!read.ok || read.value === '') return read
    const text = read.value.trim()
    return text.length <= 254 && address.test(text) ? readOk(text) : readFault('email.invalid')
  },
  isBlank: (value) => value === '',
  check: () => [],
  seconds: () => closedSeconds,
  examples: [
    { name: 'an address', settings: {}, value: 'maria@dict.example.ph', valid: true },
    { name: 'a header injection', settings: {}, value: 'a@b.ph\nBcc: all@b.ph', valid: false },
    { name: 'no domain', settings: {}, value: 'maria', valid: false },
  ],
}
