import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFound, toggled } from '../../../web/items/choice-values.ts'
import type { Option } from '../../../web/items/engine.ts'
import { asRows, folds, rowMissing, withCell, withRowMissing } from '../../../web/items/grid-values.ts'
import { movedTo } from '../../../web/items/ranking-values.ts'
import { newRow } from '../../../web/items/roster-values.ts'

const option = (code: string, exclusive = false): Option => ({ code, label: code, note: '', exclusive })
const offer = [option('a'), option('b'), option('c'), option('none', true)]

describe('choices', () => {
  test('are kept in the order of the list', () => {
    expect(toggled(offer, ['c'], 'a', true)).toEqual(['a', 'c'])
  })

  test('an exclusive option clears the others, and they clear it', () => {
    expect(toggled(offer, ['a', 'b'], 'none', true)).toEqual(['none'])
    expect(toggled(offer, ['none'], 'b', true)).toEqual(['b'])
  })

  test('clearing one leaves the others', () => {
    expect(toggled(offer, ['a', 'b'], 'a', false)).toEqual(['b'])
    expect(toggled(offer, ['none'], 'none', false)).toEqual([])
  })

  test('an option that is no longer on offer is dropped with the next change', () => {
    expect(toggled(offer, ['gone', 'a'], 'b', true)).toEqual(['a', 'b'])
  })

  test('are found by any word, whatever the accents, capitals and invisible joiners', () => {
    const named = (label: string): Option => ({ ...option('x'), label })
    expect(isFound(named('Chính phủ điện tử'), 'chinh tu')).toBe(true)
    expect(isFound(named('ក្រសួង\u200bប្រៃសណីយ៍'), 'ក្រសួងប្រៃ')).toBe(true)
    expect(isFound(named('YouTube'), 'face')).toBe(false)
  })
})

describe('rows of a grid', () => {
  test('answering a cell takes the reason of its row away', () => {
    expect(withCell({ uc01: { missing: 'refused' } }, 'uc01', 'status', 'pilot')).toEqual({ uc01: { status: 'pilot' } })
  })

  test('a reason takes the cells of its row away', () => {
    expect(withRowMissing({ uc01: { status: 'pilot', since: 2019 } }, 'uc01', 'dont_know')).toEqual({
      uc01: { missing: 'dont_know' },
    })
  })

  test.each(['', undefined, []])('a cell emptied with %j leaves nothing behind', (blank) => {
    expect(withCell({ uc01: { status: 'pilot' } }, 'uc01', 'status', blank)).toBeUndefined()
    expect(withCell({ uc01: { status: 'pilot' }, uc02: { status: 'pilot' } }, 'uc01', 'status', blank)).toEqual({
      uc02: { status: 'pilot' },
    })
  })

  test('zero is an answer', () => {
    expect(withCell({}, 'l1', 'units', 0)).toEqual({ l1: { units: 0 } })
  })

  test('anything that is no record of rows counts as no rows', () => {
    expect(asRows(undefined)).toEqual({})
    expect(asRows(['a'])).toEqual({})
    expect(rowMissing({ uc01: { status: 'x' } }, 'uc01')).toBeUndefined()
  })

  test('up to eight rows stay together; more come in folds of at most six that hold every row once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), (rows) => {
        const parts = folds(rows)
        expect(parts.flat()).toEqual(rows)
        if (rows.length > 8) expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(6)
        else expect(parts.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('a ranked code moves to its place and the others close up', () => {
  expect(movedTo(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
  expect(movedTo(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c'])
})

describe('new rows of a roster', () => {
  test('are counted on from the last', () => {
    expect(newRow([], () => 0)).toBe('r1-0000')
    expect(newRow(['r1', 'r7-abcd', 'r3-0000'], () => 0.5)).toMatch(/^r8-[0-9a-z]{4}$/)
  })

  test('differ when two people add one at the same moment', () => {
    expect(newRow(['r1'], () => 0.1)).not.toBe(newRow(['r1'], () => 0.2))
  })
})
