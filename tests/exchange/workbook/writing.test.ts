import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../../instruments/exchange/workbook/read-workbook.ts'
import { columnName } from '../../../instruments/exchange/workbook/workbook.ts'
import { writeWorkbook } from '../../../instruments/exchange/workbook/write-workbook.ts'
import {
  type WrittenSheet,
  type WrittenWorkbook,
  writtenFrom,
} from '../../../instruments/exchange/workbook/written-workbook.ts'
import { partsOf, readPlainly } from '../../support/plain-workbook-reader.ts'

const written = (sheet: Omit<WrittenSheet, 'name'>): Promise<Buffer> =>
  buffer(writeWorkbook({ sheets: [{ name: 'answers', ...sheet }] }))

const sheetXml = async (sheet: Omit<WrittenSheet, 'name'>): Promise<string> =>
  partsOf(await written(sheet)).get('xl/worksheets/sheet1.xml') ?? ''

describe('what is written is read again', () => {
  // control characters, half characters, look-alikes of escapes and of formulas, scripts of the region
  const character = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom(
      '\u0000',
      '\r',
      '\n',
      '\t',
      '\ud800',
      '\uffff',
      '_x000D_',
      '_x005F_',
      '=1+1',
      '@',
      ' ',
      '  ',
      '<&>"',
      ']]>',
      'ក្រុម',
      'မြန်မာ',
      '\u200b',
      '😀',
    ),
  )
  const text = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''))
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })
  const value = fc.oneof(text, number, fc.boolean(), fc.constant(undefined))
  const rows = fc.array(fc.array(value, { maxLength: 8 }), { maxLength: 12 })

  /** As it can stand in XML: one kind of line end, whole characters, one zero. */
  const asRead = (given: string | number | boolean | undefined): string =>
    typeof given === 'string'
      ? given.toWellFormed().replace(/\r\n?/g, '\n')
      : typeof given === 'boolean'
        ? String(given).toUpperCase()
        : given === undefined
          ? ''
          : String(given + 0)

  test('by our reader and by another one', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const file = await written({ rows: given })
        const { sheets } = await readWorkbook(file)
        const expected = given.flatMap((row, at) =>
          row.flatMap((one, column) => (asRead(one) === '' ? [] : [[`${columnName(column)}${at + 1}`, asRead(one)]])),
        )
        const ours = (sheets[0]?.rows ?? []).flatMap((row) =>
          Array.from(row.cells, ([column, cell]) => [`${columnName(column)}${row.number}`, cell.text]),
        )
        expect(ours).toEqual(expected)
        const theirs = Object.entries(readPlainly(file).answers ?? {})
        const plain = given.flatMap((row, at) =>
          row.flatMap((one, column) =>
            one === undefined || one === ''
              ? []
              : [
                  [
                    `${columnName(column)}${at + 1}`,
                    typeof one === 'string'
                      ? one.toWellFormed()
                      : typeof one === 'boolean'
                        ? String(Number(one))
                        : String(one),
                  ],
                ],
          ),
        )
        expect(theirs).toEqual(plain)
      }),
      { numRuns: 150 },
    )
  })

  test('a workbook that was read is written as it was: rows apart, hidden, merged', async () => {
    const workbook = await readWorkbook(
      await buffer(
        writeWorkbook({
          sheets: [
            {
              name: 'survey',
              merged: ['A1:B1'],
              rows: [['a'], { number: 9, hidden: true, cells: new Map([[16_383, 7]]) }, [true]],
            },
            { name: 'old', hidden: true, rows: [] },
          ],
        }),
      ),
    )
    expect(await readWorkbook(await buffer(writeWorkbook(writtenFrom(workbook))))).toEqual(workbook)
    expect(workbook.sheets.map(({ rows }) => rows.map(({ number, hidden }) => [number, hidden]))).toEqual([
      [
        [1, false],
        [9, true],
        [10, false],
      ],
      [],
    ])
  })
})

