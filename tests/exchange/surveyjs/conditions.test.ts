import { describe, expect, test } from 'vitest'
import { readSurveyJs } from '../../../instruments/exchange/surveyjs/read-surveyjs.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { laidOpen } from '../../support/imported.ts'

const house = await readHouseLists()

const asked = [
  { type: 'text', name: 'N', inputType: 'number', title: 'N' },
  { type: 'text', name: 'T', title: 'T' },
  { type: 'text', name: 'D', inputType: 'date', title: 'D' },
  { type: 'boolean', name: 'B', title: 'B', valueTrue: 'on' },
  { type: 'radiogroup', name: 'C', title: 'C', choices: ['a', 'b'] },
  { type: 'rating', name: 'R', title: 'R', rateMax: 4 },
  { type: 'checkbox', name: 'M', title: 'M', choices: ['a', 'b', 3], showNoneItem: true, showOtherItem: true },
  { type: 'matrix', name: 'X', title: 'X', columns: ['low', 'high'], rows: ['r1', 'r2'] },
  { type: 'expression', name: 'E', expression: '{N} * 2' },
]

function importOf(visibleIf: string) {
  const elements = [...asked, { type: 'comment', name: 'Z', title: 'Z', visibleIf }]
  return laidOpen(readSurveyJs(Buffer.from(JSON.stringify({ title: 'Conditions', elements })), 'c.json', house))
}

describe('conditions that have a counterpart', () => {
  test.each([
    ['{N} > 5', '${N} > 5'],
    ['5 < {N}', '${N} > 5'],
    ["{N} >= '5'", '${N} >= 5'],
    ['{N} + 1 = {N} * 2 - 3', '${N} + 1 = ${N} * 2 - 3'],
    ['{N} % 2 = 0', '${N} mod 2 = 0'],
    ['{N} <> 5', "${N} != 5 or ${N} = ''"],
    ['{N} empty', "${N} = ''"],
    ['{N} notempty and {T} empty', "${N} != '' and ${T} = ''"],
    ["{T} = ''", "${T} = ''"],
    ["{T} contains 'x'", "contains(${T}, 'x')"],
    ["{T} == 'it\\'s'", '${T} = "it\'s"'],
    ['{B} = true', "${B} = 'yes'"],
    ["{B} = 'on'", "${B} = 'yes'"],
    ['{B}', "${B} = 'yes'"],
    ['!{B}', "not(${B} = 'yes')"],
    ["{C} = 'a'", "${C} = 'a'"],
    ['{C} = a', "${C} = 'a'"],
    ["{C} anyof ['a', 'b']", "${C} = 'a' or ${C} = 'b'"],
    ["{C} != 'b'", "${C} != 'b' or ${C} = ''"],
    ['{R} = 2', "${R} = 'c2'"],
    ['{R} >= 3', "${R} = 'c3' or ${R} = 'c4'"],
    ["{M} contains 'a'", "selected(${M}, 'a')"],
    ['{M} contains 3', "selected(${M}, 'c3')"],
    ["{M} notcontains 'a'", "not(selected(${M}, 'a'))"],
    ["{M} anyof ['a', 3]", "selected(${M}, 'a') or selected(${M}, 'c3')"],
    ["{M} allof ['a', 'none']", "selected(${M}, 'a') and selected(${M}, 'none')"],
    ["{M} = ['a']", "selected(${M}, 'a') and count-selected(${M}) = 1"],
    ["{X.r1} = 'low'", "cell(${X}, 'r1') = 'low'"],
    ['{E} > 10', '${N} * 2 > 10'],
    ["{D} > '2020-01-01'", "${D} > date('2020-01-01')"],
    ['{D} < today()', '${D} < today()'],
    ["iif({N} > 1, 'a', 'b') = 'a'", "if(${N} > 1, 'a', 'b') = 'a'"],
    ['{N} = 1 or {N} = 2 and {T} notempty', "${N} = 1 or ${N} = 2 and ${T} != ''"],
    ['({N} = 1 or {N} = 2) and not ({T} empty)', "(${N} = 1 or ${N} = 2) and not(${T} = '')"],
    ["{N} = 1 && {T} <> '' || {B} = false", "${N} = 1 and ${T} != '' or ${B} = 'no'"],
  ])('%s', (source, expected) => {
    const { items, faults, told } = importOf(source)
    expect(items.Z?.relevant).toBe(expected)
    expect(faults).toEqual([])
    expect(told.filter((line) => line.startsWith('condition'))).toEqual([])
  })
})

describe('conditions that have none are told, with their words', () => {
  test.each([
    ['{nobody} = 1', 'nobody'],
    ['{N} >', 'too early'],
    ['{N} = 1)', 'after its end'],
    ["{N} = 'x", 'cannot be read'],
    ["{N} = 'many'", 'is a number'],
    ["{C} > 'a'", 'no order'],
    ["{C} = 'q'", 'no choice'],
    ["{M} = 'a' or {M} > 2", 'several answers'],
    ['isContainerReady({page1})', 'isContainerReady'],
    ['{M.length} > 1', 'M.length'],
    ['{M[0]} = 1', 'M[0]'],
    [`${'('.repeat(70)}{N}${')'.repeat(70)}`, 'nested'],
    [`{N} = ${'1'.repeat(10_001)}`, 'characters'],
  ])('%s', (source, why) => {
    const elements = [...asked, { type: 'comment', name: 'Z', title: 'Z', visibleIf: source }]
    const { notices } = readSurveyJs(Buffer.from(JSON.stringify({ title: 'C', elements })), 'c.json', house)
    const [told] = notices.filter(({ rule }) => rule === 'condition')
    expect(told?.message).toContain(why)
    expect(told?.message).toContain(source.slice(0, 200))
    expect(told?.place).toMatch(/^Z \(line \d+\)$/)
    expect(importOf(source).items.Z?.relevant).toBeUndefined()
  })

  test('formulas that need each other are not followed for ever', () => {
    const elements = [
      { type: 'expression', name: 'P', expression: '{Q} + 1' },
      { type: 'expression', name: 'Q', expression: '{P} + 1' },
      { type: 'text', name: 'Z', title: 'Z', visibleIf: '{P} > 1' },
    ]
    const { notices } = readSurveyJs(Buffer.from(JSON.stringify({ title: 'C', elements })), 'c.json', house)
    expect(notices.find(({ rule }) => rule === 'condition')?.message).toContain('need each other')
  })
})
