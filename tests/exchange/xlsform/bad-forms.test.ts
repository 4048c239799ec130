import { describe, expect, test } from 'vitest'
import { load } from '#engine/load'
import type { Workbook } from '../../../instruments/exchange/workbook/workbook.ts'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { textWorkbook } from '../../support/text-workbook.ts'
import { badForms } from './bad-forms.ts'

const house = await readHouseLists()
const read = (workbook: Workbook) => readXlsForm(workbook, { file: 'form.xlsx', house })
const form = (...rows: readonly string[]) =>
  textWorkbook(`# survey\n| type | name | label | relevant | constraint |\n${rows.join('\n')}`)

describe('what is wrong with a form is said by name and place', () => {
  test.each(badForms)('$row: $what', ({ form: text, severity, rule, place, says }) => {
    const { sources, notices } = read(textWorkbook(text))
    const found = notices.filter((notice) => notice.rule === rule)
    expect(found.map((notice) => [notice.severity, notice.place])).toContainEqual([severity, place])
    expect(found.map((notice) => notice.message).join('\n')).toMatch(says)
    expect(sources === undefined).toBe(severity === 'refused')
  })

  test('every refusal is told, not the first alone', () => {
    const { notices } = read(form('| txt | a | A |', '| text | b c | B |', '| text | d | D | ${x} = 1 |'))
    expect(notices.filter((notice) => notice.severity === 'refused').map((notice) => notice.place)).toEqual([
      'survey!A2',
      'survey!B3',
      'survey!D4',
    ])
  })
})

describe('what load finds in a form points into the workbook', () => {
  const faults = (workbook: Workbook) => {
    const { sources } = read(workbook)
    return sources === undefined ? [] : load(sources).faults.map(({ rule, place }) => [rule, place])
  }

  test('20: a relevance that looks ahead, through a calculation', () => {
    const looking = textWorkbook(
      '# survey\n| type | name | label | relevant | calculation |\n| calculate | k | | | ${b} * 2 |\n| text | a | A | ${k} > 1 |\n| integer | b | B |',
    )
    expect(faults(looking)).toEqual([['forward-reference', 'survey!D3']])
  })

  test.each([
    ['an invalid pattern', "regex(., '[0-9')", 'regex-invalid'],
    ['a pattern that can take for ever', "regex(., '(a+)+$')", 'regex-unsafe'],
  ])('23: %s', (_what, constraint, rule) => {
    expect(faults(form(`| text | a | A | | ${constraint} |`))).toEqual([[rule, 'survey!E2']])
  })

  test('a code that is not in the list it is compared with', () => {
    const form =
      '# survey\n| type | name | label | relevant |\n| select_one yn | a | A |\n| text | b | B | ${a} = "maybe" |\n'
    expect(
      faults(textWorkbook(`${form}# choices\n| list_name | name | label |\n| yn | y | Yes |\n| yn | n | No |`)),
    ).toEqual([['unknown-code', 'survey!D3']])
  })
})

describe('what only looks bad is taken', () => {
  const textsOf = (workbook: Workbook) => {
    const { sources, notices } = read(workbook)
    expect(notices.filter((notice) => notice.severity === 'refused')).toEqual([])
    if (sources === undefined) return {}
    const { bundle, faults } = load(sources)
    expect(faults).toEqual([])
    return bundle?.texts.en?.items ?? {}
  }

  test('10: headings in other cases and with spaces around', () => {
    expect(textsOf(textWorkbook('# SURVEY\n| Type | NAME |  Label |\n| text | a | A |'))).toEqual({ A: { label: 'A' } })
  })

  test('26: the same label twice', () => {
    expect(Object.keys(textsOf(form('| text | a | Same |', '| text | b | Same |')))).toEqual(['A', 'B'])
  })

  test.each([['<script>alert(1)</script>'], ['{@html x}'], ['{{ x }}'], ['${} and ${']])(
    '27: %s is shown as it stands',
    (label) => expect(textsOf(form(`| text | a | ${label} |`))).toEqual({ A: { label } }),
  )

  test('30: numbers, dates and truths are texts', () => {
    expect(textsOf(form('| text | a | 2026 |', '| text | b | 2026-11-22 |', '| text | c | TRUE |'))).toMatchObject({
      A: { label: '2026' },
      B: { label: '2026-11-22' },
      C: { label: 'TRUE' },
    })
  })

  test('33: signs without width that words need are kept', () => {
    const words = ['ភាសា\u200Bខ្មែរ', 'ລາວ\u200Bພາສາ', 'မြန်မာ\u200B', 'க்\u200Cஷ']
    const texts = textsOf(form(...words.map((word, at) => `| text | q${at} | ${word} |`)))
    expect(Object.values(texts).map(({ label }) => label)).toEqual(words)
  })
})

describe('what a spreadsheet program does to cells', () => {
  const cell = (text: string, more = {}) => ({ text, kind: 'text', formula: false, ...more }) as const
  const row = (number: number, cells: readonly ReturnType<typeof cell>[], hidden = false) => ({
    number,
    hidden,
    cells: new Map(cells.map((one, at) => [at, one])),
  })
  const sheet = (rows: readonly ReturnType<typeof row>[], merged: readonly string[] = []): Workbook => ({
    sheets: [
      {
        name: 'survey',
        hidden: false,
        merged,
        rows: [
          row(
            1,
            ['type', 'name', 'label'].map((one) => cell(one)),
          ),
          ...rows,
        ],
      },
    ],
  })

  test('30: a cell that could not be worked out', () => {
    const { sources, notices } = read(
      sheet([row(2, [cell('text'), cell('a'), { ...cell('#REF!'), kind: 'error' } as never])]),
    )
    expect(sources).toBeUndefined()
    expect(notices[0]).toMatchObject({ severity: 'refused', rule: 'cell-error', place: 'survey!C2' })
  })

  test('31: merged cells, hidden rows and formulas are read and told', () => {
    const { sources, notices } = read(
      sheet(
        [
          row(2, [cell('text'), cell('a'), cell('Kept', { formula: true })]),
          row(3, [cell('text'), cell('b'), cell('B')], true),
        ],
        ['C2:D2'],
      ),
    )
    expect(notices.map(({ rule, place }) => [rule, place])).toEqual(
      expect.arrayContaining([
        ['cells-merged', 'survey!C2:D2'],
        ['rows-hidden', 'survey!3:3'],
        ['cells-calculated', 'survey!C2'],
      ]),
    )
    expect(sources?.texts.en?.content).toMatchObject({ items: { A: { label: 'Kept' }, B: { label: 'B' } } })
  })
})

test('the text behind «other» of a multiple choice has a code that no variable of it has', () => {
  const { sources } = read(
    textWorkbook(`# survey
| type | name | label |
| select_multiple platforms or_other | used | Which? |
| text | used_facebook | What for? |
# choices
| list_name | name | label |
| platforms | facebook | Facebook |`),
  )
  expect(sources && load(sources).faults.filter(({ severity }) => severity === 'fault')).toEqual([])
})
