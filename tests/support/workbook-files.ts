import { type RawEntry, rawZip } from './raw-zip.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** What a workbook made by hand holds; everything else is what spreadsheet programs write. */
export interface HandMade {
  /** `sheetData` of each sheet, by its name; a whole part when it begins with `<?xml`. */
  readonly sheets: Readonly<Record<string, string>>
  readonly hidden?: readonly string[]
  /** `si` elements. */
  readonly strings?: string
  /** `numFmts` and `cellXfs`. */
  readonly styles?: string
  readonly date1904?: boolean
  /** Appended, or put in the place of a part of the same name. */
  readonly entries?: readonly RawEntry[]
}

export function workbookFile(made: HandMade): Buffer {
  const replaced = new Set(made.entries?.map(({ name }) => name))
  const parts = workbookParts(made).filter(({ name }) => !replaced.has(name))
  return rawZip([...parts, ...(made.entries ?? [])])
}

function workbookParts({ sheets, hidden = [], strings, styles, date1904 }: HandMade): readonly RawEntry[] {
  const names = Object.keys(sheets)
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const listed = names.map(
    (name, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${hidden.includes(name) ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
  )
  const relations = [
    ...names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    ...(strings === undefined ? [] : [relation('rIdS', 'sharedStrings', 'sharedStrings.xml')]),
    ...(styles === undefined ? [] : [relation('rIdT', 'styles', '/xl/styles.xml')]),
  ]
  const root = relation('rId1', 'officeDocument', 'xl/workbook.xml')
  return [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: '_rels/.rels', content: `<Relationships xmlns="${packages}">${root}</Relationships>` },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${packages}">${relations.join('')}</Relationships>`,
    },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${strings}</sst>` }]),
    ...(styles === undefined
      ? []
      : [{ name: 'xl/styles.xml', content: `<styleSheet xmlns="${main}">${styles}</styleSheet>` }]),
    ...names.map((name, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, content: sheetPart(sheets[name] ?? '') })),
  ]
}

const sheetPart = (content: string): string =>
  content.startsWith('<?xml') ? content : `<worksheet xmlns="${main}"><sheetData>${content}</sheetData></worksheet>`
