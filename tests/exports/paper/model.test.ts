import { describe, expect, test } from 'vitest'
import { type Context, type Instrument, itemTypeNames, noAnswers, openInstrument } from '#engine'
import { parseTag } from '../../../instruments/exchange/answers/answer-tags.ts'
import national from '../../../instruments/released/nat@1.0.0.json' with { type: 'json' }
import { type GivenAnswers, paperOf } from '../../../server/exports/paper/paper.ts'
import { philippineAnswers } from '../../fixtures/responses/philippines.ts'
import { instrumentOf } from '../../support/definitions.ts'
import { philippines } from '../../support/scenario.ts'
import { codeOf, everyAnswer, everyType } from './every-type.ts'
import { holesOf, itemOf, itemsOf, sketch } from './sketch.ts'

const nat = openInstrument(national as unknown as Instrument['bundle'], 'b'.repeat(64))
const given = (answers: GivenAnswers['answers']): GivenAnswers => ({ answers, standing: 'draft', synthetic: false })
const answeredPaper = (instrument: Instrument, answers: GivenAnswers['answers'], context: Context = philippines) =>
  paperOf({ instrument, language: 'en', context, given: given(answers) })

describe('every item type', () => {
  const blank = paperOf({ instrument: everyType, language: 'en' })
  const answered = answeredPaper(everyType, everyAnswer)

  test('has its place on paper, empty and filled in', () => {
    const drawn = itemTypeNames.map((type) => [
      type,
      sketch(itemOf(blank, codeOf(type))),
      sketch(itemOf(answered, codeOf(type))),
    ])
    expect(drawn).toEqual(golden)
  })

  test('holes have tags that are read back, each once', () => {
    for (const paper of [blank, answered]) {
      const tags = holesOf(paper).map(({ tag }) => tag)
      expect(tags.filter((tag) => parseTag(tag) === undefined)).toEqual([])
      expect(new Set(tags).size).toBe(tags.length)
    }
  })

  test('a declared reason ticks its box and nothing else', () => {
    const declared = Object.fromEntries(itemTypeNames.map((type) => [codeOf(type), { missing: 'dont_know' as const }]))
    const filled = holesOf(answeredPaper(everyType, declared)).filter((hole) => hole.filled !== '')
    const expected = itemTypeNames.filter((type) => type !== 'note').map((type) => `${codeOf(type)}?dont_know`)
    expect(filled.map(({ tag }) => tag)).toEqual(expected)
  })
})

/** Type, blank field, answered field: kind, number of holes, and what is filled in. */
const golden: readonly (readonly [string, string, string])[] = [
  ['single_choice', 'boxes 6', 'boxes 6 T_single_choice:in_force=x'],
  ['multiple_choice', 'boxes 16', 'boxes 16 T_multiple_choice:social_network=x T_multiple_choice:blog=x'],
  ['yes_no', 'boxes 2', 'boxes 2 T_yes_no:yes=x'],
  ['integer', 'line 1', 'line 1 T_integer=12'],
  ['decimal', 'line 1', 'line 1 T_decimal=45.7'],
  ['text', 'line 1', 'line 1 T_text=ក្រសួងប្រៃសណីយ៍និងទូរគមនាគមន៍'],
  ['long_text', 'line 1', 'line 1 T_long_text=One.\n\nTwo.'],
  ['date', 'line 1', 'line 1 T_date=2025-09-05'],
  ['year', 'line 1', 'line 1 T_year=2011'],
  ['url', 'line 1', 'line 1 T_url=https://www.officialgazette.gov.ph/2025/09/05/republic-act-no-12254/'],
  ['email', 'line 1', 'line 1 T_email=maria@dict.example.ph'],
  ['file', 'line 1', 'line 1 T_file=circular.pdf'],
  ['grid', 'table 30', 'table 30 T_grid.l1_national.extent:most=x T_grid.l2_province_state_region?=dont_know'],
  [
    'two_answer_grid',
    'table 84',
    'table 84 T_two_answer_grid.uc01.primary=o5 T_two_answer_grid.uc01.secondary#1=o1 T_two_answer_grid.uc02?=dont_know',
  ],
  ['ranking', 'amounts 21', 'amounts 21 T_ranking.facebook.rank=1 T_ranking.youtube.rank=2 T_ranking.zalo.rank=3'],
  ['constant_sum', 'amounts 8', 'amounts 8 T_constant_sum.e1.points=100'],
  ['roster', 'records 3', 'records 2'],
  ['register_pick', 'boxes 17', 'boxes 17 T_register_pick:policy_model/nz_toolbox=x'],
  ['note', 'nothing 0', 'nothing 0'],
]

