import { describe, expect, test } from 'vitest'
import type { ItemDefinition } from '#engine'
import { standardExpression } from '../../../instruments/exchange/xlsform/standard/expression.ts'
import { standardFilter } from '../../../instruments/exchange/xlsform/standard/filter.ts'
import type { Standing } from '../../../instruments/exchange/xlsform/standard/standing.ts'

const items: Readonly<Record<string, ItemDefinition>> = {
  A: { item: 'A', type: 'text' },
  D: { item: 'D', type: 'date' },
  M: { item: 'M', type: 'multiple_choice', list: 'two' },
  R: { item: 'R', type: 'roster', items: [] },
  G: { item: 'G', type: 'grid', rows: { list: 'two' }, columns: [{ column: 'c', cell: 'one', list: 'two' }] },
  W: {
    item: 'W',
    type: 'grid',
    rows: { list: 'two' },
    columns: [
      { column: 'c', cell: 'several', list: 'two' },
      { column: 'n', cell: 'integer' },
    ],
  },
}

const standing: Standing = {
  isQuestion: (item) => ['A', 'D', 'M'].includes(item),
  definition: (item) => items[item],
  codes: () => ['a', 'b'],
  exclusive: () => [],
  attribute: (_list, name) => (name === 'region' ? 'one' : name === 'tags' ? 'several' : 'none'),
  listName: (list) => list,
}

describe('an expression of ours as other programs read it', () => {
  test.each([
    ["${A} = 'x' and not(${A} = 'y')", "${A} = 'x' and not(${A} = 'y')"],
    ["${A} != 'x'", "${A} != '' and ${A} != 'x'"],
    [". != 'x'", ". != 'x'"],
    ["${A} != ''", "${A} != ''"],
    ['year-of(${D}) > 2020', "number(format-date(${D}, '%Y')) > 2020"],
    ["cell(${G}, 'a') = 'b'", "${G__a} = 'b'"],
    ["cell(${W}, 'a', 'n') > 3", '${W__a__n} > 3'],
    ["count-selected(rows-with(${G}, 'a b')) >= 1", "${G__a} = 'a' or ${G__a} = 'b' or ${G__b} = 'a' or ${G__b} = 'b'"],
    ["count-selected(rows-with(${G}, 'a')) = 0", "not(${G__a} = 'a' or ${G__b} = 'a')"],
    ["rows-with(${G}, 'a') != ''", "${G__a} = 'a' or ${G__b} = 'a'"],
    ["rows-with(${G}, 'a') = ''", "not(${G__a} = 'a' or ${G__b} = 'a')"],
    [
      "count-selected(rows-with(${W}, 'a', 'c')) > 1",
      "if(selected(${W__a__c}, 'a'), 1, 0) + if(selected(${W__b__c}, 'a'), 1, 0) > 1",
    ],
    ["selected(rows-with(${G}, 'a'), 'b')", "${G__b} = 'a'"],
    ["selected(rows-with(${G}, 'a'), 'z')", 'false()'],
    ["count-selected(without(${M}, 'a')) >= 1", "selected(${M}, 'b')"],
    ["count-selected(intersection(${M}, 'a')) >= 1", "selected(${M}, 'a')"],
    ["${G} != ''", "${G__a} != '' or ${G__b} != ''"],
    ["${R} != ''", 'count(${R}) > 0'],
    ["unit('kind') = 'body'", ''],
    ["${A} = 'x' and wave('year') > 2020", ''],
    ["rows-with(${G}, 'a', ${A}) != ''", ''],
  ])('%s', (ours, theirs) => expect(standardExpression(ours, standing)).toBe(theirs))
})

describe('what narrows a list as a choice filter', () => {
  test.each([
    ["codes-where('two', 'region', ${A})", 'selected(${A}, region)'],
    ["codes-where('two', 'region', 'north')", "region = 'north'"],
    ["codes-where('two', 'tags', ${A})", 'selected(tags, ${A})'],
    ["codes-where('two', 'code', 'a')", "name = 'a'"],
    ["intersection(codes-where('two', 'region', ${A}), ${M})", 'selected(${A}, region) and selected(${M}, name)'],
    ["without(codes-of('two'), ${A})", 'not(selected(${A}, name))'],
    ["if(${A} = 'x', codes-of('two'), '')", "${A} = 'x'"],
    ["without(join(' ', ${M}, 'a'), '')", "selected(${M}, name) or selected('a', name)"],
    ["rows-with(${G}, 'a')", ''],
    ["codes-where('two', 'nothing', 'x')", ''],
  ])('%s', (ours, theirs) => expect(standardFilter(ours, standing)).toBe(theirs))
})
