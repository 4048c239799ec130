import { describe, expect, test } from 'vitest'
import { instrumentOf } from '../support/definitions.ts'
import { fill } from '../support/scenario.ts'

const platforms = instrumentOf(
  [
    {
      item: 'A',
      type: 'multiple_choice',
      list: 'platform',
      also: ['none', 'other'],
      exclusive: ['none'],
      rq: ['RQ1.2'],
    },
    { item: 'A_other', type: 'text', specifies: { item: 'A', code: 'other' } },
    {
      item: 'B',
      type: 'ranking',
      list: 'platform',
      from: '${A}',
      max: 2,
      relevant: "count-selected(${A}) > 0 and not(selected(${A}, 'none'))",
      required: true,
    },
    { item: 'N', type: 'integer', min: 0, relevant: "selected(${A}, 'line')", required: 'count-selected(${A}) > 1' },
    {
      item: 'R',
      type: 'roster',
      max: 2,
      items: [
        { item: 'R_name', type: 'text', required: true },
        { item: 'R_total', type: 'integer' },
        { item: 'R_active', type: 'integer', constraint: '. <= ${R_total}', severity: 'warning' },
      ],
    },
    { item: 'S', type: 'integer', relevant: 'sum(${R_total}) > 10' },
    {
      item: 'G',
      type: 'grid',
      required: true,
      rows: { list: 'platform', from: '${A}' },
      columns: [{ column: 'extent', cell: 'one', list: 'extent' }],
    },
  ],
  { platform: ['line', 'zalo', 'viber'], extent: ['few', 'most'] },
)

describe('what is on the path', () => {
  test('a follow-up is asked only after the answer that calls for it', () => {
    expect(fill(platforms).item('N').relevant).toBe(false)
    expect(fill(platforms).answer('A', ['line']).item('N').relevant).toBe(true)
    expect(fill(platforms).answer('A', ['zalo']).item('N').relevant).toBe(false)
  })

  test('an answer that falls off the path is kept and counts for nothing', () => {
    const changed = fill(platforms).answer('A', ['line']).answer('N', 12).answer('A', ['zalo'])
    expect(changed.answers.N).toEqual({ value: 12 })
    expect(changed.item('N').inWords).toBe('')
    expect(changed.form.progress.answered).toBe(fill(platforms).answer('A', ['zalo']).form.progress.answered)
    expect(changed.answer('A', ['line']).item('N').inWords).toBe('12')
  })

  test('“other, specify” is asked, and required, exactly with its option', () => {
    expect(fill(platforms).answer('A', ['zalo']).item('A_other').relevant).toBe(false)
    const chosen = fill(platforms).answer('A', ['other'])
    expect(chosen.item('A_other').relevant).toBe(true)
    expect(chosen.item('A_other').findings.map((f) => f.code)).toEqual(['required'])
  })

  test('options are piped from an earlier answer, and a choice that is no longer offered is not counted', () => {
    const ranked = fill(platforms).answer('A', ['line', 'zalo']).answer('B', ['zalo', 'line'])
    expect(ranked.item('B').options.map((o) => o.code)).toEqual(['line', 'zalo'])
    expect(ranked.answer('A', ['line']).item('B').inWords).toBe('1. LINE')
    expect(ranked.answer('A', ['line']).answers.B).toEqual({ value: ['zalo', 'line'] })
  })

  test('grid rows are piped too, and only rows on the path are required', () => {
    const open = fill(platforms)
      .answer('A', ['line', 'zalo'])
      .answer('G', { line: { extent: 'few' }, viber: { extent: 'most' } })
    expect(open.item('G').rows.map((row) => row.code)).toEqual(['line', 'zalo'])
    expect(open.item('G').findings).toMatchObject([{ code: 'required', at: { row: 'zalo', column: 'extent' } }])
    expect(open.item('G').inWords).toBe('LINE: FEW')
  })

  test('two items that narrow different lists with the same words keep their own codes', () => {
    const both = instrumentOf(
      [
        { item: 'A', type: 'multiple_choice', list: 'long' },
        { item: 'B', type: 'single_choice', list: 'short', from: '${A}' },
        { item: 'C', type: 'single_choice', list: 'long', from: '${A}' },
      ],
      { short: ['a', 'b'], long: ['a', 'b', 'c'] },
    )
    const chosen = fill(both).answer('A', ['a', 'c'])
    expect(chosen.item('B').options.map((option) => option.code)).toEqual(['a'])
    expect(chosen.item('C').options.map((option) => option.code)).toEqual(['a', 'c'])
  })

  test('codes may be named by a text too: those of one answer, or several written out', () => {
    const form = fill(
      instrumentOf(
        [
          { item: 'A', type: 'yes_no' },
          { item: 'B', type: 'multiple_choice', list: 'short', from: "if(${A} = 'yes', 'x y', 'x')" },
        ],
        { short: ['x', 'y', 'z'] },
      ),
    )
    const offered = (answer: string) =>
      form
        .answer('A', answer)
        .item('B')
        .options.map((option) => option.code)
    expect([offered('yes'), offered('no')]).toEqual([['x', 'y'], ['x']])
  })

  test('points for an option that is no longer offered are kept and not counted', () => {
    const form = fill(
      instrumentOf(
        [
          { item: 'A', type: 'multiple_choice', list: 'short' },
          { item: 'B', type: 'constant_sum', list: 'short', from: '${A}', total: 10 },
        ],
        { short: ['x', 'y'] },
      ),
    )
      .answer('A', ['x', 'y'])
      .answer('B', { x: 4, y: 6 })
    expect(form.item('B').findings).toEqual([])
    const narrowed = form.answer('A', ['x'])
    expect(narrowed.item('B').findings).toMatchObject([{ code: 'sum.total', params: { sum: 4 } }])
    expect(narrowed.answers['B']).toEqual({ value: { x: 4, y: 6 } })
  })

  test('a grid without a row on the path asks nothing', () => {
    expect(fill(platforms).item('G')).toMatchObject({ relevant: false, findings: [] })
    expect(fill(platforms).answer('A', ['line']).item('G').relevant).toBe(true)
  })

  test('a required expression decides over the requirement', () => {
    expect(fill(platforms).answer('A', ['line']).item('N').required).toBe(false)
    expect(fill(platforms).answer('A', ['line', 'zalo']).item('N').required).toBe(true)
  })
})

