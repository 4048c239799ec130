import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { refusal } from './refusals.ts'
import { listZip, type ZipEntry } from './zip-directory.ts'

/** Everything in one file, unpacked. */
const mostUnpacked = 200 * 1_048_576
/** What is read here: a list of parts, never a document. */
const mostRead = 1_048_576

export type OfficeKind = 'docx' | 'xlsx' | 'pptx' | 'odt'

const programs =
  /(^|\/)vbaProject[^/]*$|(^|\/)vbaData\.xml$|(^|\/)activeX\/|(^|\/)(macro|dialog)sheets\/|(^|\/)oleObject[^/]*\.bin$|^(Basic|Scripts)\//i
const outside = /^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/

/** What kind of Office document packed bytes are; refuses programs, passwords, bombs and everything else that is packed. */
export async function readOffice(bytes: Buffer): Promise<OfficeKind> {
  const entries = listZip(bytes)
  if (entries === undefined) throw refusal('file.damaged')
  const kind = kindOf(entries)
  if (kind === undefined) throw refusal('file.kind')
  if (entries.some((entry) => entry.sealed)) throw refusal('file.password')
  if (entries.some((entry) => outside.test(entry.name))) throw refusal('file.damaged')
  if (entries.some((entry) => programs.test(entry.name))) throw refusal('file.macros')
  if (/macroEnabled/i.test(partOf(entries, '[Content_Types].xml'))) throw refusal('file.macros')
  if (/encryption-data/.test(partOf(entries, 'META-INF/manifest.xml'))) throw refusal('file.password')
  await refuseBomb(entries)
  return kind
}

const officeParts = { 'word/document.xml': 'docx', 'xl/workbook.xml': 'xlsx', 'ppt/presentation.xml': 'pptx' } as const
const openDocumentText = 'application/vnd.oasis.opendocument.text'

function kindOf(entries: readonly ZipEntry[]): OfficeKind | undefined {
  const [first] = entries
  // OpenDocument: the first entry is called mimetype, unpacked, and says what the file is
  if (first?.name === 'mimetype') return first.packed.toString('latin1') === openDocumentText ? 'odt' : undefined
  const names = new Set(entries.map((entry) => entry.name))
  if (!names.has('[Content_Types].xml')) return undefined
  return Object.entries(officeParts).find(([part]) => names.has(part))?.[1]
}

function partOf(entries: readonly ZipEntry[], name: string): string {
  const entry = entries.find((one) => one.name === name)
  if (entry === undefined) return ''
  if (!entry.deflated) return entry.packed.toString('utf8')
  try {
    return inflateRawSync(entry.packed, { maxOutputLength: mostRead }).toString('utf8')
  } catch {
    throw refusal('file.damaged')
  }
}

/** A directory that says less than there is lies on purpose. */
async function refuseBomb(entries: readonly ZipEntry[]): Promise<void> {
  let left = mostUnpacked
  for (const { deflated, packed, size } of entries) {
    left -= deflated ? size : packed.length
    if (left < 0) throw refusal('file.inflates')
  }
  for (const { deflated, packed, size } of entries) if (deflated) await unpack(packed, size)
}

/** Unpacks and forgets, and stops where it should be over. */
function unpack(packed: Buffer, most: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let length = 0
    const stream = createInflateRaw()
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= most) return
      stream.destroy()
      reject(refusal('file.inflates'))
    })
    stream.on('end', resolve)
    stream.on('error', () => reject(refusal('file.damaged')))
    stream.end(packed)
  })
}
