import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AnswerTag,
  blankRecord,
  isBlankRecord,
  isUnwritten,
  longestTag,
  markedTag,
  parseTag,
  placeholder,
  tagBook,
  tagMark,
  tagText,
  wholeTag,
} from '../../../instruments/exchange/answers/answer-tags.ts'

describe('the grammar', () => {
  test.each<[string, AnswerTag]>([
    ['B03', { item: 'B03', part: { kind: 'value' } }],
    ['C02_title/r1-ab3c', { item: 'C02_title', record: 'r1-ab3c', part: { kind: 'value' } }],
    ['B12_title/*2', { item: 'B12_title', record: '*2', part: { kind: 'value' } }],
    ['A06:facebook', { item: 'A06', part: { kind: 'option', code: 'facebook' } }],
    ['C05b_refs/uc01:C02/r1', { item: 'C05b_refs', record: 'uc01', part: { kind: 'option', code: 'C02/r1' } }],
    ['B03?dont_know', { item: 'B03', part: { kind: 'reason', reason: 'dont_know' } }],
    ['B10.uc01.status', { item: 'B10', row: 'uc01', column: 'status', part: { kind: 'value' } }],
    ['B10.uc01.status:pilot', { item: 'B10', row: 'uc01', column: 'status', part: { kind: 'option', code: 'pilot' } }],
    ['B10.uc01?', { item: 'B10', row: 'uc01', part: { kind: 'reason' } }],
    ['B13.uc01.secondary#2', { item: 'B13', row: 'uc01', column: 'secondary', part: { kind: 'place', place: 2 } }],
  ])('%s', (text, tag) => {
    expect(tagText(tag)).toBe(text)
    expect(parseTag(text)).toEqual(tag)
  })

  test.each(['', 'b03', 'B03.', 'B03:', 'B03#0', 'B03/', 'B03.a.b.c', 'Sign here', '~1', 'B03/*x', 'B03 '])(
    '“%s” is no tag',
    (text) => {
      expect(parseTag(text)).toBeUndefined()
    },
  )

  const code = fc.stringMatching(/^[a-z][a-z0-9_]{0,31}$/)
  const record = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), fc.integer({ min: 1, max: 99 }).map(blankRecord))
  const place = fc.oneof(fc.constant({}), fc.record({ row: code }), fc.record({ row: code, column: code }))
  const part = fc.oneof(
    fc.constant({ kind: 'value' as const }),
    fc.constant({ kind: 'reason' as const }),
    code.map((reason) => ({ kind: 'reason' as const, reason })),
    code.map((option) => ({ kind: 'option' as const, code: option })),
    fc.integer({ min: 1, max: 99 }).map((at) => ({ kind: 'place' as const, place: at })),
  )
  const tag = fc
    .tuple(fc.stringMatching(/^[A-Z][A-Za-z0-9_]{0,31}$/), fc.option(record, { nil: undefined }), place, part)
    .map(
      ([item, at, where, what]): AnswerTag => ({ item, ...(at !== undefined && { record: at }), ...where, part: what }),
    )

  test('every tag is read back as it was, however long it is', () => {
    const book = tagBook()
    fc.assert(
      fc.property(tag, (given) => {
        const kept = book.keep(tagText(given))
        expect(kept.length).toBeLessThanOrEqual(longestTag)
        expect(parseTag(wholeTag(kept, book.long) ?? '')).toEqual(given)
      }),
    )
  })
})

test('a long tag nobody kept is not guessed', () => {
  expect(wholeTag('~7', tagBook().long)).toBeUndefined()
})

test('the mark of a tag is read back, and other text in brackets is none', () => {
  expect(markedTag(tagMark('B10.uc01.status:pilot'))).toBe('B10.uc01.status:pilot')
  for (const text of ['[this record]', 'B03', '[]', '[~1]']) expect(markedTag(text)).toBeUndefined()
})

test('a blank record is told from a row', () => {
  expect(isBlankRecord(blankRecord(3))).toBe(true)
  expect(isBlankRecord('r3')).toBe(false)
})

test.each([placeholder, '', ' \u00a0', '…', '____', '......'])('“%s” was not written', (text) => {
  expect(isUnwritten(text)).toBe(true)
})

test.each(['0', '-', 'no', 'ကျေးဇူး', '… soon'])('“%s” was written', (text) => {
  expect(isUnwritten(text)).toBe(false)
})
