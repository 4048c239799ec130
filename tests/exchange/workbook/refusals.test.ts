import { describe, expect, test } from 'vitest'
import { readWorkbookInWorker } from '../../../instruments/exchange/workbook/read-in-worker.ts'
import { type ReadingOptions, readWorkbook } from '../../../instruments/exchange/workbook/read-workbook.ts'
import { WorkbookError } from '../../../instruments/exchange/workbook/workbook-error.ts'
import { rawZip } from '../../support/raw-zip.ts'
import { workbookFile } from '../../support/workbook-files.ts'

async function refusal(bytes: Uint8Array, options?: ReadingOptions): Promise<readonly [code: string, place: string]> {
  const error = await readWorkbook(bytes, options).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WorkbookError)) throw new Error(`not refused by name: ${String(error)}`)
  return [error.code, error.place]
}

const messageOf = (bytes: Uint8Array): Promise<string> =>
  readWorkbook(bytes).then(
    () => 'read',
    (error: Error) => error.message,
  )

const compound = (name: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')])
const entry = (name: string, content = '') => ({ name, content })

describe('files that are no workbook say what they are', () => {
  test('an empty file', async () => {
    expect(await refusal(Buffer.alloc(0))).toEqual(['empty-file', ''])
  })

  test.each([
    ['%PDF-1.7 …', 'PDF'],
    ['\u0089PNG\r\n', 'PNG'],
    ['  <!DOCTYPE html><html>', 'HTML'],
    ['name,label\nq1,One\n', 'CSV'],
    ['{"pages":[]}', 'JSON'],
    ['just words', 'plain text'],
    ['\u0000\u0001\u0002', 'unknown'],
  ])('%j', async (content, kind) => {
    const bytes = Buffer.from(content, 'latin1')
    expect(await refusal(bytes)).toEqual(['not-a-workbook', ''])
    expect(await messageOf(bytes)).toContain(kind)
  })

  test.each([
    [[entry('word/document.xml')], 'Word'],
    [[entry('ppt/presentation.xml')], 'presentation'],
    [[entry('xl/workbook.bin')], '.xlsb'],
    [[entry('mimetype'), entry('content.xml')], 'OpenDocument'],
    [[entry('readme.txt')], 'zip archive'],
  ])('an archive with %j', async (entries, kind) => {
    expect(await refusal(rawZip(entries))).toEqual(['not-a-workbook', ''])
    expect(await messageOf(rawZip(entries))).toContain(kind)
  })

  test('the old format, and a workbook with a password', async () => {
    expect(await refusal(compound('Workbook'))).toEqual(['old-xls', ''])
    expect(await refusal(compound('EncryptedPackage'))).toEqual(['encrypted', ''])
    expect(await refusal(compound('WordDocument'))).toEqual(['not-a-workbook', ''])
  })
})

describe('archives', () => {
  const sheet = 'xl/worksheets/sheet1.xml'

  test.each(['../../etc/x', '/etc/x', 'C:/x', 'xl\\x'])('a part called %s', async (name) => {
    const file = workbookFile({ sheets: { survey: '' }, entries: [entry(name)] })
    expect(await refusal(file)).toEqual(['bad-entry', name])
  })

  test('a part that is a link', async () => {
    const link = { name: 'xl/link', content: '/etc/passwd', says: { attributes: (0o120777 << 16) >>> 0 } }
    expect(await refusal(workbookFile({ sheets: { survey: '' }, entries: [link] }))).toEqual(['bad-entry', 'xl/link'])
  })

  test('two parts of one name', async () => {
    const file = rawZip([entry('xl/a.xml'), entry('XL/A.xml')])
    expect(await refusal(file)).toEqual(['bad-entry', 'xl/a.xml'])
  })

  test('too many parts', async () => {
    const entries = Array.from({ length: 2001 }, (_, at) => entry(`x/${at}`))
    expect(await refusal(rawZip(entries))).toEqual(['too-many-entries', ''])
  })

  test('a part with a password', async () => {
    const file = workbookFile({ sheets: { survey: '' }, entries: [{ ...entry(sheet, 'x'), says: { flags: 1 } }] })
    expect(await refusal(file)).toEqual(['encrypted', ''])
  })

  test('a file that is cut off, and one whose bytes were changed', async () => {
    const file = workbookFile({ sheets: { survey: '<row><c><v>1</v></c></row>' } })
    expect(await refusal(file.subarray(0, file.length - 40))).toEqual(['damaged', ''])
    const wrong = { ...entry(sheet, '<worksheet/>'), says: { crc: 7 } }
    expect(await refusal(workbookFile({ sheets: { survey: '' }, entries: [wrong] }))).toEqual(['damaged', sheet])
  })

  test('a relationship to a part that is not there', async () => {
    const relations =
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../gone.xml"/></Relationships>'
    const file = workbookFile({
      sheets: { survey: '' },
      entries: [entry('xl/_rels/workbook.xml.rels', relations)],
    })
    expect(await refusal(file)).toEqual(['damaged', 'gone.xml'])
  })
})

describe('bombs', () => {
  const sheet = 'xl/worksheets/sheet1.xml'
  const endless = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(60_000_000, 'a')])
  const withSheet = (content: Uint8Array | string, says = {}) =>
    workbookFile({ sheets: { survey: '' }, entries: [{ name: sheet, content, says }] })

  test('a part that says it is large', async () => {
    expect(await refusal(withSheet(endless))).toEqual(['too-large-inflated', sheet])
  })

  test('a part that lies about its size, by much and by little', async () => {
    expect(await refusal(withSheet(endless, { size: 1000 }))).toEqual(['too-large-inflated', sheet])
    expect(await refusal(withSheet(endless, { size: 20_000_000 }))).toEqual(['text-too-long', sheet])
  })

  test('a part that is packed more tightly than cells can be', async () => {
    const rows = Buffer.from(`<worksheet><sheetData>${'<row r="1"><c r="A1"/></row>'.repeat(300_000)}`)
    expect(await refusal(withSheet(rows))).toEqual(['too-large-inflated', sheet])
  })

  test('elements in elements without end', async () => {
    expect(await refusal(withSheet('<a>'.repeat(100_000)))).toEqual(['damaged', sheet])
    expect(await refusal(withSheet('<a>'.repeat(65) + '</a>'.repeat(65)))).toEqual(['damaged', sheet])
  })

  test('attributes without end', async () => {
    const attributes = Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')
    expect(await refusal(withSheet(`<worksheet ${attributes}/>`))).toEqual(['text-too-long', sheet])
  })

  test('entities that multiply, and entities that fetch', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    expect(await refusal(withSheet(laughs))).toEqual(['xml-dtd', sheet])
    const fetches = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst><si><t>&x;</t></si></sst>'
    const strings = workbookFile({
      sheets: { survey: '' },
      strings: '',
      entries: [{ name: 'xl/sharedStrings.xml', content: fetches }],
    })
    expect(await refusal(strings)).toEqual(['xml-dtd', 'xl/sharedStrings.xml'])
    expect(await refusal(withSheet('<worksheet>&undefined;</worksheet>'))).toEqual(['damaged', sheet])
  })
})

