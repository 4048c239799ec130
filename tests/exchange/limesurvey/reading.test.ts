import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readLimeSurvey } from '../../../instruments/exchange/limesurvey/read-limesurvey.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { fixture, laidOpen } from '../../support/imported.ts'

const house = await readHouseLists()
const read = (file: string) => readLimeSurvey(fixture(`limesurvey/${file}`), file, house)
const open = async (file: string) => laidOpen(await read(file))
const files = readdirSync(new URL('../../fixtures/limesurvey', import.meta.url))

describe('surveys become instruments', () => {
  test.each(files)('%s has no faults', async (file) => {
    const { faults } = await open(file)
    expect(faults.map(({ rule, place, message }) => [rule, place, message])).toEqual([])
  })

  test('lists, several choices, numbers, the five-point scale', async () => {
    const { items } = await open('official-accounts.lss')
    expect(items).toMatchObject({
      Hasacc: { type: 'single_choice', list: 'hasacc', required: true },
      Plat: { type: 'multiple_choice', also: ['other'], exclusive: ['sq003'], max: 3, relevant: "${Hasacc} = 'a1'" },
      Plat_specified: { type: 'text', specifies: { item: 'Plat', code: 'other' } },
      Since: {
        type: 'integer',
        min: 2004,
        max: 2026,
        relevant: "selected(${Plat}, 'sq001') or selected(${Plat}, 'sq002')",
      },
      Sat: { type: 'single_choice', relevant: '${Since} >= 2010' },
      Why: { type: 'long_text', relevant: "(${Sat} = 'c1' or ${Sat} = 'c2') and not(${Sat} = '')" },
    })
  })

  test('texts of every language, with the answers they show and without their formatting', async () => {
    const { sources } = await read('official-accounts.lss')
    const texts = (language: string) =>
      sources?.texts[language]?.content as { instrument: object; items: Record<string, { label: string }> }
    expect(texts('en').items.Hasacc?.label).toBe('Does your body have an official account?')
    expect(texts('en').items.Sat?.label).toBe('How satisfied are you with the use of ${Plat}?')
    expect(texts('km').items.Hasacc?.label).toBe('តើមានគណនីផ្លូវការទេ?')
    expect(texts('km').instrument).toEqual({ title: 'គណនីផ្លូវការ', introduction: 'សូមអរគុណ។' })
    const labels = sources?.codeListTexts.km?.content as Record<string, { codes: object }>
    expect(labels.plat?.codes).toEqual({ sq001: 'ហ្វេសប៊ុក', sq002: 'ធីកតុក', sq003: 'គ្មាន' })
  })

  test('every kind of array, in the older layout with a row for each language', async () => {
    const { items } = await open('agency-practice.lss')
    const column = (list: string) => [{ column: 'answer', cell: 'one', list }]
    expect(items).toMatchObject({
      Freq: { type: 'grid', required: true, rows: { list: 'uses', from: '${Uses}' }, columns: column('freq_answers') },
      Agree: { columns: column('agree_answers') },
      Trend: { rows: { list: 'uses' }, columns: column('trend_answers') },
      Dual: {
        columns: [
          { column: 'scale_1', list: 'dual_scale_1' },
          { column: 'scale_2', list: 'dual_scale_2' },
        ],
      },
      Staff: { columns: [{ column: 'y24', cell: 'decimal', min: 0, max: 5000 }, { column: 'y25' }] },
      Links: {
        columns: [
          { column: 'u', cell: 'text' },
          { column: 'n', cell: 'text' },
        ],
        relevant: "cell(${Freq}, 'warn') = 'd' and cell(${Staff}, 'in', 'y25') > 2",
      },
    })
  })

  test('sums, fields, rankings, dates, files, patterns and comments', async () => {
    const { items, told } = await open('evidence-and-budget.lss')
    expect(items).toMatchObject({
      Share: { type: 'constant_sum', total: 100, relevant: "${Money} = 'yes'" },
      Sums_lo: { type: 'decimal' },
      Names_o: { type: 'text', max: 80 },
      Rank: { type: 'ranking', max: 2 },
      When: { type: 'date', precision: 'month', min: '2000-01-01', max: '2026-12-31' },
      Doc: { type: 'file', accept: ['application/pdf', expect.stringContaining('wordprocessingml')] },
      Code: { constraint: "regex(., '[A-Z]{2}-\\d+')" },
      Who_comment: { type: 'long_text' },
      Parts_p2comment: { type: 'text', relevant: "selected(${Parts}, 'p2')" },
      Sex: { type: 'single_choice' },
    })
    expect(told).toEqual(
      expect.arrayContaining(['split question sums', 'setting-left-out question sums', 'setting-changed question doc']),
    )
  })

  test('calculations stand where they are used; what has no counterpart is told', async () => {
    const { items, told } = await open('calculations.lss')
    expect(items).toMatchObject({
      Intro: { type: 'note' },
      Busy: { relevant: '${Posts} div ${Days} > 10' },
      Hid: { relevant: 'false()' },
      Soft: { constraint: 'string-length(.) > 10' },
    })
    expect(items.Soft?.required).toBeUndefined()
    expect(told).toEqual([
      'calculation question perday',
      'question-left-out question lang',
      'hidden question hid',
      'type-unknown question strange',
      'soft-mandatory question soft',
      'condition question odd',
      'group-empty group 2',
      'content-left-out survey',
      'table-left-out table defaultvalues',
      'table-left-out table quota',
      'settings-left-out table surveys',
      'formatting-left-out',
      'no-research-question',
    ])
  })

  test('groups under a condition, scales in order, the answer beside a list', async () => {
    const { sources } = await read('rules-in-three-languages.lss')
    const { items } = await open('rules-in-three-languages.lss')
    expect(sources?.sections[1]?.content).toMatchObject({
      section: 'G2',
      relevant: "${G01Q01} = 'c2' or ${G01Q01} = 'c3'",
    })
    expect(items.G02Q02?.relevant).toContain("(${G01Q01} != 'other' or ${G01Q01} = '')")
    expect(sources?.instrument.content).toMatchObject({ languages: ['en', 'vi', 'id'] })
  })
})

