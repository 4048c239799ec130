import { describe, expect, test } from 'vitest'
import { readWorkbook } from '../../../instruments/exchange/workbook/read-workbook.ts'
import type { Sheet, SheetCell } from '../../../instruments/exchange/workbook/workbook.ts'
import { type HandMade, workbookFile } from '../../support/workbook-files.ts'

const sheetOf = async (sheetData: string, more: Omit<HandMade, 'sheets'> = {}): Promise<Sheet> => {
  const { sheets } = await readWorkbook(workbookFile({ sheets: { survey: sheetData }, ...more }))
  const [sheet] = sheets
  if (sheet === undefined) throw new Error('no sheet was read')
  return sheet
}

const cellsOf = async (sheetData: string, more: Omit<HandMade, 'sheets'> = {}): Promise<readonly SheetCell[]> =>
  (await sheetOf(sheetData, more)).rows.flatMap((row) => [...row.cells.values()])

const textsOf = async (sheetData: string, more: Omit<HandMade, 'sheets'> = {}): Promise<readonly string[]> =>
  (await cellsOf(sheetData, more)).map(({ text }) => text)

describe('texts', () => {
  test('shared texts are joined over their formatting, without the reading aids of Japanese', async () => {
    const strings =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">in </t></r><r><t>parts</t></r></si><si><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></si>'
    const row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    expect(await textsOf(row, { strings })).toEqual(['plain', 'in parts', '課'])
  })

  test('inline texts and texts of formulas', async () => {
    const row =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>ភាសាខ្មែរ</t></is></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c></row>'
    expect(await cellsOf(row)).toEqual([
      { text: 'ភាសាខ្មែរ', kind: 'text', formula: false },
      { text: 'ab', kind: 'text', formula: true },
    ])
  })

  test('line ends become LF, and escapes become the characters they stand for', async () => {
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_\nb&#13;c_x005F_x0041_ &#x1F600;</t></is></c></row>'
    expect(await textsOf(row)).toEqual(['a\nb\nc_x0041_ 😀'])
  })

  test('spaces and zero-width characters at the ends are kept', async () => {
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> ສະບາຍດີ\u200b </t></is></c></row>'
    expect(await textsOf(row)).toEqual([' ສະບາຍດີ\u200b '])
  })

  test('elements may have a prefix, and the part may be in UTF-16', async () => {
    const xml =
      '\uFEFF<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>ไทย</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>'
    const file = workbookFile({
      sheets: { survey: '' },
      entries: [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.from(xml, 'utf16le') }],
    })
    expect((await readWorkbook(file)).sheets[0]?.rows[0]?.cells.get(0)?.text).toBe('ไทย')
  })
})

describe('numbers, truths and errors', () => {
  test.each([
    ['<v>1</v>', '1', 'number'],
    ['<v>1.0</v>', '1', 'number'],
    ['<v>1.1000000000000001</v>', '1.1', 'number'],
    ['<v>1E-3</v>', '0.001', 'number'],
    ['<v>1e400</v>', '#NUM!', 'error'],
  ])('%s reads %s', async (value, text, kind) => {
    expect(await cellsOf(`<row r="1"><c r="A1">${value}</c></row>`)).toEqual([{ text, kind, formula: false }])
  })

  test('booleans and errors read as on screen', async () => {
    const row = '<row r="1"><c r="A1" t="b"><f>FALSE()</f><v>0</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
    expect(await cellsOf(row)).toEqual([
      { text: 'FALSE', kind: 'boolean', formula: true },
      { text: '#REF!', kind: 'error', formula: false },
    ])
  })

  test('a formula without a kept result is there, and empty', async () => {
    expect(await cellsOf('<row r="1"><c r="A1"><f>A2+1</f></c></row>')).toEqual([
      { text: '', kind: 'text', formula: true },
    ])
  })
})

