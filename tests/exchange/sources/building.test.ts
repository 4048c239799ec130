import { describe, expect, test } from 'vitest'
import { load } from '#engine/load'
import { collectNotices, type ImportNotice } from '../../../instruments/exchange/notice.ts'
import { buildSources } from '../../../instruments/exchange/sources/build-sources.ts'
import type { Draft, DraftItem, DraftList } from '../../../instruments/exchange/sources/draft.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'

const house = await readHouseLists()

const item = (name: string, answer: DraftItem['answer'], more: Partial<DraftItem> = {}): DraftItem => ({
  name,
  label: { en: `About ${name}` },
  answer,
  identification: true,
  places: { '': `row ${name}` },
  ...more,
})

const list = (name: string, codes: readonly string[]): DraftList => ({
  name,
  codes: codes.map((code) => ({ name: code, label: { en: `label ${code}` }, places: { '': `choice ${code}` } })),
  places: { '': `list ${name}` },
})

const draftOf = (items: readonly DraftItem[], lists: readonly DraftList[] = [], more: Partial<Draft> = {}): Draft => ({
  file: 'form.xlsx',
  name: 'FORM',
  languages: ['en'],
  title: { en: 'Form' },
  sections: [
    {
      name: 'S',
      title: { en: 'Section' },
      places: { '': 'row S' },
      groups: [{ name: 'G', title: { en: 'Group' }, items, places: { '': 'row G' } }],
    },
  ],
  lists,
  ...more,
})

function built(draft: Draft) {
  const notices = collectNotices()
  const sources = buildSources(draft, house, notices)
  const section = sources.sections[0]?.content as { groups: readonly { items: readonly Record<string, unknown>[] }[] }
  return {
    sources,
    items: section.groups[0]?.items ?? [],
    told: notices.all as readonly ImportNotice[],
    faults: load(sources).faults.filter(({ severity }) => severity === 'fault'),
  }
}

describe('names', () => {
  test('legal names stay, others become legal, none twice, and every change is told in its place', () => {
    const names = ['A01', 'age', 'Age', 'my-question', '2nd', 'ខ្មែរ', 'é', 'x'.repeat(30), 'x'.repeat(31)]
    const { items, told, faults } = built(draftOf(names.map((name) => item(name, { type: 'text' }))))
    expect(items.map((one) => one.item)).toEqual([
      'A01',
      'Age_2',
      'Age',
      'My_question',
      'Q2nd',
      'Q',
      'E',
      `X${'x'.repeat(19)}`,
      `X${'x'.repeat(17)}_2`,
    ])
    expect(told.map(({ severity, rule, place }) => [severity, rule, place])).toEqual(
      names.filter((name) => name !== 'A01' && name !== 'Age').map((name) => ['changed', 'renamed', `row ${name}`]),
    )
    expect(faults).toEqual([])
  })

  test('codes keep their foreign names beside them; numbers stay the numbers of statistical files', () => {
    const { sources } = built(
      draftOf([item('Q', { type: 'single_choice', list: 'scale' })], [list('scale', ['1', '2', '-9'])]),
    )
    const scale = sources.codeLists.find(({ content }) => (content as { list: string }).list === 'scale')?.content
    expect(scale).toMatchObject({
      codes: [
        { code: 'c1', value: 1, source_name: '1' },
        { code: 'c2', value: 2, source_name: '2' },
        { code: 'c9', value: -9, source_name: '-9' },
      ],
    })
  })

  test('a foreign list does not become one the engine speaks with, unless it says the same', () => {
    const other = built(draftOf([item('Q', { type: 'single_choice', list: 'unit' })], [list('unit', ['kg', 'g'])]))
    expect(other.items[0]).toMatchObject({ list: 'unit_2' })
    const same = built(draftOf([item('Q', { type: 'single_choice', list: 'yes_no' })], [list('yes_no', ['yes', 'no'])]))
    expect(same.items[0]).toMatchObject({ list: 'yes_no' })
    expect([other.faults, same.faults]).toEqual([[], []])
  })
})

