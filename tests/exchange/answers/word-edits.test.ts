import { describe, expect, test } from 'vitest'
import { changeControl, inTurn, tickBox, typeInto } from '../../support/filled-files.ts'
import { editedBlank, editedWord, readingOf, standing } from './questionnaire.ts'

const edit = async (...changes: readonly ((xml: string) => string)[]) => readingOf(await editedWord(inTurn(...changes)))
const fill = async (...changes: readonly ((xml: string) => string)[]) =>
  readingOf(await editedBlank(inTurn(...changes)), {})

describe('what a person changes in an answered Word file is proposed, and nothing else', () => {
  test('nothing changed', async () => {
    expect(await edit()).toEqual({ proposed: {}, faults: [] })
  })

  test('a number, a date, a text and another option', async () => {
    const reading = await edit(
      typeInto('Q04', '1 300'),
      typeInto('Q06', '22 November 2569'),
      typeInto('Q08', 'Now one line'),
      tickBox('Q02:line', false),
      tickBox('Q02:zalo'),
    )
    expect(reading).toEqual({
      proposed: { Q02: 'zalo', Q04: 1300, Q06: '2026-11-22', Q08: 'Now one line' },
      faults: [],
    })
  })

  test('a reason instead of an answer that was taken out', async () => {
    const reading = await edit(typeInto('Q08', ''), tickBox('Q08?refused'))
    expect(reading).toEqual({ proposed: { Q08: { missing: 'refused' } }, faults: [] })
  })

  test('an answer that was taken out is not cleared: blank says nothing', async () => {
    expect(await edit(typeInto('Q04', ''), typeInto('Q08', '  '), tickBox('Q02:line', false))).toEqual({
      proposed: {},
      faults: [],
    })
  })

  test('one cell of a table: the others stay, and so does the row that has a reason', async () => {
    const { proposed, faults } = await edit(typeInto('Q09.national.posts', '๙'))
    expect(faults).toEqual([])
    expect(proposed).toEqual({
      Q09: { national: { use: 'line', all: ['line', 'blog'], posts: 9 }, village: { missing: 'dont_know' } },
    })
  })

  test('a record that was copied and changed is a further record', async () => {
    const reading = await edit((xml) => {
      const record = ['Q13_title/r1', 'Q13_year/r1'].map((tag) => controlIn(xml, tag)).join('')
      const copy = typeInto('Q13_title/r1', 'Circular 5')(record)
      return xml.replace('<w:sectPr>', () => `<w:p>${copy}</w:p><w:sectPr>`)
    })
    expect(reading).toEqual({
      proposed: { 'Q13_title/r1-copy2': 'Circular 5', 'Q13_year/r1-copy2': 2019 },
      faults: [],
    })
  })

  test('a control that was copied and says something else is told, and neither counts', async () => {
    const reading = await edit((xml) => {
      const control = controlIn(xml, 'Q04')
      return xml.replace(control, () => control + typeInto('Q04', '99')(control))
    })
    expect(reading).toEqual({ proposed: {}, faults: ['twice Q04 Q04'] })
  })
})

const controlIn = (xml: string, tag: string): string => {
  let found = ''
  changeControl(xml, tag, (control) => {
    found = control
    return control
  })
  return found
}