describe('rosters', () => {
  const two = fill(platforms)
    .answer('R', ['r1', 'r2'])
    .answer('R_name/r1', 'DICT')
    .answer('R_total/r1', 8)
    .answer('R_active/r1', 9)

  test('inside a roster an item means the same row', () => {
    expect(two.item('R_active/r1').findings.map((f) => [f.severity, f.code])).toEqual([['warning', 'check']])
    expect(two.answer('R_active/r1', 8).item('R_active/r1').findings).toEqual([])
  })

  test('outside, it means every row', () => {
    expect(two.item('S').relevant).toBe(false)
    expect(two.answer('R_total/r2', 5).item('S').relevant).toBe(true)
  })

  test('a removed row is kept and not counted', () => {
    const removed = two.answer('R_total/r2', 5).answer('R', ['r1'])
    expect(removed.item('S').relevant).toBe(false)
    expect(removed.answers['R_total/r2']).toEqual({ value: 5 })
  })

  test('a record is called by the first text in it', () => {
    expect(two.item('R').records.map((r) => r.label)).toEqual(['DICT', '2'])
  })

  test('a required item is asked of every row', () => {
    expect(two.item('R_name/r2').findings.map((f) => f.code)).toEqual(['required'])
  })
})

describe('missing reasons', () => {
  test('a declared reason satisfies a requirement and is never a value', () => {
    const declared = fill(platforms).answer('A', ['line', 'zalo']).declare('N', 'dont_know')
    expect(declared.item('N').findings).toEqual([])
    expect(declared.item('N').inWords).toBe('DONT_KNOW')
    expect(declared.answer('R', ['r1']).item('S').relevant).toBe(false)
  })

  test('a reason only the system may set is refused', () => {
    const refused = fill(platforms).answer('A', ['line', 'zalo']).declare('N', 'no_answer')
    expect(refused.item('N').findings.map((f) => f.code)).toEqual(['missing.not_declarable'])
  })

  test('a grid row may carry a reason of its own', () => {
    const row = fill(platforms)
      .answer('A', ['line'])
      .answer('G', { line: { missing: 'refused' } })
    expect(row.item('G').findings).toEqual([])
    expect(row.item('G').inWords).toBe('LINE: REFUSED')
  })
})

describe('findings', () => {
  test('an exclusive option excludes the others', () => {
    expect(
      fill(platforms)
        .answer('A', ['line', 'none'])
        .item('A')
        .findings.map((f) => f.code),
    ).toEqual(['choice.exclusive'])
  })

  test('a value of the wrong kind is a finding, never an exception', () => {
    expect(
      fill(platforms)
        .answer('A', 'line')
        .item('A')
        .findings.map((f) => f.code),
    ).toEqual(['text.type'])
    expect(
      fill(platforms)
        .answer('A', ['line'])
        .answer('N', '12')
        .item('N')
        .findings.map((f) => f.code),
    ).toEqual(['number.type'])
  })

  test('progress counts what is on the path, and a section is complete when nothing blocks', () => {
    const done = fill(platforms)
      .answer('A', ['zalo'])
      .answer('B', ['zalo'])
      .answer('G', { zalo: { extent: 'most' } })
    expect(done.form.progress).toMatchObject({ state: 'complete', requiredOpen: 0 })
    expect(done.clear('B').form.progress).toMatchObject({ state: 'in_progress', requiredOpen: 1 })
  })
})
