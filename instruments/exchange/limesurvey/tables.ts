import { WorkbookError } from '../workbook/workbook-error.ts'
import { readXml } from '../workbook/xml.ts'

export type Row = Readonly<Record<string, string>>

/** An .lss file is a dump of tables: rows of named fields, all of them text. */
export interface Tables {
  /** `Survey`, `Group`, `Question`, or whatever the file says it is; empty when it says nothing. */
  readonly kind: string
  readonly languages: readonly string[]
  rows(table: string): readonly Row[]
}

const largest = 30_000_000
const mostRows = 200_000
// a welcome page may be long; a text that never ends is none
const longestText = 2_000_000

/** Rejects with a WorkbookError: too large, a document type, XML that is not well-formed. */
export async function readTables(bytes: Uint8Array): Promise<Tables> {
  if (bytes.length === 0) throw new WorkbookError('empty-file', 'The file is empty.')
  if (bytes.length > largest)
    throw new WorkbookError('too-large-inflated', `The file is larger than ${largest / 1_000_000} MB.`)
  const tables = new Map<string, Row[]>()
  const languages: string[] = []
  const path: string[] = []
  let kind = ''
  let text = ''
  let row: Record<string, string> | undefined
  let count = 0
  const add = (table: string, one: Row): void => {
    const rows = tables.get(table)
    if (rows === undefined) tables.set(table, [one])
    else rows.push(one)
  }
  await readXml(
    pieces(bytes),
    {
      open(name) {
        path.push(name)
        text = ''
        if (name !== 'row' || path.length !== 4) return
        count += 1
        if (count > mostRows) throw new WorkbookError('too-many-rows', `The file holds more than ${mostRows} rows.`)
        // fields have foreign names: an object without ancestors takes them all
        row = Object.create(null) as Record<string, string>
      },
      text(part) {
        text += part
      },
      close(name) {
        const [, table = ''] = path
        if (path.length === 5 && row !== undefined) row[name] = text
        if (path.length === 4 && name === 'row' && row !== undefined) add(table, row)
        if (path.length === 2 && name === 'LimeSurveyDocType') kind = text.trim()
        if (path.length === 3 && name === 'language') languages.push(text.trim())
        path.pop()
        text = ''
      },
    },
    '',
    longestText,
  )
  return { kind, languages, rows: (table) => tables.get(table) ?? [] }
}

const piece = 65_536

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}
