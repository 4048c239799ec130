import { describe, expect, test } from 'vitest'
import type { Bundle, ItemDefinition } from '#engine'
import { load } from '#engine/load'
import { columnName, type Sheet, type Workbook } from '../../../instruments/exchange/workbook/workbook.ts'
import { readXlsForm } from '../../../instruments/exchange/xlsform/read.ts'
import { writeXlsForm } from '../../../instruments/exchange/xlsform/write/write.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { readSources } from '../../../scripts/instruments/sources.ts'

const house = await readHouseLists()
const { bundle: nat } = load(await readSources('nat'))
if (nat === undefined) throw new Error('nat does not load')
const { workbook: written } = writeXlsForm(nat)

type Rows = Record<string, string>[]

/** A sheet of the exported questionnaire, changed as somebody with a spreadsheet program would. */
function edited(name: string, edit: (rows: Rows) => Rows | undefined): Workbook {
  return { sheets: written.sheets.map((sheet) => (sheet.name === name ? rewritten(sheet, edit) : sheet)) }
}

function rewritten(sheet: Sheet, edit: (rows: Rows) => Rows | undefined): Sheet {
  const [head, ...body] = sheet.rows
  const headings = Array.from(head?.cells.values() ?? [], ({ text }) => text)
  const rows = body.map(({ cells }) =>
    Object.fromEntries(Array.from(cells, ([at, { text }]) => [headings[at] ?? '', text])),
  )
  const all = edit(rows) ?? rows
  const kept = [...new Set([...headings, ...all.flatMap((row) => Object.keys(row))])]
  const lines = [Object.fromEntries(kept.map((one) => [one, one])), ...all]
  return {
    ...sheet,
    rows: lines.map((line, at) => ({
      number: at + 1,
      hidden: false,
      cells: new Map(
        kept.flatMap((heading, column) => {
          const text: string | undefined = line[heading]
          return text === undefined || text === '' ? [] : [[column, { text, kind: 'text', formula: false }] as const]
        }),
      ),
    })),
  }
}

const rowOf = (rows: Rows, name: string): Record<string, string> => rows.find((row) => row.name === name) ?? {}

/** Change cells of one row of the survey sheet. */
const withCells = (name: string, cells: Record<string, string>): Workbook =>
  edited('survey', (rows) => {
    Object.assign(rowOf(rows, name), cells)
    return undefined
  })

function read(workbook: Workbook) {
  const { sources, notices } = readXlsForm(workbook, { file: 'nat.xlsx', house })
  const loaded = sources && load(sources)
  const told = notices.filter(({ severity }) => severity !== 'noted').map(({ severity, rule }) => `${severity} ${rule}`)
  return { bundle: loaded?.bundle, faults: loaded?.faults ?? [], told, notices }
}

const itemOf = (bundle: Bundle | undefined, code: string): ItemDefinition | undefined =>
  bundle?.sections.flatMap(({ groups }) => groups.flatMap(({ items }) => items)).find(({ item }) => item === code)

const label = 'label::English (en)'

