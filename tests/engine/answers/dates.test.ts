import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf, monthNames, parseDate } from '../../../instruments/engine/answers/dates.ts'

const value = (iso: string) => ({ kind: 'value', value: iso, calendar: 'gregorian' })
const buddhist = (iso: string) => ({ kind: 'value', value: iso, calendar: 'buddhist' })
const ask = (...options: string[]) => ({ kind: 'ask', options, calendar: 'gregorian' })
const invalid = (reason: string) => ({ kind: 'invalid', reason })

describe('typed dates', () => {
  test.each([
    ['22/11/2569', buddhist('2026-11-22')],
    ['๒๒/๑๑/๒๕๖๙', buddhist('2026-11-22')],
    ['2569', buddhist('2026')],
    ['พ.ศ. 2569', buddhist('2026')],
    ['22 พฤศจิกายน 2569', buddhist('2026-11-22')],
    ['22 พ.ย. 2569', buddhist('2026-11-22')],
    ['29/2/2567', buddhist('2024-02-29')],
    ['2026-11-22', value('2026-11-22')],
    ['2026-03-04', value('2026-03-04')],
    ['2026/11', value('2026-11')],
    ['2026年11月22日', value('2026-11-22')],
    ['2026年3月4日', value('2026-03-04')],
    ['11/2026', value('2026-11')],
    ['22.11.2026', value('2026-11-22')],
    ['22 - 11 - 2026', value('2026-11-22')],
    ['11/22/2026', value('2026-11-22')],
    ['3/3/2026', value('2026-03-03')],
    ['22 November 2026', value('2026-11-22')],
    ['22nd of November 2026', value('2026-11-22')],
    ['November 3, 2026', value('2026-11-03')],
    ['Nov 2026', value('2026-11')],
    ['ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦', value('2026-11-22')],
    ['ngày 1 tháng 11 năm 2026', value('2026-11-01')],
    ['3/4/2026', ask('2026-04-03', '2026-03-04')],
    ['3 4 2026', ask('2026-04-03', '2026-03-04')],
    ['31/2/2026', invalid('no_such_day')],
    ['29/2/2026', invalid('no_such_day')],
    ['22/13/2026', invalid('no_such_day')],
    ['22/11/26', invalid('short_year')],
    ['22/11/69', invalid('short_year')],
    ['1448', invalid('far_year')],
    ['22/11/12026', invalid('far_year')],
    ['last year', invalid('not_a_date')],
    ['', { kind: 'blank' }],
    [' \u200b', { kind: 'blank' }],
  ])('%j', (typed, expected) => {
    expect(parseDate(typed, { languages: ['th', 'km', 'vi'] })).toEqual(expected)
  })
})

describe('day, month and year in fields of their own', () => {
  test.each([
    [{ day: '22', month: '11', year: '2569' }, buddhist('2026-11-22')],
    [{ day: '៥', month: '9', year: '2025' }, value('2025-09-05')],
    [{ day: '', month: '10', year: '2017' }, value('2017-10')],
    [{ day: '', month: '', year: '2017' }, value('2017')],
    [{ day: '5', month: '', year: '2017' }, invalid('not_a_date')],
    [{ day: '5', month: '10', year: '' }, invalid('not_a_date')],
    [{ day: '30', month: '2', year: '2026' }, invalid('no_such_day')],
    [{ day: '', month: '', year: '' }, { kind: 'blank' }],
  ])('%j', (parts, expected) => {
    expect(dateOf(parts)).toEqual(expected)
  })
})

describe('a date written out', () => {
  const day = fc
    .date({ min: new Date('1857-01-01'), max: new Date('2156-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const languages = ['en', 'id', 'ms', 'fil', 'vi', 'th', 'km', 'lo', 'my', 'ta', 'zh', 'pt']

  test('in words of any language is read as the same day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...languages), (iso, language) => {
        const [year, month, d] = iso.split('-').map(Number)
        const typed = `${d} ${monthNames(language)[(month ?? 1) - 1]} ${year}`
        expect(parseDate(typed, { languages: [language] })).toEqual(value(iso))
      }),
      { numRuns: 300 },
    )
  })

  test('in figures, Gregorian or Buddhist, is read as the same day or asked about', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(0, 543), (iso, era) => {
        const [year, month, d] = iso.split('-').map(Number)
        const parsed = parseDate(`${d}/${month}/${(year ?? 0) + era}`)
        const offered = parsed.kind === 'value' ? [parsed.value] : parsed.kind === 'ask' ? parsed.options : []
        expect(offered).toContain(iso)
      }),
    )
  })

  test('any text at all gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDate(text, { languages: ['th'] })))
  })
})
