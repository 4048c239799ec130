import { describe, expect, test } from 'vitest'
import { load } from '#engine/load'
import type { ImportNotice } from '../../../instruments/exchange/notice.ts'
import { cellName, type Workbook } from '../../../instruments/exchange/workbook/workbook.ts'
import { readXlsForm, type XlsFormRead } from '../../../instruments/exchange/xlsform/read.ts'
import { readHouseLists } from '../../../scripts/instruments/house-lists.ts'
import { corpus } from '../../support/corpus.ts'
import { namesPlace } from '../../support/places.ts'

const house = await readHouseLists()
const read = (workbook: Workbook): XlsFormRead => readXlsForm(workbook, { file: 'form.xlsx', house })

const lineOf = ({ severity, rule, place }: ImportNotice): string => `${severity} ${rule} ${place}`.trim()

/** What a form is said to be: codes that were made of its names are told by one line for all of them. */
export function saidOf({ sources, notices }: XlsFormRead): readonly string[] {
  const renamed = notices.filter(({ rule }) => rule === 'renamed').length
  return [
    sources === undefined ? 'refused' : 'imports',
    ...(renamed === 0 ? [] : [`${renamed} renamed`]),
    ...notices.filter(({ rule }) => rule !== 'renamed').map(lineOf),
  ]
}

describe('every form of the corpus', () => {
  test.each(corpus)('$name is read, or refused with its reasons', ({ workbook, expected }) => {
    expect(saidOf(read(workbook))).toEqual(expected)
  })

  test.each(corpus)('$name has no fault once it is read', ({ workbook }) => {
    const { sources } = read(workbook)
    const faults = sources === undefined ? [] : load(sources).faults.filter(({ severity }) => severity === 'fault')
    expect(faults).toEqual([])
  })

  test('most of them import', () => {
    const said = corpus.map(({ expected }) => expected[0])
    expect(said.filter((one) => one === 'imports').length).toBeGreaterThanOrEqual(15)
    expect(said.filter((one) => one === 'refused').length).toBeGreaterThanOrEqual(3)
  })
})

/** The same workbook with one cell that says something else, or nothing. */
function withCell(workbook: Workbook, place: string, change: (text: string) => string | undefined): Workbook {
  return {
    sheets: workbook.sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: new Map(
          Array.from(row.cells).flatMap(([at, cell]) => {
            if (cellName(sheet.name, row.number, at) !== place) return [[at, cell] as const]
            const text = change(cell.text)
            return text === undefined ? [] : [[at, { ...cell, text }] as const]
          }),
        ),
      })),
    })),
  }
}

/** Every cell; a heading over an empty column heads nothing. */
const placesOf = ({ sheets }: Workbook): readonly string[] =>
  sheets.flatMap(({ name, rows }) => {
    const filled = new Set(rows.slice(1).flatMap((row) => [...row.cells.keys()]))
    return rows.flatMap((row) =>
      Array.from(row.cells.keys()).flatMap((at) => (filled.has(at) ? [cellName(name, row.number, at)] : [])),
    )
  })

/** Everything that comes of a file but the words of its notices. */
const outcome = ({ sources, notices }: XlsFormRead): string => JSON.stringify([sources, notices.map(lineOf)])

describe('nothing of a form is left out in silence', () => {
  test.each(corpus.filter(({ expected }) => expected[0] === 'imports'))('$name', ({ workbook }) => {
    const whole = read(workbook)
    const before = outcome(whole)
    const silent = placesOf(workbook).filter((place) => {
      if (whole.notices.some((notice) => namesPlace(notice, place))) return false
      const changes = [(text: string) => `${text}x`, () => undefined]
      return changes.every((change) => outcome(read(withCell(workbook, place, change))) === before)
    })
    expect(silent).toEqual([])
  })
})
