import { describe, expect, test } from 'vitest'
import { parseExpression } from '../../../instruments/engine/expression/index.ts'
import { boolean, number, parsed, resultOf } from './sample.ts'

const fault = (source: string) => {
  const result = parseExpression(source)
  return result.ok ? undefined : result.fault
}

describe('operators bind as in XPath 1.0', () => {
  test.each([
    ['1 + 2 * 3', number(7)],
    ['(1 + 2) * 3', number(9)],
    ['7 - 2 - 1', number(4)],
    ['8 div 4 div 2', number(1)],
    ['-2 * 3', number(-6)],
    ['2 - -3', number(5)],
    ['1 + 1 = 2', boolean(true)],
    ['1 < 2 = true()', boolean(true)],
    ['true() or false() and false()', boolean(true)],
    ['(true() or false()) and false()', boolean(false)],
    ['3 > 2 > 1', boolean(false)],
  ])('%s', (source, value) => expect(resultOf(source)).toEqual(value))
})

describe('blanks may be left out where nothing else can be meant', () => {
  test.each([
    ['1and1', boolean(true)],
    ['0or 1', boolean(true)],
    ['6div2', number(3)],
    ['7 mod-2', number(1)],
    ['${ministries}-1', number(11)],
    ['${ministries}>${active}', boolean(true)],
    ['count(${platforms})-1', number(2)],
    ['.5+1.', number(1.5)],
  ])('%s', (source, value) => expect(resultOf(source)).toEqual(value))

  test('a hyphen inside a name belongs to the name', () => {
    expect(parsed('rows-with(${uses}, name-x)')).toMatchObject({
      name: 'rows-with',
      args: [{}, { kind: 'attribute', name: 'name-x' }],
    })
  })
  test('an operator word needs an end', () => expect(fault('1 orange')).toMatchObject({ code: 'syntax', at: 2 }))
  test('an operator word is a name where a value is due', () => {
    expect(parsed('and and or')).toMatchObject({ operator: 'and', args: [{ name: 'and' }, { name: 'or' }] })
  })
})

describe('tokens', () => {
  test('curled and mismatched quotes delimit like straight ones', () => {
    for (const source of ["'none'", '‘none’', "'none’", '“none”', '"none”'])
      expect(parsed(source)).toMatchObject({ value: 'none' })
  })
  test('the other kind of quote stays in the text as written', () =>
    expect(parsed('“it’s”')).toMatchObject({ value: 'it’s' }))
  test('names hold hyphens and colons', () => {
    expect(parsed("jr:choice-name(., '${status}')")).toMatchObject({
      kind: 'call',
      name: 'jr:choice-name',
      args: [{ kind: 'self' }, {}],
    })
  })
  test('a reference may have blanks inside', () =>
    expect(parsed('${ B10 }')).toMatchObject({ kind: 'reference', item: 'B10' }))
  test('offsets cover the source, brackets included', () => {
    expect(parsed("  ${A} = ('x')")).toMatchObject({
      from: 2,
      to: 14,
      args: [
        { from: 2, to: 6 },
        { from: 9, to: 14 },
      ],
    })
  })
})

test('a chain of one operator is one node, a bracketed one keeps its nesting', () => {
  expect(parsed('1 + 2 + 3')).toMatchObject({ operator: '+', args: [{}, {}, {}] })
  expect(parsed('(1 + 2) + 3')).toMatchObject({ operator: '+', args: [{ operator: '+' }, { value: 3 }] })
  expect(parsed('1 - 2 - 3')).toMatchObject({ operator: '-', args: [{ operator: '-' }, { value: 3 }] })
})

describe('faults say where', () => {
  test.each([
    ['', 0],
    ['1 +', 3],
    ['1 2', 2],
    ['selected(${A}', 13],
    ['(1', 2],
    ['1)', 1],
    ["'none", 0],
    ['${', 0],
    ['../A', 2],
    ['a[1]', 1],
    ['= 1', 0],
    ['f(1,)', 4],
    ['9'.repeat(400), 0],
  ])('%s', (source, at) => expect(fault(source)).toMatchObject({ code: 'syntax', at }))
})

describe('limits', () => {
  test('10,000 characters are read, one more is not', () => {
    expect(fault(`1${' '.repeat(9_999)}`)).toBeUndefined()
    expect(fault(`1${' '.repeat(10_000)}`)).toMatchObject({ code: 'too-long', at: 10_000 })
  })
  test('brackets nest 63 deep around a value', () => {
    expect(fault(`${'('.repeat(63)}1${')'.repeat(63)}`)).toBeUndefined()
    expect(fault(`${'('.repeat(64)}1${')'.repeat(64)}`)).toMatchObject({ code: 'too-deep', at: 64 })
  })
  test('a tree that grows deep without brackets is refused', () => {
    expect(fault('1'.concat(' - 1 + 1'.repeat(30)))).toBeUndefined()
    expect(fault('1'.concat(' - 1 + 1'.repeat(40)))).toMatchObject({ code: 'too-deep' })
  })
  test('a long chain of conditions is not deep', () => {
    expect(fault(Array(600).fill('${A} = 1').join(' or '))).toBeUndefined()
  })
  test('ten thousand minus signs and brackets fail in good order', () => {
    expect(fault('-'.repeat(10_000))).toMatchObject({ code: 'too-deep', at: 64 })
    expect(fault('('.repeat(10_000))).toMatchObject({ code: 'too-deep' })
    expect(fault('if('.repeat(3_333))).toMatchObject({ code: 'too-deep' })
  })
})
