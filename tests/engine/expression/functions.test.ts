import { describe, expect, test } from 'vitest'
import { isItemArgument } from '../../../instruments/engine/expression/functions/index.ts'
import { expressionFunctions, type Value } from '../../../instruments/engine/expression/index.ts'
import { boolean, date, missing, number, resultOf, set, text } from './sample.ts'

const cases: Readonly<Record<string, readonly (readonly [string, Value])[]>> = {
  if: [
    ["if(${active} > 5, 'many', 'few')", text('many')],
    ["if(${nothing}, 'many', 'few')", text('few')],
    ['if(true(), ${nothing}, 1)', missing],
  ],
  coalesce: [
    ['coalesce(${nothing}, ${active})', number(9)],
    ["coalesce('', ${noPlatform}, 'x')", text('x')],
    ['coalesce(${zero}, 1)', number(0)],
    ['coalesce(${nothing}, ${nothing})', missing],
  ],
  not: [
    ['not(true())', boolean(false)],
    ['not(${nothing})', boolean(true)],
  ],
  true: [['true()', boolean(true)]],
  false: [['false()', boolean(false)]],
  boolean: [
    ["boolean('false')", boolean(true)],
    ['boolean(0)', boolean(false)],
    ['boolean(${nothing})', boolean(false)],
    ['boolean(${platforms})', boolean(true)],
  ],
  selected: [
    ["selected(${platforms}, 'zalo')", boolean(true)],
    ["selected(${platforms}, 'viber')", boolean(false)],
    ["selected(${platforms}, 'zalo line')", boolean(false)],
    ["selected(${status}, 'in_force')", boolean(true)],
    ["selected('a b', 'b')", boolean(true)],
    ["selected('ab', 'b')", boolean(false)],
    ["selected(${sources}, 'decree')", boolean(true)],
    ["selected(${nothing}, 'zalo')", boolean(false)],
    ['selected(${platforms}, ${nothing})', boolean(false)],
  ],
  'count-selected': [
    ['count-selected(${platforms})', number(3)],
    ['count-selected(${status})', number(1)],
    ['count-selected(${nothing})', number(0)],
  ],
  'selected-at': [
    ['selected-at(${platforms}, 0)', text('facebook')],
    ['selected-at(${platforms}, 2)', text('line')],
    ['selected-at(${platforms}, 3)', missing],
    ['selected-at(${platforms}, -1)', missing],
    ['selected-at(${platforms}, 0.5)', missing],
    ['selected-at(${nothing}, 0)', missing],
  ],
  without: [
    ["without(${platforms}, 'zalo facebook')", set('line')],
    ['without(${platforms}, ${onePlatform})', set('facebook', 'line')],
    ['without(${platforms}, ${nothing})', set('facebook', 'zalo', 'line')],
    ["without(${nothing}, 'zalo')", missing],
  ],
  intersection: [
    ["intersection(${platforms}, 'line viber zalo')", set('zalo', 'line')],
    ['intersection(${platforms}, ${nothing})', missing],
    ["intersection(${sources}, 'law')", set('law')],
  ],
  'codes-of': [
    ["codes-of('district')", set('kampot', 'takeo', 'siem_reap')],
    ["codes-of('village')", set()],
  ],
  'codes-where': [
    ["codes-where('district', 'province', 'south')", set('kampot', 'takeo')],
    ["codes-where('district', 'code', ${platforms})", set()],
    ["codes-where('district', 'value', 7)", set('siem_reap')],
    ["codes-where('district', 'towns', 'kep town')", set('kampot')],
    ["codes-where('district', 'province', ${nothing})", missing],
    ["codes-where('village', 'province', 'south')", set()],
  ],
  number: [
    ["number('12.5')", number(12.5)],
    ["number('twelve')", missing],
    ["number('')", missing],
    ["number('1e3')", missing],
    ['number(${platforms})', missing],
    ['number(true())', number(1)],
  ],
  int: [
    ['int(2.9)', number(2)],
    ['int(-2.9)', number(-2)],
  ],
  floor: [['floor(-2.1)', number(-3)]],
  ceiling: [['ceiling(2.1)', number(3)]],
  abs: [
    ['abs(-3)', number(3)],
    ['abs(${nothing})', missing],
  ],
  sqrt: [
    ['sqrt(9)', number(3)],
    ['sqrt(-1)', missing],
  ],
  round: [
    ['round(2.5)', number(3)],
    ['round(-1.5)', number(-2)],
    ['round(1.005, 2)', number(1.01)],
    ['round(-2.345, 2)', number(-2.35)],
    ['round(1250, -2)', number(1300)],
    ['round(45.7, 0)', number(46)],
    ['round(1, 99)', missing],
    ['round(1.5, ${nothing})', missing],
    ['round(${nothing})', missing],
  ],
  pow: [
    ['pow(2, 10)', number(1024)],
    ['pow(10, 400)', missing],
    ['pow(2, ${nothing})', missing],
  ],
  sum: [
    ['sum(${budgets})', number(42.5)],
    ['sum(1, 2, ${nothing}, 3)', number(6)],
    ['sum(${noBudgets})', missing],
    ['sum(${budgets}, 7.5)', number(50)],
    ['sum(${uses})', number(4034)],
  ],
  min: [
    ['min(${budgets})', number(2.5)],
    ['min(3, ${nothing}, -1)', number(-1)],
    ['min(${nothing})', missing],
  ],
  max: [
    ['max(${budgets})', number(40)],
    ['max(${noBudgets})', missing],
  ],
  count: [
    ['count(${budgets})', number(2)],
    ['count(${platforms})', number(3)],
    ["count(${nothing}, 'a', 4)", number(2)],
    ['count(${nothing})', number(0)],
  ],
  'count-non-empty': [
    ["count-non-empty('', 'a', ${nothing}, ${noPlatform})", number(1)],
    ['count-non-empty(${budgets})', number(2)],
  ],
  regex: [
    ["regex(${email}, '[a-z]+@[a-z.]+')", boolean(true)],
    ["regex('123456', '[0-9]{5}')", boolean(false)],
    ["regex('a', 'b|a')", boolean(true)],
    ["regex('ba', 'b|a')", boolean(false)],
    ["regex(${nothing}, '.*')", boolean(false)],
    ["regex(${year}, '[0-9]{4}')", boolean(true)],
    ["regex('a', '(')", boolean(false)],
    ["regex('🇱🇦', '.{2}')", boolean(true)],
  ],
  contains: [
    ["contains(${email}, '@gov')", boolean(true)],
    ["contains(${email}, '@com')", boolean(false)],
    ["contains(${nothing}, 'a')", boolean(false)],
  ],
  'starts-with': [
    ["starts-with(${email}, 'office')", boolean(true)],
    ["starts-with(${email}, 'gov')", boolean(false)],
  ],
  'ends-with': [
    ["ends-with(${email}, 'example')", boolean(true)],
    ["ends-with(${email}, 'gov')", boolean(false)],
  ],
  'string-length': [
    ["string-length('🇱🇦')", number(2)],
    ["string-length('ລາວ')", number(3)],
    ['string-length(${nothing})', number(0)],
  ],
  substr: [
    ["substr('hello', 1)", text('ello')],
    ["substr('hello', 1, 3)", text('el')],
    ["substr('hello', -2)", text('lo')],
    ["substr('🇱🇦 Lao', 3)", text('Lao')],
    ["substr('hello', ${nothing})", missing],
    ["substr('hello', 1, ${nothing})", missing],
  ],
  'substring-before': [
    ["substring-before(${email}, '@')", text('office')],
    ["substring-before('abc', 'x')", text('')],
  ],
  'substring-after': [
    ["substring-after(${email}, '@')", text('gov.example')],
    ["substring-after('abc', 'x')", text('')],
    ["substring-after(${nothing}, 'x')", missing],
  ],
  'normalize-space': [["normalize-space('  a   b ')", text('a b')]],
  translate: [["translate('2-5-a', '25-', 'xy')", text('xya')]],
  string: [
    ['string(1.50)', text('1.5')],
    ['string(${adopted})', text('2017-10-05')],
    ['string(${platforms})', text('facebook zalo line')],
    ['string(true())', text('true')],
    ['string(${nothing})', missing],
  ],
  concat: [
    ["concat('a', 1, ${nothing}, 'b')", text('a1b')],
    ['concat(${budgets})', text('402.5')],
  ],
  join: [
    ["join(', ', ${platforms}, ${nothing}, 'x')", text('facebook, zalo, line, x')],
    ["join('-', ${budgets})", text('40-2.5')],
  ],
  today: [['today()', date('2026-11-22')]],
  date: [
    ["date('2017-10')", date('2017-10')],
    ["date('2017-02-29')", missing],
    ["date('2016-02-29')", date('2016-02-29')],
    ["date('1900-02-29')", missing],
    ["date('2017-13')", missing],
    ['date(today() + 9)', date('2026-12-01')],
    ['date(9999999)', missing],
    ["date('soon')", missing],
  ],
  'format-date': [
    ["format-date(${adopted}, '%e %b %Y')", text('5 Oct 2017')],
    ["format-date(${adopted}, '%d/%m/%Y')", text('05/10/2017')],
    ["format-date(${adoptedMonth}, '%b %Y')", text('Oct 2017')],
    ["format-date(${adoptedMonth}, '%d %b')", missing],
    ["format-date(${nothing}, '%Y')", missing],
  ],
  'year-of': [
    ['year-of(${adoptedMonth})', number(2017)],
    ["year-of('2020-01-01')", number(2020)],
    ['year-of(${nothing})', missing],
  ],
  'decimal-date-time': [
    ["decimal-date-time('1970-01-02')", number(1)],
    ["decimal-date-time('0001-01-01')", number(-719162)],
    ["decimal-date-time('1971')", number(365)],
  ],
  'rows-with': [
    ["rows-with(${uses}, 'pilot operational_all')", set('crisis', 'hiring', 'constructor')],
    ["rows-with(${uses}, 'pilot', 'status')", set('hiring', 'constructor')],
    ["rows-with(${uses}, 'pilot', 'year')", set()],
    ["rows-with(${uses}, 'planned')", set('constructor')],
    ["rows-with(${uses}, '2015')", set('crisis')],
    ["rows-with(${uses}, 'pilot', ${nothing})", missing],
    ["rows-with(${nothing}, 'pilot')", missing],
    ["rows-with(${platforms}, 'zalo viber')", set('zalo')],
  ],
  cell: [
    ["cell(${uses}, 'crisis', 'year')", number(2015)],
    ["cell(${uses}, 'crisis', 'status') = 'operational_all'", boolean(true)],
    ["cell(${uses}, 'hiring')", set('pilot')],
    ["cell(${uses}, 'crisis')", missing],
    ["cell(${uses}, 'hiring', 'year')", missing],
    ["cell(${uses}, 'toString')", missing],
    ["cell(${uses}, 'hiring', 'toString')", missing],
    ["cell(${nothing}, 'crisis')", missing],
  ],
  unit: [
    ["selected(unit('levels'), 'province')", boolean(true)],
    ["unit('nothing')", missing],
  ],
  wave: [["wave('year') >= ${year}", boolean(true)]],
  'jr:choice-name': [
    ["jr:choice-name(${status}, '${status}')", text('In force')],
    ['jr:choice-name(${status}, ${status})', text('In force')],
    ["jr:choice-name('zalo line', '${platforms}')", text('Zalo, LINE')],
    ["jr:choice-name('unheard_of', '${status}')", missing],
    ["jr:choice-name(${nothing}, '${status}')", missing],
  ],
}

describe.each(Object.entries(cases))('%s', (_name, table) => {
  test.each(table)('%s', (source, value) => expect(resultOf(source)).toEqual(value))
})

test('every function has cases, and no case is of another function', () => {
  expect(Object.keys(cases).sort()).toEqual(expressionFunctions.map(({ name }) => name).sort())
})

test('the evaluator hands over an item itself exactly where its declaration says so', () => {
  const declared = expressionFunctions.map(({ name, parameters }) => [
    name,
    parameters.map(({ type }) => type === 'item'),
  ])
  const evaluated = expressionFunctions.map(({ name, parameters }) => [
    name,
    parameters.map((_, position) => isItemArgument(name, position)),
  ])
  expect(evaluated).toEqual(declared)
})

test('no two functions have one name', () => {
  expect(new Set(expressionFunctions.map(({ name }) => name)).size).toBe(expressionFunctions.length)
})
