import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'

// the module is compiled by Svelte in the browser; here its state is an ordinary value
vi.stubGlobal(
  '$state',
  Object.assign((value: unknown) => value, { raw: (value: unknown) => value }),
)
vi.stubGlobal('document', { documentElement: { lang: 'en' } })
const { formatDate, formatNumber, setLanguage, t } = await import('../../web/text/text.svelte.ts')
const { en } = await import('../../web/text/en.ts')
const { account } = await import('../../web/text/en/account.ts')
const { findings } = await import('../../web/text/en/findings.ts')

afterEach(() => setLanguage('en'))

describe('sentences', () => {
  test('parameters are filled in, numbers with separators', () => {
    expect(t('respond.progress', { answered: 12, all: 1200 })).toBe('12 of 1,200 questions answered')
  })

  test.each([
    [1, '1 required question is still open.'],
    [2, '2 required questions are still open.'],
  ])('%i chooses its plural form', (n, sentence) => {
    expect(t('respond.left.open', { n })).toBe(sentence)
  })

  test('what is filled in is not read as a sentence again', () => {
    expect(t('link.title', { administration: '{administration}' })).toBe(
      'You are invited to answer for {administration}',
    )
  })
})

describe('numbers and dates', () => {
  test.each(['en', 'km', 'my', 'lo', 'th', 'tet'])('in %s, digits are ASCII and years Gregorian', (language) => {
    setLanguage(language)
    expect(formatNumber(1234)).toMatch(/^1.?234$/)
    expect(formatDate('2026-11-22')).toMatch(/22/)
    expect(formatDate('2026-11-22')).toMatch(/2026/)
  })

  test('a date is the same day in every time zone', () => {
    expect(formatDate('2026-11-22')).toBe('22 November 2026')
  })

  test('Tetum is written with the conventions of Portuguese', () => {
    setLanguage('tet')
    expect(formatDate('2026-11-22')).toBe('22 de novembro de 2026')
  })
})

test('each area keeps to its own keys, and no sentence is empty', () => {
  for (const area of ['common', 'link', 'account', 'respond', 'items', 'findings']) {
    const source = readFileSync(new URL(`../../web/text/en/${area}.ts`, import.meta.url), 'utf8')
    const keys = Array.from(source.matchAll(/^ {2}'([^']+)':/gm), ([, key = '']) => key)
    expect(keys.filter((key) => !key.startsWith(`${area}.`))).toEqual([])
  }
  expect(Object.entries({ ...en, ...account, ...findings }).filter(([, sentence]) => sentence.trim() === '')).toEqual(
    [],
  )
})