describe('limits', () => {
  const file = workbookFile({
    sheets: {
      survey: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c></row>',
      choices: '<row><c><v>4</v></c></row>',
    },
  })

  test.each([
    [{ rows: 1 }, 'too-many-rows', 'survey!C2'],
    [{ columns: 2 }, 'too-many-columns', 'survey!C2'],
    [{ cells: 3 }, 'too-many-cells', 'choices!A1'],
    [{ sheets: 1 }, 'too-many-sheets', ''],
    [{ inflated: 300 }, 'too-large-inflated', 'xl/_rels/workbook.xml.rels'],
    [{ elapsedMs: -1 }, 'timed-out', ''],
  ] as const)('%j', async (limits, code, place) => {
    expect(await refusal(file, { limits })).toEqual([code, place])
  })

  test('the limits of a questionnaire: 20,000 rows, 500 columns, 32,767 characters', async () => {
    const rows = '<row><c><v>1</v></c></row>'
    const random = Array.from({ length: 20_001 }, (_, at) => rows.replace('1', String((at * 7919) % 10_007)))
    expect(await refusal(workbookFile({ sheets: { survey: random.join('') } }))).toEqual([
      'too-many-rows',
      'survey!A20001',
    ])
    const cells = '<c><v>1</v></c>'.repeat(501)
    expect(await refusal(workbookFile({ sheets: { survey: `<row>${cells}</row>` } }))).toEqual([
      'too-many-columns',
      'survey!SG1',
    ])
    const long = `<row><c t="inlineStr"><is><t>${'ក'.repeat(32_768)}</t></is></c></row>`
    expect(await refusal(workbookFile({ sheets: { survey: long } }))).toEqual(['text-too-long', 'survey!A1'])
  })

  test('a text that no cell names, a row and a cell beyond every sheet', async () => {
    const lost = workbookFile({ sheets: { survey: '<row><c t="s"><v>7</v></c></row>' }, strings: '<si><t>a</t></si>' })
    expect(await refusal(lost)).toEqual(['damaged', 'survey!A1'])
    expect(await refusal(workbookFile({ sheets: { survey: '<row r="1048577"/>' } }))).toEqual(['damaged', 'survey!A0'])
    expect(await refusal(workbookFile({ sheets: { survey: '<row><c r="XFE1"/></row>' } }))).toEqual([
      'damaged',
      'survey!XFE1',
    ])
  })
})

describe('in a thread of its own', () => {
  test('gives the same cells and the same refusals', async () => {
    const file = workbookFile({ sheets: { survey: '<row><c t="inlineStr"><is><t>លេខ</t></is></c></row>' } })
    expect(await readWorkbookInWorker(file)).toEqual(await readWorkbook(file))
    await expect(readWorkbookInWorker(Buffer.from('%PDF-'))).rejects.toMatchObject({
      code: 'not-a-workbook',
      name: 'WorkbookError',
    })
    await expect(readWorkbookInWorker(file, { limits: { rows: 0 } })).rejects.toMatchObject({
      code: 'too-many-rows',
      place: 'survey!A1',
    })
  })

  test('an end that has come ends the thread', async () => {
    const file = workbookFile({ sheets: { survey: '<row><c><v>1</v></c></row>' } })
    await expect(readWorkbookInWorker(file, { limits: { elapsedMs: -1 } })).rejects.toMatchObject({ code: 'timed-out' })
  })
})
