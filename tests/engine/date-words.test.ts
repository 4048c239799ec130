import { expect, test } from 'vitest'
import { dateInWords, isIsoDate } from '../../instruments/engine/items/iso-dates.ts'

test.each([
  ['2025-07-01', 'en', '1 July 2025'],
  ['2025-07', 'en', 'July 2025'],
  ['2025', 'en', '2025'],
  ['2025-07-01', 'id', '1 Juli 2025'],
  ['2025-07-01', 'th', '1 กรกฎาคม 2025'],
  ['2025-07-01', 'tet', '1 de julho de 2025'],
])('%s in %s is %s', (value, language, words) => {
  expect(dateInWords(value, language)).toBe(words)
})

test.each(['2024-02-29', '2017-10', '2017', '0100'])('%s is a date', (text) => expect(isIsoDate(text)).toBe(true))

test.each(['2026-02-30', '2026-13', '0099', '0000-01-01', '26-01-01', ''])('%s is none', (text) =>
  expect(isIsoDate(text)).toBe(false),
)
