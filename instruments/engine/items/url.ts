import type { ItemType } from './item-type.ts'
import { closedSeconds } from './options.ts'
import { readFault, readOk } from './reading.ts'
import { lengthFaults, readText, textAnswers } from './texts.ts'

/** Only web addresses: `javascript:` and `data:` never get as far as a page. Host names need a dot. */
const webAddress = /^https?:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#]\S*)?$/iu

export const url: ItemType<'url', string> = {
  name: 'url',
  ...textAnswers,
  read(raw) {
    const read = readText(raw)
    if (!read.ok || read.value === '') return read
    // people leave the scheme out
    const typed = read.value.trim()
    const found = [typed, `https://${typed}`].find((address) => webAddress.test(address))
    return found === undefined ? readFault('url.invalid') : readOk(found)
  },
  isBlank: (value) => value === '',
  check: (value) => lengthFaults(value, 2000),
  seconds: () => closedSeconds,
  examples: [
    {
      name: 'a page',
      settings: {},
      value: 'https://www.officialgazette.gov.ph/2025/09/05/republic-act-no-12254/',
      valid: true,
    },
    { name: 'a script', settings: {}, value: 'javascript:alert(1)', valid: false },
    { name: 'no scheme', settings: {}, value: 'www.gov.ph', valid: true },
    { name: 'words', settings: {}, value: 'our page', valid: false },
  ],
}
