import { expect, test } from 'vitest'
import { graphemes, isBlankText } from '../../instruments/engine/items/reading.ts'

test('length is counted in graphemes', () => {
  expect(graphemes('ក្រុង')).toBeLessThan('ក្រុង'.length)
  expect(graphemes('👩‍🏫')).toBe(1)
})

test('invisible joiners alone are no answer', () => {
  expect(isBlankText(' \u200b\u00a0')).toBe(true)
  expect(isBlankText('\u200bក')).toBe(false)
})