describe('a blank Word file', () => {
  test('is filled in by hand', async () => {
    const reading = await fill(
      tickBox('Q01:yes'),
      tickBox('Q03:blog'),
      tickBox('Q03:line'),
      typeInto('Q05', '45.7'),
      typeInto('Q07', '2560'),
      typeInto('Q11.zalo.rank', '1'),
      typeInto('Q11.line.rank', '2'),
      typeInto('Q12.line.points', '60'),
      typeInto('Q12.blog.points', '40'),
      typeInto('Q13_title/r1', 'Decree'),
      typeInto('Q13_title/r3', 'Circular'),
    )
    expect(reading).toEqual({
      proposed: {
        Q01: 'yes',
        Q03: ['line', 'blog'],
        Q05: 45.7,
        Q07: 2017,
        Q11: ['zalo', 'line'],
        Q12: { line: 60, blog: 40 },
        'Q13_title/r1': 'Decree',
        'Q13_title/r3': 'Circular',
      },
      faults: [],
    })
  })

  test('says nothing of cells and options it does not speak of: they stay as they stand', async () => {
    const over = { ...standing, Q03: { value: ['line', 'zalo'] } }
    const cell = await readingOf(await editedBlank(typeInto('Q09.national.posts', '9')), over)
    expect(cell.proposed).toEqual({
      Q09: { national: { use: 'line', all: ['line', 'blog'], posts: 9 }, village: { missing: 'dont_know' } },
    })
    // an option that other answers have taken off the list has no box in the file
    const fewer = (xml: string) => changeControl(tickBox('Q03:blog')(xml), 'Q03:zalo', () => '')
    const options = await readingOf(await editedBlank(fewer), over)
    expect(options.proposed).toEqual({ Q03: ['zalo', 'blog'] })
  })

  test('records about a code of a list are named by the code that was picked', async () => {
    const reading = await fill(typeInto('Q15/*2', '1 NATIONAL'), typeInto('Q15_note/*2', 'by decree'))
    expect(reading).toEqual({ proposed: { 'Q15_note/national': 'by decree' }, faults: [] })
  })

  test('lists are picked from, by what Word shows of their entries', async () => {
    const { proposed, faults } = await fill(
      typeInto('Q10.national.primary', '2 ZALO'),
      typeInto('Q10.national.secondary#1', '3 BLOG'),
      typeInto('Q10.village?', 'a DONT_KNOW'),
    )
    expect(faults).toEqual([])
    expect(proposed).toEqual({
      Q10: { national: { primary: 'zalo', secondary: ['blog'] }, village: { missing: 'dont_know' } },
    })
  })
})

describe('what cannot be understood is told with its place, and not guessed', () => {
  test.each([
    ['two options where one may be chosen', [tickBox('Q02:line'), tickBox('Q02:blog')], 'two_ticked Q02 Q02'],
    ['an answer and a reason', [typeInto('Q04', '5'), tickBox('Q04?dont_know')], 'answer_and_reason Q04 Q04'],
    ['two reasons', [tickBox('Q04?refused'), tickBox('Q04?dont_know')], 'two_reasons Q04 Q04'],
    ['a number of two readings', [typeInto('Q05', '1.234')], 'number.which Q05 Q05'],
    ['words for a number', [typeInto('Q04', 'about ten')], 'number.unclear Q04 Q04'],
    ['a date of two readings', [typeInto('Q06', '3/4/2026')], 'date.which Q06 Q06'],
    ['words for a date', [typeInto('Q06', 'last year')], 'date.unclear Q06 Q06'],
    ['a word beside a list', [typeInto('Q10.national.primary', 'radio')], 'code.unclear Q10 Q10, national, primary'],
    [
      'the same rank twice',
      [typeInto('Q11.zalo.rank', '1'), typeInto('Q11.line.rank', '1')],
      'rank.twice Q11 Q11, zalo, rank',
    ],
    ['a record about nothing', [typeInto('Q15_note/*2', 'by decree')], 'record.about_nothing Q15 Q15, record 2'],
    [
      'two records about the same',
      ['*1', '*2'].flatMap((record) => [
        typeInto(`Q15/${record}`, '1 NATIONAL'),
        typeInto(`Q15_note/${record}`, record),
      ]),
      'record.twice Q15 Q15, record 2',
    ],
    ['the name of a file', [typeInto('Q14', 'law.pdf')], 'file.by_upload Q14 Q14'],
  ])('%s', async (_name, changes, fault) => {
    expect((await fill(...changes)).faults).toEqual([fault])
  })
})
