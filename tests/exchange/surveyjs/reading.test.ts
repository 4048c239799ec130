import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSurveyJs } from '../../../instruments/exchange/surveyjs/read-surveyjs.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { fixture, laidOpen } from '../../support/imported.ts'

const house = await readHouseLists()
const read = (file: string) => readSurveyJs(fixture(`surveyjs/${file}`), file, house)
const open = (file: string) => laidOpen(read(file))
const files = readdirSync(new URL('../../fixtures/surveyjs', import.meta.url))

describe('definitions become instruments', () => {
  test('choices, scales, numbers, files and panels', () => {
    const { items, groups, faults } = open('communication-office.json')
    expect(faults).toEqual([])
    expect(items).toMatchObject({
      Active: { type: 'single_choice', list: 'active', required: true },
      Platforms: {
        type: 'multiple_choice',
        also: ['none', 'other'],
        exclusive: ['none'],
        max: 3,
        relevant: "${Active} = 'c1'",
      },
      Platforms_Comment: { type: 'text', specifies: { item: 'Platforms', code: 'other' } },
      Staff: { type: 'integer', min: 1, max: 500, required: "${Platforms} != ''" },
      Satisfaction: { type: 'single_choice', list: 'satisfaction' },
      Policy: { type: 'yes_no' },
    })
    expect(groups.Facebook).toEqual({
      relevant: "selected(${Platforms}, 'facebook') and ${Staff} > 1",
      group: undefined,
    })
  })

  test('grids, rosters and questions with several fields', () => {
    const { items, faults } = open('matrices.json')
    expect(faults).toEqual([])
    expect(items).toMatchObject({
      Frequency: {
        type: 'grid',
        required: true,
        rows: { list: 'frequency_rows' },
        columns: [{ column: 'answer', cell: 'one' }],
      },
      Staff: {
        columns: [
          { column: 'grade', cell: 'one', required: false },
          { column: 'tasks', cell: 'several' },
          { column: 'number', cell: 'decimal', min: 0 },
          { column: 'trained', cell: 'one', list: 'yes_no' },
          { column: 'remark', cell: 'text' },
        ],
      },
      Partners: { type: 'roster', min: 1, max: 5, relevant: "cell(${Staff}, 'press', 'number') > 2" },
      Contract: { relevant: "${Kind} = 'private'" },
      Contact_person: { type: 'text', required: true },
      Contact_mail: { type: 'email' },
    })
  })

  test('repeating panels; what stands in one inside of another is told', () => {
    const { items, faults, told } = open('repeating-panels.json')
    expect(items).toMatchObject({
      Policy: { type: 'roster', max: 10 },
      Policy_title: { required: true },
      Year: { type: 'integer', relevant: "${Status} = 'force'" },
      Title: { type: 'long_text' },
    })
    expect(told).toContain('question-left-out amendments (line 25)')
    // a condition on what is asked later is a fault of the definition, in its place in the file
    expect(faults.map(({ rule, place }) => [rule, place])).toEqual([['cycle', 'inner (line 34)']])
  })

  test('types that are seldom used', () => {
    const { items, faults, told } = open('every-type.json')
    expect(faults).toEqual([])
    expect(items).toMatchObject({
      Welcome: { type: 'note' },
      Logo: { type: 'single_choice' },
      Tags: { type: 'multiple_choice', missing: ['dont_know'] },
      Order: { type: 'ranking', max: 3 },
      Many: { relevant: "${Posts} + ${Posts} * 2 > 100 and ${Agree} = 'yes'" },
      Province: { type: 'text' },
      Proof: { type: 'file', accept: ['application/pdf'] },
      Twice: { relevant: 'false()' },
    })
    expect(told).toEqual(
      expect.arrayContaining([
        'type-unknown signature (line 21)',
        'choices-missing province (line 18)',
        'content-left-out welcome (line 9)',
        'choice-duplicate twice (line 24)',
        'condition lost (line 23)',
        'setting-left-out posts (line 15)',
        'setting-left-out every-type',
      ]),
    )
  })

  test('how the first versions wrote it, in three scripts', () => {
    const { sources } = read('first-versions.json')
    const { items, faults } = open('first-versions.json')
    expect(faults).toEqual([])
    expect(items).toMatchObject({
      Q_1: { type: 'multiple_choice', min: 1, max: 2 },
      Number: {
        relevant: "selected(${Q_1}, 'c2') and not(selected(${Q_1}, 'option'))",
        constraint: "regex(., '[0-9]{1,4}/[0-9]{4}') and string-length(.) >= 6 and string-length(.) <= 9",
      },
      Until: {
        constraint: '${Until} > ${From}',
        required: "${From} != '' and (selected(${Q_1}, 'c2') or selected(${Q_1}, 'other'))",
      },
    })
    const labels = sources?.codeListTexts.my?.content as Record<string, { codes: Record<string, string> }>
    expect(labels.q_1?.codes).toEqual({ option: 'ဥပဒေ', c2: 'အမိန့်', other: 'အခြား', none: undefined })
    const list = sources?.codeLists.find(({ content }) => (content as { list: string }).list === 'q_1')?.content
    expect(list).toMatchObject({
      codes: [{ code: 'option', source_name: 'กฎหมาย' }, { code: 'c2', source_name: '2' }, { code: 'other' }],
    })
  })
})

describe('nothing is passed over', () => {
  type Node = Record<string, unknown>

  /** Every object that means something: pages, questions, columns, choices, checks. */
  function nodesIn(value: unknown): readonly Node[] {
    if (Array.isArray(value)) return value.flatMap(nodesIn)
    if (typeof value !== 'object' || value === null) return []
    const node = value as Node
    const own = 'name' in node || 'type' in node || 'value' in node || 'pages' in node ? [node] : []
    return [...own, ...Object.values(node).flatMap(nodesIn)]
  }

  // of what is left out as a whole, only the whole is told
  const leftOut = ['amendments', 'amendment', 'signature', 'sum', 'complete']

  test.each(files)('a setting nobody knows is told wherever it stands in %s', (file) => {
    const root: unknown = JSON.parse(fixture(`surveyjs/${file}`).toString())
    const nodes = nodesIn(root)
    expect(nodes.length).toBeGreaterThan(5)
    const silent = nodes.filter((node) => {
      node.zzz = 'something'
      const { notices } = readSurveyJs(Buffer.from(JSON.stringify(root)), file, house)
      delete node.zzz
      return !notices.some(({ message }) => message.includes('zzz'))
    })
    expect(
      silent.map(({ name, type, value }) => name ?? type ?? value).filter((name) => !leftOut.includes(String(name))),
    ).toEqual([])
  })
})
