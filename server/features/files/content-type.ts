import { isUtf8 } from 'node:buffer'
import { listZip } from './zip-names.ts'

/** What a file turned out to be, and the endings its name may have. */
export interface ContentType {
  readonly type: string
  readonly endings: readonly string[]
}

const office = 'application/vnd.openxmlformats-officedocument'
const pdf: ContentType = { type: 'application/pdf', endings: ['pdf'] }
const png: ContentType = { type: 'image/png', endings: ['png'] }
const jpeg: ContentType = { type: 'image/jpeg', endings: ['jpg', 'jpeg'] }
const docx: ContentType = { type: `${office}.wordprocessingml.document`, endings: ['docx'] }
const xlsx: ContentType = { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] }
const pptx: ContentType = { type: `${office}.presentationml.presentation`, endings: ['pptx'] }
const odt: ContentType = { type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] }
const text: ContentType = { type: 'text/plain', endings: ['txt', 'csv', 'tsv', 'md'] }

export const kept =
  'PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument text (.odt), plain text'

const starts = (bytes: Buffer, ...signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte)

/** Decided by the content alone; undefined for everything that is not kept, files with macros among it. */
export function contentTypeOf(bytes: Buffer): ContentType | undefined {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return pdf
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return png
  if (starts(bytes, 0xff, 0xd8, 0xff)) return jpeg
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return packedType(bytes)
  return isPlainText(bytes) ? text : undefined
}

const openDocument = 'mimetypeapplication/vnd.oasis.opendocument.text'

function packedType(bytes: Buffer): ContentType | undefined {
  // OpenDocument: the first entry is called mimetype, unpacked, and says what the file is
  const first = bytes.toString('latin1', 30, 30 + openDocument.length + 1)
  if (first === `${openDocument}P`) return odt
  const names = listZip(bytes)
  if (!names?.includes('[Content_Types].xml') || names.some((name) => /vbaProject|\.bin$/i.test(name))) return undefined
  if (names.includes('word/document.xml')) return docx
  if (names.includes('xl/workbook.xml')) return xlsx
  return names.includes('ppt/presentation.xml') ? pptx : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters no text has
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

const isPlainText = (bytes: Buffer): boolean => isUtf8(bytes) && !controls.test(bytes.toString())
