import { WorkbookError } from './workbook-error.ts'

const starts = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

/** What a file is whose first bytes are not those of a zip archive. */
const signatures: readonly (readonly [kind: string, ...signature: readonly number[]])[] = [
  ['a PDF document', 0x25, 0x50, 0x44, 0x46, 0x2d],
  ['a PNG picture', 0x89, 0x50, 0x4e, 0x47],
  ['a JPEG picture', 0xff, 0xd8, 0xff],
  ['a GIF picture', 0x47, 0x49, 0x46, 0x38],
  ['an RTF document', 0x7b, 0x5c, 0x72, 0x74, 0x66],
  ['a gzip archive', 0x1f, 0x8b],
  ['a 7-Zip archive', 0x37, 0x7a, 0xbc, 0xaf],
  ['a RAR archive', 0x52, 0x61, 0x72, 0x21],
]

/** What is asked for, and how a file of another kind becomes one. */
export interface WantedKind {
  readonly name: string
  readonly saveAs: string
}

const saveAs = 'Open it in a spreadsheet program and save it as .xlsx.'
const workbook: WantedKind = { name: 'not a workbook (.xlsx)', saveAs }

/** Refuses, by name, every file that cannot be a zip archive. */
export function refuseOtherKinds(bytes: Uint8Array, wanted: WantedKind = workbook): void {
  if (bytes.length === 0) throw new WorkbookError('empty-file', 'The file is empty.')
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) refuseCompound(bytes, wanted)
  if (starts(bytes, 0x50, 0x4b)) return
  const found = signatures.find(([, ...signature]) => starts(bytes, ...signature))
  if (found !== undefined) throw new WorkbookError('not-a-workbook', `This is ${found[0]}, ${wanted.name}.`)
  throw new WorkbookError('not-a-workbook', `This is ${textKind(bytes)}, ${wanted.name}. ${wanted.saveAs}`)
}

/** Microsoft's older container holds .xls files, and .xlsx files with a password. */
function refuseCompound(bytes: Uint8Array, wanted: WantedKind): never {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (names.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    throw new WorkbookError('encrypted', 'The file has a password. Save it without one.')
  }
  if (names.includes(Buffer.from('WordDocument', 'utf16le'))) {
    throw new WorkbookError('not-a-workbook', `This is an old Word document (.doc), ${wanted.name}.`)
  }
  throw new WorkbookError('old-xls', `This is a workbook in the old format .xls. ${saveAs}`)
}

function textKind(bytes: Uint8Array): string {
  const start = new TextDecoder()
    .decode(bytes.subarray(0, 2000))
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/^<(!doctype html|html|head|body|table)\b/i.test(start)) return 'a web page (HTML)'
  if (/^<\?xml|^<[A-Za-z]/.test(start)) return 'an XML file'
  if (/^[[{]/.test(start)) return 'a JSON file'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters no text has
  if (/[\u0000-\u0008\uFFFD]/.test(start)) return 'a file of an unknown kind'
  return /^[^\n]*[,;\t][^\n]*(\n|$)/.test(start) ? 'a table in plain text (CSV)' : 'plain text'
}

/** What else is packed as a zip archive, by the names in it; undefined when it is a workbook. */
export function otherArchive(has: (name: string) => boolean): string | undefined {
  if (has('xl/workbook.bin')) return `This is a workbook in binary format (.xlsb). ${saveAs}`
  if (has('word/document.xml')) return 'This is a Word document (.docx), not a workbook (.xlsx).'
  if (has('ppt/presentation.xml')) return 'This is a presentation (.pptx), not a workbook (.xlsx).'
  if (has('content.xml') && has('mimetype')) return `This is an OpenDocument file. ${saveAs}`
  return undefined
}
