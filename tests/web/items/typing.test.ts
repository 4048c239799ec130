import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Typing from '../../../web/items/typing.ts'
import type * as Words from '../../../web/items/words.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

let workshop: Workshop
let typing: typeof Typing
let words: typeof Words

beforeAll(async () => {
  workshop = await openWorkshop()
  typing = await workshop.load('/web/items/typing.ts')
  words = await workshop.load('/web/items/words.ts')
})
afterAll(() => workshop.close())

describe('a typed number', () => {
  test('in a whole-number item is asked about when it may be a thousand, and only the whole reading is offered', () => {
    const typed = typing.readWhole('1.234')
    expect(typed.kind === 'ask' && typed.choices).toEqual([{ value: 1234, label: '1234' }])
    expect(typed.kind === 'ask' && typed.message).toContain('between 1 and 2')
  })

  test('in a decimal item is asked about with both readings', () => {
    const typed = typing.readDecimal('1,234')
    expect(typed.kind === 'ask' && typed.choices).toEqual([
      { value: 1234, label: '1234' },
      { value: 1.234, label: '1.234, between 1 and 2' },
    ])
  })

  test.each([
    ['12', ''],
    ['១២', '12'],
    ['45,7', '45.7'],
    ['12500', '12,500'],
    ['12 500 000', '12,500,000 (12.5 million)'],
  ])('%s is read back as %j', (text, echo) => {
    const typed = typing.readDecimal(text)
    expect(typed.kind === 'value' && typed.echo).toBe(echo)
  })

  test('that is not one says how to write it', () => {
    expect(typing.readWhole('12.5')).toEqual({ kind: 'unclear', message: expect.stringContaining('whole numbers') })
    expect(typing.readWhole('a dozen')).toEqual({ kind: 'unclear', message: expect.stringContaining('in figures') })
  })
})

describe('a typed year', () => {
  test('of the Buddhist era is the Gregorian one, and says so', () => {
    expect(typing.readYear('๒๕๖๙')).toEqual({
      kind: 'value',
      value: 2026,
      echo: '2026 (year 2569 of the Buddhist era)',
    })
  })

  test.each(['17', '12026', 'recently', '2,017'])('%s is asked for again', (text) => {
    expect(typing.readYear(text).kind).toBe('unclear')
  })

  test('as it stands needs no echo', () => {
    expect(typing.readYear('2017')).toEqual({ kind: 'value', value: 2017, echo: '' })
  })
})

describe('words of the interface', () => {
  test('four figures are not grouped, for they may be a year', () => {
    expect([words.figure(2004), words.figure(12_500), words.figure(0.5)]).toEqual(['2004', '12,500', '0.5'])
  })

  test('sizes of files', () => {
    expect([words.fileSize(348_160), words.fileSize(25 * 1024 * 1024)]).toEqual(['340 kB', '25 MB'])
  })
})
