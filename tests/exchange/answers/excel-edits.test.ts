import { describe, expect, test } from 'vitest'
import { type CellEdits, excelFile } from '../../support/filled-files.ts'
import { questionnaire, readingOf, standing } from './questionnaire.ts'

const edit = async (edits: CellEdits) => readingOf(await excelFile(questionnaire, standing, { edits }))
const fill = async (edits: CellEdits) => readingOf(await excelFile(questionnaire, {}, { edits }), {})

describe('what a person changes in an answer workbook is proposed, and nothing else', () => {
  test('nothing changed', async () => {
    expect(await edit({})).toEqual({ proposed: {}, faults: [] })
  })

  test('answers of every kind', async () => {
    const reading = await fill({
      Q01: 'NO',
      Q02: 'Zalo',
      'Q03:line': 'x',
      'Q03:blog': 'X',
      Q04: '1.234.567',
      Q05: 45.7,
      Q06: '22 Nov 2026',
      Q07: 2560,
      Q08: 'Two\nlines',
      'Q09.national.use': 'BLOG',
      'Q09.national.all': 'LINE; ZALO',
      'Q09.national.posts': 12,
      'Q09.village?': 'REFUSED',
      'Q10.national.primary': 'line',
      'Q10.national.secondary#2': 'BLOG',
      'Q11.zalo.rank': 1,
      'Q12.line.points': 100,
      'Q13_title/r1': 'Decree',
    })
    expect(reading).toEqual({
      proposed: {
        Q01: 'no',
        Q02: 'zalo',
        Q03: ['line', 'blog'],
        Q04: 1234567,
        Q05: 45.7,
        Q06: '2026-11-22',
        Q07: 2017,
        Q08: 'Two\nlines',
        Q09: { national: { use: 'blog', all: ['line', 'zalo'], posts: 12 }, village: { missing: 'refused' } },
        Q10: { national: { primary: 'line', secondary: ['blog'] } },
        Q11: ['zalo'],
        Q12: { line: 100 },
        'Q13_title/r1': 'Decree',
      },
      faults: [],
    })
  })

  test('a reason, a cleared cell, a further record', async () => {
    const reading = await edit({ Q04: '', 'Q04?': 'DONT_KNOW', Q08: '', 'Q13_title/r2': 'Circular 5' })
    expect(reading).toEqual({ proposed: { Q04: { missing: 'dont_know' }, 'Q13_title/r2': 'Circular 5' }, faults: [] })
  })

  test('what cannot be understood is told with its cell', async () => {
    const { proposed, faults } = await edit({
      Q02: 'radio',
      Q06: '3/4/2027',
      'Q09.national.posts': 'many',
      'Q05?': 'REFUSED',
    })
    expect(proposed).toEqual({})
    expect(faults).toEqual([
      expect.stringMatching(/^code\.unclear Q02 S Section!F\d+$/),
      expect.stringMatching(/^answer_and_reason Q05 S Section!G\d+$/),
      expect.stringMatching(/^date\.which Q06 S Section!F\d+$/),
      expect.stringMatching(/^number\.unclear Q09 S Section!F\d+$/),
    ])
  })
})
