import { describe, expect, test } from 'vitest'
import { checkPattern, matchesPattern } from '../../../instruments/engine/expression/index.ts'

describe('allowed', () => {
  test.each([
    '[0-9]{9}',
    '^[A-Z]{2,3}$',
    '.*',
    '.+foo.*',
    '[^@\\s]+@[^@\\s]+\\.[^@\\s]+',
    'https?://[^/ ]+/.*',
    '(\\d{3}-)*\\d{4}',
    '(ab|cd)+',
    '([a-z]|[0-9])+',
    '(yes|no|maybe)',
    '\\d{1,3}(\\.\\d{1,2})?',
    '\\p{Lu}\\p{L}*',
    '(?:a|b)?c',
    '[\\-a-z.\\]]+',
    '\\u{1F1F1}\\u0041\\x41',
    '',
  ])('%s', (pattern) => expect(checkPattern(pattern)).toBeUndefined())
})

describe('unsafe', () => {
  test.each([
    '(a+)+',
    '(a*)*',
    '([a-z]+)*x',
    '(a|a)*',
    '(a|ab)+',
    '(\\w|_)+',
    '(|a)+',
    '(?:a?){30}',
    '(a{1,3}){5}',
    'a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaa',
    '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)',
    '.*a.*b.*c',
    'a*a*a*$',
    '(a)\\1',
    '(?<x>a)\\k<x>',
    '(?=a)b',
    '(?!a)b',
    '(?<=a)b',
    '(?<!a)b',
    '(?i:a)',
    '(a{100}){100}',
    'a{6000}',
    `${'a'.repeat(501)}`,
  ])('%s', (pattern) => expect(checkPattern(pattern)).toMatchObject({ code: 'regex-unsafe' }))
})

describe('invalid', () => {
  test.each(['(', '[', 'a)(b', '*', '\\-', 'a{2,1}', '\\p{Nope}'])('%s', (pattern) => {
    expect(checkPattern(pattern)).toMatchObject({ code: 'regex-invalid' })
    expect(matchesPattern('a', pattern)).toBe(false)
  })
})

test('the whole text matches, whatever the alternatives', () => {
  expect(matchesPattern('ab', 'a|ab')).toBe(true)
  expect(matchesPattern('xab', 'a|ab')).toBe(false)
  expect(matchesPattern('a\n', 'a')).toBe(false)
})

test('a text of 5,000 characters is matched, a longer one never', () => {
  expect(matchesPattern('a'.repeat(5_000), 'a*')).toBe(true)
  expect(matchesPattern('a'.repeat(5_001), 'a*')).toBe(false)
})

test('a pattern of more than 500 characters matches nothing', () => {
  expect(matchesPattern('a', 'a?'.repeat(250))).toBe(true)
  expect(matchesPattern('a', `${'a?'.repeat(250)}b?`)).toBe(false)
})

test('a pattern keeps its meaning after two hundred others', () => {
  for (let index = 0; index < 450; index += 1) expect(matchesPattern(`x${index}`, `x${index}`)).toBe(true)
  expect(matchesPattern('x0', 'x0')).toBe(true)
})

describe('the worst texts for allowed patterns end quickly', () => {
  test.each([
    ['.+foo.*', 'fo'.repeat(2_500)],
    ['.*a[ab]*c', 'ab'.repeat(2_500)],
    ['[^@\\s]+@[^@\\s]+\\.[^@\\s]+', `a@${'a.'.repeat(2_498)} `],
    ['a?.*b.*', 'a'.repeat(5_000)],
    ['(\\d{3}-)*\\d{4}', '123-'.repeat(1_250)],
  ])('%s', (pattern, text) => {
    expect(checkPattern(pattern)).toBeUndefined()
    const start = performance.now()
    expect(matchesPattern(text, pattern)).toBe(false)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})