describe('as people see it', () => {
  test('a text that begins like a formula is a text', async () => {
    const xml = await sheetXml({ rows: [['=HYPERLINK("x")', '+1', '-1', '@x']] })
    expect(xml).not.toContain('<f')
    expect(xml.match(/t="inlineStr"/g)).toHaveLength(4)
  })

  test('spaces at the ends are marked, or programs drop them', async () => {
    const xml = await sheetXml({ rows: [[' a', 'b c']] })
    expect(xml).toContain('<t xml:space="preserve"> a</t>')
    expect(xml).toContain('<t>b c</t>')
  })

  test('the first row is bold and stays, columns have their width and look', async () => {
    const xml = await sheetXml({
      header: true,
      columns: [{ width: 40, wrapped: true }, { hidden: true }],
      rows: [['a', 'b'], ['c']],
    })
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<col min="1" max="1" width="40" style="2" customWidth="1"/>')
    expect(xml).toContain('<col min="2" max="2" width="12" style="0" customWidth="1" hidden="1"/>')
    expect(xml.match(/<c r="(A1|B1|A2)" s="\d+"/g)).toEqual(['<c r="A1" s="3"', '<c r="B1" s="1"', '<c r="A2" s="2"'])
  })

  test('a locked sheet has open cells, empty ones too', async () => {
    const xml = await sheetXml({
      locked: true,
      rows: [['fixed', { value: undefined, open: true }, { value: '007', open: true, asTyped: true }]],
    })
    expect(xml).toContain('<sheetProtection sheet="1"')
    expect(xml).toContain('<c r="B1" s="4"/>')
    expect(xml).toContain('<c r="C1" s="12" t="inlineStr">')
  })

  test('short lists stand in the cell, long ones on a hidden sheet, the same one once', async () => {
    const long = Array.from({ length: 60 }, (_, at) => `platform_${at}`)
    const file = await written({
      rows: [['x']],
      choices: [
        { range: 'B2:B9', codes: ['yes', 'no'], message: 'Yes or "no"' },
        { range: 'C2:C9', codes: long },
        { range: 'D2:D9', codes: ['a,b', 'c'], advisory: true },
        { range: 'E2:E9', codes: long },
      ],
    })
    const xml = partsOf(file).get('xl/worksheets/sheet1.xml') ?? ''
    expect([...xml.matchAll(/<formula1>(.*?)<\/formula1>/g)].map(([, formula]) => formula)).toEqual([
      '&quot;yes,no&quot;',
      'lists!$A$1:$A$60',
      'lists!$B$1:$B$2',
      'lists!$A$1:$A$60',
    ])
    expect(xml).toContain('error="Yes or &quot;no&quot;"')
    expect(xml.match(/showErrorMessage/g)).toHaveLength(3)
    const { sheets } = await readWorkbook(file)
    expect(sheets.map(({ name, hidden, rows }) => [name, hidden, rows.length])).toEqual([
      ['answers', false, 1],
      ['lists', true, 60],
    ])
  })
})

describe('as a stream', () => {
  test('the same rows give the same bytes, in every time zone', async () => {
    const workbook = (): WrittenWorkbook => ({ sheets: [{ name: 'a', rows: [['x', 1]] }] })
    const here = await buffer(writeWorkbook(workbook()))
    const zone = process.env.TZ
    try {
      process.env.TZ = 'America/Anchorage'
      expect((await buffer(writeWorkbook(workbook()))).equals(here)).toBe(true)
    } finally {
      process.env.TZ = zone
    }
  })

  test('rows are asked for as bytes are taken', async () => {
    let made = 0
    async function* rows() {
      for (; made < 200_000; made += 1) yield [made, 'ចម្លើយ'.repeat(20)]
    }
    const stream = writeWorkbook({ sheets: [{ name: 'a', rows: rows() }] })
    for await (const _ of stream) {
      if (made > 0) break
    }
    expect(made).toBeLessThan(50_000)
  })

  test('rows that fail fail the stream', async () => {
    async function* rows() {
      yield ['a']
      throw new Error('the database went away')
    }
    await expect(written({ rows: rows() })).rejects.toThrow('the database went away')
  })

  test('a text that no cell can hold is refused with its place', async () => {
    const rows = [['a'], ['b', 'x'.repeat(32_768)]]
    await expect(written({ rows })).rejects.toMatchObject({ code: 'text-too-long', place: 'answers!B2' })
  })

  test.each([[['']], [['a'.repeat(32)]], [['a/b']], [['A', 'a']], [[]]])('sheets cannot be called %j', (names) => {
    expect(() => writeWorkbook({ sheets: names.map((name) => ({ name, rows: [] })) })).toThrow(
      expect.objectContaining({ code: 'bad-sheet-name' }),
    )
  })
})