describe('dates', () => {
  const styles =
    '<numFmts count="4"><numFmt numFmtId="164" formatCode="dd\\ mmmm\\ yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="0.00&quot; days&quot;;[Red]-0.00"/><numFmt numFmtId="167" formatCode="[$-D00041E]d/m/yyyy\\ h:mm"/></numFmts><cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="20"/></cellXfs>'
  test.each([
    [1, '44927', '2023-01-01', 'date'],
    [2, '44927.75', '2023-01-01', 'date'],
    [5, '44927.75', '2023-01-01T18:00:00', 'date'],
    [6, '0.5', '12:00:00', 'date'],
    [3, '1.5', '36:00:00', 'date'],
    [4, '3.5', '3.5', 'number'],
    [1, '59', '1900-02-28', 'date'],
    [1, '60', '1900-02-29', 'date'],
    [1, '61', '1900-03-01', 'date'],
    [1, '2958465', '9999-12-31', 'date'],
    [1, '2958466', '2958466', 'number'],
    [1, '-1', '-1', 'number'],
  ])('with style %i the number %s reads %s', async (style, serial, text, kind) => {
    const row = `<row r="1"><c r="A1" s="${style}"><v>${serial}</v></c></row>`
    expect(await cellsOf(row, { styles })).toEqual([{ text, kind, formula: false }])
  })

  test('a workbook may count from 1904', async () => {
    const row = '<row r="1"><c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>43465</v></c></row>'
    expect(await textsOf(row, { styles, date1904: true })).toEqual(['1904-01-01', '2023-01-01'])
  })

  test('a date written as a date stays one', async () => {
    const row = '<row r="1"><c r="A1" t="d"><v>2026-11-22</v></c></row>'
    expect(await cellsOf(row)).toEqual([{ text: '2026-11-22', kind: 'date', formula: false }])
  })
})

describe('rows, columns and sheets', () => {
  test('cells without an address stand side by side; empty ones are absent', async () => {
    const sheet = await sheetOf(
      '<row><c><v>1</v></c><c s="3"/><c t="inlineStr"><is><t/></is></c><c><v>4</v></c></row><row r="5"><c r="B5"><v>5</v></c></row><row/>',
    )
    expect(sheet.rows.map(({ number, cells }) => [number, [...cells.keys()]])).toEqual([
      [1, [0, 3]],
      [5, [1]],
    ])
  })

  test('rows and cells in any order come in order', async () => {
    const sheet = await sheetOf(
      '<row r="3"><c r="B3"><v>2</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>0</v></c></row>',
    )
    expect(sheet.rows.map(({ number, cells }) => [number, [...cells.keys()]])).toEqual([
      [1, [0]],
      [3, [0, 1]],
    ])
  })

  test('hidden rows, hidden sheets and merged ranges are told', async () => {
    const part =
      '<?xml version="1.0"?><worksheet><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells></worksheet>'
    const { sheets } = await readWorkbook(workbookFile({ sheets: { survey: part, old: '' }, hidden: ['old'] }))
    expect(sheets.map(({ name, hidden, merged }) => [name, hidden, merged])).toEqual([
      ['survey', false, ['A1:C1']],
      ['old', true, []],
    ])
    expect(sheets[0]?.rows[0]?.hidden).toBe(true)
  })

  test('a cell in the last corner costs nothing', async () => {
    const sheet = await sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    expect(sheet.rows.map(({ number, cells }) => [number, [...cells.keys()]])).toEqual([[1_048_576, [16_383]]])
  })

  test('only the sheets that are asked for are read, the others are named', async () => {
    const broken = '<?xml version="1.0"?><worksheet><sheetData>'
    const file = workbookFile({ sheets: { 'Survey ': '<row><c><v>1</v></c></row>', notes: broken } })
    const { sheets, unread } = await readWorkbook(file, { sheets: ['survey'] })
    expect([sheets.map(({ name }) => name), unread]).toEqual([['Survey '], ['notes']])
  })
})