describe('expressions', () => {
  const lists = [list('scale', ['1', '2']), list('parts', ['p 1', 'p 2'])]
  const before = [
    item('how old', { type: 'integer' }),
    item('q1', { type: 'single_choice', list: 'scale' }),
    item('q2', { type: 'multiple_choice', list: 'parts' }),
    item(
      'g',
      {
        type: 'grid',
        rows: { list: 'parts' },
        columns: [
          { column: 'Col A', cell: 'one', list: 'scale' },
          { column: 'b', cell: 'integer' },
        ],
      },
      { columnTexts: { 'Col A': { en: 'A' }, b: { en: 'B' } } },
    ),
  ]

  test.each([
    ["${q1} = '1'", "${Q1} = 'c1'"],
    ["'2' != ${q1}", "'c2' != ${Q1}"],
    ['${q1} = 2', "${Q1} = 'c2'"],
    ["selected(${q2}, 'p 1')", "selected(${Q2}, 'p_1')"],
    ["cell(${g}, 'p 2', 'Col A') = '1'", "cell(${G}, 'p_2', 'col_a') = 'c1'"],
    ["count-selected(rows-with(${g}, '1 2', 'Col A')) > 1", "count-selected(rows-with(${G}, 'c1 c2', 'col_a')) > 1"],
    ["${A01} = '1'", "${A01} = '1'"],
    ['1  +  1 = 2', '1  +  1 = 2'],
  ])('%s', (relevant, expected) => {
    const { items, told } = built(
      draftOf([item('A01', { type: 'text' }), ...before, item('last', { type: 'text' }, { relevant })], lists),
    )
    expect(items.at(-1)?.relevant).toBe(expected)
    expect(told.filter(({ rule }) => rule === 'code-in-expression')).toEqual([])
  })

  test('a code nobody can place is told', () => {
    const relevant = "coalesce(${q1}, 'x') = '1'"
    const { told } = built(
      draftOf(
        [...before, item('last', { type: 'text' }, { relevant, places: { '': 'row 9', relevant: 'survey!F9' } })],
        lists,
      ),
    )
    expect(told.filter(({ rule }) => rule === 'code-in-expression').map(({ place }) => place)).toEqual(['survey!F9'])
  })

  test('a point is the answer itself; in a roster with rows, a name is the code of the row', () => {
    const inner = item('in', { type: 'text' }, { relevant: "name = 'p 1'" })
    const roster = item('r', { type: 'roster', rows: { list: 'parts', from: '${q2}' }, items: [inner] })
    const last = item('last', { type: 'single_choice', list: 'scale' }, { constraint: ". = '2'" })
    const { items, faults } = built(draftOf([...before, roster, last], lists))
    expect(items.slice(-2)).toMatchObject([
      { rows: { list: 'parts', from: '${Q2}' }, items: [{ relevant: "name = 'p_1'" }] },
      { constraint: ". = 'c2'" },
    ])
    expect(faults).toEqual([])
  })

  test('what cannot be parsed is left for the check to say, in its place', () => {
    const { faults } = built(
      draftOf([item('A', { type: 'text' }, { relevant: '${x} = ', places: { '': 'row 2', relevant: 'survey!F2' } })]),
    )
    expect(faults.map(({ rule, file, place }) => [rule, file, place])).toEqual([['syntax', 'form.xlsx', 'survey!F2']])
  })
})

describe('words', () => {
  test('gaps are filled from the first language, and told once for each language', () => {
    const items = [
      item('A', { type: 'text' }, { label: { en: 'One' }, places: { '': 'row 2', 'label:km': 'survey!D2' } }),
      item('B', { type: 'text' }, { label: { km: 'ពីរ' } }),
    ]
    const { sources, told } = built(draftOf(items, [], { languages: ['en', 'km'] }))
    const texts = (language: string) => (sources.texts[language]?.content as { items: object } | undefined)?.items
    expect([texts('en'), texts('km')]).toEqual([
      { A: { label: 'One' }, B: { label: 'ពីរ' } },
      { A: { label: 'One' }, B: { label: 'ពីរ' } },
    ])
    const gaps = told.filter(({ rule }) => rule === 'translation-missing')
    expect(gaps.map(({ message }) => message.slice(0, 40))).toEqual([
      '1 texts are not worded in en and were ta',
      '4 texts are not worded in km and were ta',
    ])
    expect(gaps[1]?.message).toContain('survey!D2')
  })

  test('answers are shown under their codes; braces that name nothing stay words', () => {
    const label = { en: 'Of ${how old}, {administration}, ${row}, {row}, {nothing}, ${nobody} and {{x}}' }
    const { sources, told, faults } = built(
      draftOf([item('how old', { type: 'integer' }), item('B', { type: 'text' }, { label })]),
    )
    expect(sources.texts.en?.content).toMatchObject({
      items: { B: { label: 'Of ${How_old}, {administration}, ${row}, { row }, { nothing }, ${ nobody } and {{ x }}' } },
    })
    expect(told.filter(({ rule }) => rule === 'placeholder-unknown')).toHaveLength(4)
    expect(faults).toEqual([])
  })

  test('a question without words is called by its name', () => {
    const { sources, told } = built(draftOf([item('A', { type: 'text' }, { label: {} })]))
    expect(sources.texts.en?.content).toMatchObject({ items: { A: { label: 'A' } } })
    expect(told.map(({ rule, place }) => [rule, place])).toEqual([['text-missing', 'row A']])
  })
})

describe('places', () => {
  test('every part of the built files leads back to where it stood', () => {
    const places = { '': 'survey!3', relevant: 'survey!F3', 'label:en': 'survey!C3' }
    const roster = item('r', {
      type: 'roster',
      items: [item('inner', { type: 'text' }, { places: { '': 'survey!5' } })],
    })
    const { sources } = built(
      draftOf([item('A', { type: 'single_choice', list: 'l' }, { places }), roster], [list('l', ['a'])]),
    )
    const at = (file: { place?(pointer: string): string | undefined } | undefined, pointer: string) =>
      file?.place?.(pointer)
    const [section] = sources.sections
    expect(at(section, '/groups/0/items/0/relevant')).toBe('survey!F3')
    expect(at(section, '/groups/0/items/0/constraint')).toBe('survey!3')
    expect(at(section, '/groups/0/items/1/items/0/type')).toBe('survey!5')
    expect(at(section, '/groups/0')).toBe('row G')
    expect(at(sources.texts.en, '/items/A/label')).toBe('survey!C3')
    expect(at(sources.codeListTexts.en, '/l/codes/a')).toBe('choice a')
    expect(at(sources.codeLists[0], '/codes/0/code')).toBe('choice a')
    expect(at(sources.instrument, '/unknown')).toBeUndefined()
  })
})
