import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber, toAsciiDigits, typedNumber } from '../../../instruments/engine/answers/digits.ts'

const whole = { decimals: false }
const decimal = { decimals: true }
const value = (n: number) => ({ kind: 'value', value: n })
const ask = (...options: number[]) => ({ kind: 'ask', options })
const invalid = (reason: string) => ({ kind: 'invalid', reason })

describe('whole numbers', () => {
  test.each([
    ['១២', value(12)],
    ['၁၂', value(12)],
    ['๑๒', value(12)],
    ['໑໒', value(12)],
    ['௧௨', value(12)],
    ['１２', value(12)],
    ['12', value(12)],
    [' 12\u200b', value(12)],
    ['-5', value(-5)],
    ['−5', value(-5)],
    ['-0', value(0)],
    ['007', value(7)],
    ['1 234', value(1234)],
    ['1\u202f234\u00a0567', value(1234567)],
    ['1,234,567', value(1234567)],
    ['1.234.567', value(1234567)],
    ["1'234", value(1234)],
    ['១.២៣៤', ask(1234, 1.234)],
    ['1.234', ask(1234, 1.234)],
    ['1,234', ask(1234, 1.234)],
    ['-1.234', ask(-1234, -1.234)],
    ['1.000', ask(1000, 1)],
    ['12.0', value(12)],
    ['12.5', invalid('not_whole')],
    ['၁ဝ', ask(10)],
    ['12 5', invalid('not_a_number')],
    ['1,23,456', value(123456)],
    ['12,3,456', invalid('not_a_number')],
    ['1,234.567.890', invalid('not_a_number')],
    ['twelve', invalid('not_a_number')],
    ['12 %', invalid('not_a_number')],
    ['1e3', invalid('not_a_number')],
    ['--5', invalid('not_a_number')],
    ['.', invalid('not_a_number')],
    ['12345678901234567', invalid('too_long')],
    ['', { kind: 'blank' }],
    [' \u200b ', { kind: 'blank' }],
  ])('%j', (typed, expected) => {
    expect(parseNumber(typed, whole)).toEqual(expected)
  })
})

describe('decimal numbers', () => {
  test.each([
    ['45,7', value(45.7)],
    ['45.7', value(45.7)],
    ['๔๕.๗', value(45.7)],
    ['1,234.5', value(1234.5)],
    ['1.234,5', value(1234.5)],
    ['1 234,567', value(1234.567)],
    ['1,234.567', value(1234.567)],
    ['0,125', value(0.125)],
    ['1234,567', value(1234.567)],
    ['.5', value(0.5)],
    ['45,', value(45)],
    ['1,234', ask(1234, 1.234)],
    ['1.234', ask(1234, 1.234)],
    ['12,34.5', invalid('not_a_number')],
    ['1,234,5', invalid('not_a_number')],
    ['1.234.5', invalid('not_a_number')],
  ])('%j', (typed, expected) => {
    expect(parseNumber(typed, decimal)).toEqual(expected)
  })
})

describe('what is put back into a field', () => {
  const kept = fc
    .tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.integer({ min: 0, max: 5 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`) + 0)

  test('is read as the same number without a question', () => {
    fc.assert(
      fc.property(kept, (n) => {
        expect(parseNumber(typedNumber(n), decimal)).toEqual(value(n === 0 ? 0 : n))
      }),
    )
  })

  test('is read as the same number in every digit set and with spaces between thousands', () => {
    const systems = fc.constantFrom('khmr', 'laoo', 'mymr', 'mymrshan', 'thai', 'tamldec', 'fullwide', 'latn')
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), systems, (n, numberingSystem) => {
        const typed = new Intl.NumberFormat('fr', { numberingSystem }).format(n)
        expect(parseNumber(typed, whole)).toEqual(value(n === 0 ? 0 : n))
      }),
    )
  })

  test('never becomes another number by way of a locale: the same, or a question that offers it', () => {
    const locales = fc.constantFrom(
      'en',
      'id',
      'vi',
      'km-u-nu-khmr',
      'my',
      'th-u-nu-thai',
      'lo',
      'ms',
      'fil',
      'ta',
      'zh',
    )
    fc.assert(
      fc.property(kept, locales, (n, locale) => {
        const parsed = parseNumber(new Intl.NumberFormat(locale, { maximumFractionDigits: 5 }).format(n), decimal)
        const offered = parsed.kind === 'value' ? [parsed.value] : parsed.kind === 'ask' ? parsed.options : []
        expect(offered).toContain(n === 0 ? 0 : n)
      }),
    )
  })

  test('any text at all gets an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, decimals) => {
        const parsed = parseNumber(text, { decimals })
        if (parsed.kind === 'value') expect(Number.isFinite(parsed.value)).toBe(true)
      }),
    )
  })
})

test('letters keep their place among digits', () => {
  expect(toAsciiDigits('ឆ្នាំ ២០២៦')).toBe('ឆ្នាំ 2026')
})