describe('a spreadsheet somebody worked on', () => {
  test('a new label is the only thing that changes', () => {
    const { bundle, told } = read(withCells('B03', { [label]: 'When did it begin?' }))
    expect(bundle?.texts.en?.items.B03?.label).toBe('When did it begin?')
    expect(told).toEqual([])
    const texts = {
      ...nat.texts.en,
      items: { ...nat.texts.en?.items, B03: { ...nat.texts.en?.items.B03, label: 'When did it begin?' } },
    }
    expect(bundle).toEqual({ ...nat, texts: { en: texts } })
  })

  test('a condition edited in the standard column is taken, and said to be', () => {
    const { bundle, told } = read(withCells('B02_basis', { relevant: '${B02_active} > 5' }))
    expect(itemOf(bundle, 'B02_basis')).toEqual({ ...itemOf(nat, 'B02_basis'), relevant: '${B02_active} > 5' })
    expect(told).toEqual(['changed edited'])
  })

  test('so is the condition of a group, written over the questions that spell out a grid', () => {
    const { bundle, told } = read(withCells('B_ministries', { relevant: "${B01__l1_national} = 'most'" }))
    const group = bundle?.sections.flatMap(({ groups }) => groups).find((one) => one.group === 'B_ministries')
    expect(group?.relevant).toBe("cell(${B01}, 'l1_national') = 'most'")
    const { told: toldOfHistory, bundle: other } = read(withCells('B_history', { relevant: '${B02_active} > 1' }))
    const history = other?.sections.flatMap(({ groups }) => groups).find((one) => one.group === 'B_history')
    expect(history?.relevant).toBe('${B02_active} > 1')
    expect([told, toldOfHistory]).toEqual([[], ['changed edited']])
  })

  test('another type is read as in any other form', () => {
    const { bundle, told } = read(withCells('B02_total', { type: 'decimal' }))
    expect(itemOf(bundle, 'B02_total')).toMatchObject({ type: 'decimal', rq: ['RQ1.4'], required: true })
    expect(told).toEqual(['changed edited'])
  })

  test('a row without columns of ours is a question like any other', () => {
    const workbook = edited('survey', (rows) => {
      const at = rows.findIndex((row) => row.name === 'B03')
      return [
        ...rows.slice(0, at),
        { type: 'integer', name: 'B03_new', [label]: 'How many?', constraint: '. > 0' },
        ...rows.slice(at),
      ]
    })
    const { bundle, faults } = read(workbook)
    expect(itemOf(bundle, 'B03_new')).toEqual({
      item: 'B03_new',
      type: 'integer',
      identification: true,
      constraint: '. > 0',
    })
    expect(faults.filter(({ severity }) => severity === 'fault')).toEqual([])
  })

  test('a new choice is a new code, in every list that shares it', () => {
    const workbook = edited('choices', (rows) => {
      const at = rows.findLastIndex((row) => row.list_name === 'extent')
      return [
        ...rows.slice(0, at + 1),
        { list_name: 'extent', name: 'by_law', [label]: 'As the law says' },
        ...rows.slice(at + 1),
      ]
    })
    const { bundle } = read(workbook)
    expect(bundle?.codeLists.extent?.codes).toEqual([...(nat.codeLists.extent?.codes ?? []), { code: 'by_law' }])
  })

  test('a row put into a grid is refused with the way to add it', () => {
    const workbook = edited('survey', (rows) => {
      const at = rows.findIndex((row) => row['mufakat::of'] === 'B01')
      return [...rows.slice(0, at), { type: 'text', name: 'more', [label]: 'More' }, ...rows.slice(at)]
    })
    const { bundle, notices } = read(workbook)
    expect(bundle).toBeUndefined()
    expect(notices.find(({ rule }) => rule === 'row-in-grid')?.message).toMatch(/«B01» come from a list/)
  })

  test.each([
    ['settings that are no JSON', 'survey', 'B03', 'mufakat::settings', '{"min": 2004', 'settings-json'],
    [
      'a severity that does not exist',
      'mufakat_checks',
      'K_users_population',
      'severity',
      'dreadful',
      'check-incomplete',
    ],
  ])('%s are refused', (_what, sheet, name, column, text, rule) => {
    const workbook = edited(sheet, (rows) => {
      const row = rows.find((one) => one.name === name || one.check === name)
      if (row !== undefined) row[column] = text
      return undefined
    })
    const { bundle, notices } = read(workbook)
    expect(bundle).toBeUndefined()
    expect(notices.find((notice) => notice.rule === rule)?.place).toMatch(/!/)
  })

  test('a fault that only loading finds points at the cell of ours', () => {
    const rows = written.sheets[0]?.rows ?? []
    const at = Array.from(rows[0]?.cells ?? []).find(([, { text }]) => text === 'mufakat::rq')?.[0] ?? 0
    const number = rows.find((row) => row.cells.get(1)?.text === 'B03')?.number
    const { faults } = read(withCells('B03', { 'mufakat::rq': 'RQ9.9' }))
    expect(faults.map(({ rule, place }) => [rule, place])).toEqual([
      ['unknown-research-question', `survey!${columnName(at)}${number}`],
    ])
  })
})
