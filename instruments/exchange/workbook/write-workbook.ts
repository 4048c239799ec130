import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { writtenText } from './cell-text.ts'
import { choiceLists } from './choice-lists.ts'
import { stylesXml } from './looks.ts'
import { sheetXml } from './sheet-xml.ts'
import { WorkbookError } from './workbook-error.ts'
import type { WrittenSheet, WrittenWorkbook } from './written-workbook.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/**
 * Rows → the bytes of an .xlsx file, as they come: memory does not grow with the rows. The same rows give the same
 * bytes on every day and in every time zone. Throws a WorkbookError for sheet names a workbook cannot have; the
 * stream fails with one for a text that no cell can hold, and with whatever the rows themselves fail with.
 */
export function writeWorkbook(workbook: WrittenWorkbook): Readable {
  const { formulaOf, sheet: lists } = choiceLists(workbook.sheets)
  const sheets = lists === undefined ? workbook.sheets : [...workbook.sheets, lists]
  refuseNames(sheets)
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  // one for every sheet, and those of whoever reads
  output.setMaxListeners(sheets.length + 10)
  // local time is what the archive stores, so local it must be to be the same everywhere
  const options = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true }
  for (const [name, xml] of fixedParts(sheets)) zip.addBuffer(Buffer.from(declaration + xml), name, options)
  for (const [at, sheet] of sheets.entries()) {
    zip.addReadStreamLazy(`xl/worksheets/sheet${at + 1}.xml`, options, (give) => {
      const rows = Readable.from(sheetXml(sheet, formulaOf))
      // a reader who goes away lets go of the rows, and of whatever they are read from
      output.once('close', () => rows.destroy())
      rows.once('error', (error) => output.destroy(error))
      give(undefined, rows)
    })
  }
  zip.on('error', (error: Error) => output.destroy(error))
  zip.end()
  return output
}

function refuseNames(sheets: readonly WrittenSheet[]): void {
  const seen = new Set<string>()
  if (sheets.length === 0) throw new WorkbookError('bad-sheet-name', 'A workbook needs at least one sheet.')
  for (const { name } of sheets) {
    if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name) || seen.has(name.toLowerCase())) {
      throw new WorkbookError('bad-sheet-name', 'A sheet cannot have this name.', name)
    }
    seen.add(name.toLowerCase())
  }
}

/** Everything but the sheets, by the name of its part. */
function fixedParts(sheets: readonly WrittenSheet[]): readonly (readonly [name: string, xml: string])[] {
  const each = (write: (sheet: WrittenSheet, number: number) => string): string =>
    sheets.map((sheet, at) => write(sheet, at + 1)).join('')
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const relations = (inner: string): string =>
    `<Relationships xmlns="${packages}/relationships">${inner}</Relationships>`
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}" ContentType="${sheetType}.${type}+xml"/>`
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}${each((_, number) => override(`worksheets/sheet${number}.xml`, 'worksheet'))}</Types>`,
    ],
    ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets>${each(
        ({ name, hidden }, number) =>
          `<sheet name="${writtenText(name)}" sheetId="${number}"${hidden ? ' state="hidden"' : ''} r:id="rId${number}"/>`,
      )}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        each((_, number) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`)) +
          relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
      ),
    ],
    ['xl/styles.xml', stylesXml()],
  ]
}
