import { describe, expect, test } from 'vitest'
import { type CheckEnvironment, checkExpression, type ValueType } from '../../../instruments/engine/expression/index.ts'
import { parsed } from './sample.ts'

const types: Readonly<Record<string, ValueType>> = {
  status: 'text',
  office: 'text',
  ministries: 'number',
  adopted: 'date',
  platforms: 'set',
  uses: 'grid',
  budgets: 'list',
}
const codes: Readonly<Record<string, readonly string[]>> = {
  status: ['in_force', 'none'],
  platforms: ['facebook', 'zalo', 'none'],
  uses: ['pilot', 'not_used'],
}
const environment: CheckEnvironment = {
  typeOf: (item) => types[item],
  hasCode: (item, code) => codes[item]?.includes(code),
}

const checked = (source: string, more: Partial<CheckEnvironment> = {}) =>
  checkExpression(parsed(source), { ...environment, ...more })

/** Each fault as its code and the piece of source it points at. */
const found = (source: string, more: Partial<CheckEnvironment> = {}) =>
  checked(source, more).map(({ code, from, to }) => `${code}: ${source.slice(from, to)}`)

describe('nothing is wrong with', () => {
  test.each([
    "${status} = 'none'",
    "${status} != ''",
    "selected(${platforms}, 'zalo') and count-selected(${platforms}) > 1",
    "rows-with(${uses}, 'pilot not_used', 'status') != ''",
    "cell(${uses}, 'crisis', 'status') = 'pilot'",
    "${ministries} > '12'",
    '${ministries} + number(${office}) <= sum(${budgets})',
    "${adopted} < '2018-01' or ${adopted} <= today() + 30",
    '${budgets} > 3',
    "if(${ministries} > 3, 'a', 'b') = 'a'",
    "format-date(date(today() + 1), '%Y')",
    "regex(${office}, '[a-z]+')",
    "jr:choice-name(${status}, '${status}')",
    "without(${platforms}, 'none')",
    "unit('levels')",
    "not(selected(${platforms}, 'none'))",
    "not(${ministries} = '')",
    'concat(${status}, 1, ${budgets})',
    "coalesce(${ministries}, 0) * '2'",
  ])('%s', (source) => expect(checked(source)).toEqual([]))
})

describe('a fault is found where it stands', () => {
  test.each([
    ["${statos} = 'none'", ['unknown-reference: ${statos}']],
    ['none = ${ministries}', ['unknown-reference: none']],
    ['. > 3', ['unknown-reference: .']],
    ["jr:choice-name('none', '${statos}')", ["unknown-reference: '${statos}'"]],
    ['jr:choice-name(${status}, 1 + 1)', ['unknown-reference: 1 + 1']],
    ['pulldata(1)', ['unknown-function: pulldata(1)']],
    ['selected(${platforms})', ['arity: selected(${platforms})']],
    ['today(1)', ['arity: today(1)']],
    ['sum()', ['arity: sum()']],
    ['round(1, 2, 3)', ['arity: round(1, 2, 3)']],
    ["${status} = 'nonne'", ["unknown-code: 'nonne'"]],
    ["'nonne' != ${status}", ["unknown-code: 'nonne'"]],
    ['${status} = 1', ['unknown-code: 1']],
    ["selected(${platforms}, 'zalo none')", ["unknown-code: 'zalo none'"]],
    ["rows-with(${uses}, 'pilot pilots')", ["unknown-code: 'pilot pilots'"]],
    ["cell(${uses}, 'crisis') = 'pilots'", ["unknown-code: 'pilots'"]],
    ["selected(without(${platforms}, 'none'), 'viber')", ["unknown-code: 'viber'"]],
    ["jr:choice-name('nonne', '${status}')", ["unknown-code: 'nonne'"]],
    ["regex(${office}, '(')", ["regex-invalid: '('"]],
    ["regex(${office}, '(a+)+')", ["regex-unsafe: '(a+)+'"]],
    ['regex(${office}, ${office})', ['regex-unsafe: ${office}']],
  ])('%s', (source, faults) => expect(found(source)).toEqual(faults))
})

describe('types that can never mean anything', () => {
  test.each([
    ['${status} and true()', '${status}'],
    ['not(${status})', '${status}'],
    ['if(${adopted}, 1, 2)', '${adopted}'],
    ['${platforms} + 1', '${platforms}'],
    ["'two' * 2", "'two'"],
    ['${adopted} * 2', '${adopted}'],
    ['round(${status})', '${status}'],
    ['count-selected(${ministries})', '${ministries}'],
    ["cell(${ministries}, 'a')", '${ministries}'],
    ["format-date('soon', '%Y')", "'soon'"],
    ['year-of(2017)', '2017'],
    ['string-length(${uses})', '${uses}'],
    ["${ministries} = 'many'", "${ministries} = 'many'"],
    ["${adopted} = 'soon'", "${adopted} = 'soon'"],
    ['${adopted} <= 2020', '${adopted} <= 2020'],
    ['${platforms} > 1', '${platforms} > 1'],
    ["${uses} = 'pilot'", "${uses} = 'pilot'"],
    ["${status} > 'none'", "${status} > 'none'"],
    ["true() = 'true'", "true() = 'true'"],
    ['if(true(), ${adopted}, ${adopted}) > 5', 'if(true(), ${adopted}, ${adopted}) > 5'],
  ])('%s', (source, piece) => expect(found(source)).toEqual([`type-mismatch: ${piece}`]))
})

describe('what is expected of the whole', () => {
  test.each([
    ['${ministries} > 1', 'boolean', []],
    ["rows-with(${uses}, 'pilot')", 'boolean', []],
    ['${status}', 'boolean', ['type-mismatch: ${status}']],
    ["rows-with(${uses}, 'pilot')", 'set', []],
    ['${ministries} > 1', 'set', ['type-mismatch: ${ministries} > 1']],
    ['${status}', 'any', []],
  ] as const)('%s as a %s', (source, expects, faults) => expect(found(source, { expects })).toEqual(faults))
})

test('attributes and the answer at hand are known where the environment has them', () => {
  expect(found("name = 'facebook' and . > 3", { attributes: ['name'], self: 'number' })).toEqual([])
  expect(found('. * 2', { self: 'set' })).toEqual(['type-mismatch: .'])
})

describe('not() of a comparison is noticed', () => {
  test.each([
    ['not(${ministries} > 5)', ['not-of-comparison: ${ministries} > 5']],
    [
      "not(${ministries} > 5 or ${status} = 'none')",
      ['not-of-comparison: ${ministries} > 5', "not-of-comparison: ${status} = 'none'"],
    ],
    ['not(1 > 2)', []],
    ["not(${status} = '')", []],
  ])('%s', (source, notices) => expect(found(source)).toEqual(notices))

  test('as a notice, which does not keep an instrument back', () => {
    expect(checked('not(${ministries} > 5)').map(({ severity }) => severity)).toEqual(['notice'])
    expect(checked('${statos} > 5').map(({ severity }) => severity)).toEqual(['fault'])
  })
})

test('every fault of an expression is told, in the order of the source', () => {
  expect(found("${a} = 1 and selected(${platforms}, 'viber') and frob()")).toEqual([
    'unknown-reference: ${a}',
    "unknown-code: 'viber'",
    'unknown-function: frob()',
  ])
})

test('a message says what to do', () => {
  expect(checked('none = ${ministries}')[0]?.message).toBe(
    "«none» is no attribute here; an item is written ${none}, a code 'none'.",
  )
  expect(checked('sum()')[0]?.message).toBe('sum takes at least 1 arguments; 0 given.')
})