describe('skip instructions', () => {
  const gated = instrumentOf(
    [
      { item: 'A', type: 'single_choice', list: 'mood', also: ['other'] },
      { item: 'A_other', type: 'text', specifies: { item: 'A', code: 'other' } },
      { item: 'B', type: 'text', relevant: "${A} = 'good'" },
      { item: 'C', type: 'yes_no', relevant: "${B} != ''" },
      { item: 'D', type: 'multiple_choice', list: 'mood' },
      { item: 'E', type: 'text', relevant: "selected(${D}, 'bad') and ${A} != 'good'" },
      { item: 'F', type: 'integer', min: 1, constraint: '. < 9', severity: 'warning' },
    ],
    { mood: ['good', 'bad'] },
  )
  const paper = paperOf({ instrument: gated, language: 'en' })

  test('say before a question when it is asked', () => {
    expect(itemsOf(paper).map(({ code, condition }) => [code, condition])).toEqual([
      ['A', ''],
      ['A_other', '‘OTHER’ is chosen in A'],
      ['B', 'A is ‘GOOD’'],
      ['C', 'B is answered'],
      ['D', ''],
      ['E', '‘BAD’ is chosen in D and A is not ‘GOOD’'],
      ['F', ''],
    ])
  })

  test('say behind an answer where to go on, past all that it shuts', () => {
    const { field } = itemOf(paper, 'A')
    expect(field.kind === 'boxes' && field.boxes.map(({ label, route }) => [label, route])).toEqual([
      ['GOOD', ''],
      ['BAD', 'go to D'],
      // what is other is asked next
      ['OTHER', ''],
    ])
  })

  test('name what else an answer decides', () => {
    expect(itemOf(paper, 'D').decides).toBe('E')
    expect(itemOf(paper, 'B').decides).toBe('C')
  })

  test('name the end, and rules in words', () => {
    const last = paperOf({
      instrument: instrumentOf([
        { item: 'A', type: 'yes_no' },
        { item: 'B', type: 'text', relevant: "${A} = 'yes'" },
      ]),
      language: 'en',
    })
    const { field } = itemOf(last, 'A')
    expect(field.kind === 'boxes' && field.boxes.map(({ route }) => route)).toEqual(['', 'go to the end'])
    expect(itemOf(paper, 'F').instructions.map(({ text }) => text)).toEqual([
      'A whole number, at least 1.',
      'Checked: this answer is less than 9.',
    ])
  })
})

describe('the national questionnaire', () => {
  const blank = paperOf({ instrument: nat, language: 'en' })
  const answered = answeredPaper(nat, philippineAnswers)

  test('stands on blank paper whole, every option of every item', () => {
    const codes = new Set(itemsOf(blank).map(({ code }) => code))
    expect([...nat.items.keys()].filter((code) => !codes.has(code))).toEqual([])
    const tags = holesOf(blank).map(({ tag }) => tag)
    expect(new Set(tags).size).toBe(tags.length)
    expect(itemsOf(blank).filter(({ skipped }) => skipped)).toEqual([])
  })

  test('piped rows say from which answer they come', () => {
    expect(itemOf(blank, 'B13').instructions.map(({ text }) => text)).toContain(
      'Only these rows: the rows of B10 marked ‘Pilot’ or ‘Operational in some bodies’ or ‘Established in most bodies’.',
    )
  })

  test('every table fits between the margins, or its rows stand one by one', () => {
    for (const paper of [blank, answered]) {
      for (const { code, field } of itemsOf(paper)) {
        if (field.kind !== 'table' || field.table.layout === 'blocks') continue
        const { labelWidth, columns } = field.table
        const width = columns.reduce((sum, column) => sum + column.width * column.heads.length, labelWidth)
        expect(`${code} ${width <= 178.01}`).toBe(`${code} true`)
      }
    }
  })

  test('an answered copy holds every answer on the path and names what was not asked', () => {
    const filled = new Set(
      holesOf(answered)
        .filter((hole) => hole.filled !== '')
        .map(({ tag }) => parseTag(tag)?.item),
    )
    const wanted = itemsOf(answered).filter(
      ({ skipped, answer, field }) => !skipped && answer !== '' && field.kind !== 'records',
    )
    expect(wanted.length).toBeGreaterThan(150)
    expect(wanted.filter(({ code }) => !filled.has(code)).map(({ code }) => code)).toEqual([])
    const skipped = itemsOf(answered).filter((item) => item.skipped)
    expect(skipped.length).toBeGreaterThan(0)
    expect(skipped.filter(({ answer }) => answer !== '')).toEqual([])
  })

  test('numbers stay the same, whatever was skipped', () => {
    const numbered = (paper: typeof blank) =>
      itemsOf(paper).flatMap(({ code, number }) => (number === undefined ? [] : [`${number} ${code}`]))
    expect(numbered(answered)).toEqual(numbered(blank))
  })
})

test('a table that fits in no way is set row by row', () => {
  const wide = instrumentOf(
    [
      {
        item: 'A',
        type: 'grid',
        rows: { list: 'row' },
        columns: ['a', 'b', 'c', 'd', 'e'].map((column) => ({ column, cell: 'several' as const, list: 'many' })),
      },
    ],
    { row: ['one', 'two'], many: Array.from({ length: 12 }, (_, at) => `code_${at}`) },
  )
  const { field } = itemOf(paperOf({ instrument: wide, language: 'en' }), 'A')
  expect(field.kind === 'table' && field.table.layout).toBe('blocks')
})

test('the mark follows the standing; made-up answers say so', () => {
  const instrument = instrumentOf([{ item: 'A', type: 'text' }])
  const paper = (standing: GivenAnswers['standing'], synthetic: boolean) =>
    paperOf({ instrument, language: 'en', context: philippines, given: { answers: noAnswers, standing, synthetic } })
  expect(paper('draft', true)).toMatchObject({ standing: 'draft', synthetic: true, kind: 'answered' })
  expect(paper('cleared', false)).toMatchObject({ standing: 'cleared', synthetic: false })
  expect(paperOf({ instrument, language: 'en' })).toMatchObject({ standing: 'blank', kind: 'blank', unit: undefined })
})