describe('nothing is passed over', () => {
  test.each(files)('every question of %s is an item, or is told', async (file) => {
    const text = fixture(`limesurvey/${file}`).toString()
    const questions = /<questions>[\s\S]*?<\/questions>/.exec(text)?.[0] ?? ''
    const names = [...questions.matchAll(/<title><!\[CDATA\[(.*?)\]\]><\/title>/g)].map(([, name]) => name)
    const { items, told } = await open(file)
    const codes = Object.keys(items).map((code) => code.toLowerCase())
    const silent = names.filter(
      (name = '') =>
        !codes.some((code) => code === name.toLowerCase() || code.startsWith(`${name.toLowerCase()}_`)) &&
        !told.some((line) => line.endsWith(`question ${name}`)),
    )
    expect([names.length > 3, silent]).toEqual([true, []])
  })

  test.each(files)('a setting nobody knows is told at every question of %s', async (file) => {
    const text = fixture(`limesurvey/${file}`).toString()
    const questions = /<questions>[\s\S]*?<\/questions>/.exec(text)?.[0] ?? ''
    const known = [...questions.matchAll(/<qid><!\[CDATA\[(\d+)\]\]><\/qid>/g)].map(([, qid]) => qid)
    const rows = known.map((qid) => `<row><qid>${qid}</qid><attribute>zzz${qid}zzz</attribute><value>1</value></row>`)
    const more = text.replace(
      '</document>',
      `<question_attributes><rows>${rows.join('')}</rows></question_attributes></document>`,
    )
    const { notices } = await readLimeSurvey(Buffer.from(more), file, house)
    // of a question that was left out, only the question is told
    const left = notices.filter(({ rule }) =>
      ['type-unknown', 'question-left-out', 'calculation'].includes(rule),
    ).length
    const told = new Set(known.filter((qid) => notices.some(({ message }) => message.includes(`zzz${qid}zzz`))))
    expect(told.size + left).toBeGreaterThanOrEqual(new Set(known).size)
  })
})
