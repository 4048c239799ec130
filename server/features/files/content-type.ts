import { isUtf8 } from 'node:buffer'
import type { FileNotice } from '#contract'
import { cleanJpeg } from './jpeg.ts'
import { type OfficeKind, readOffice } from './office-file.ts'
import { checkPdf } from './pdf.ts'
import { cleanPng } from './png.ts'
import { refusal } from './refusals.ts'
import { endsAsZip } from './zip-directory.ts'

/** What a file turned out to be, and the endings its name may have. */
export interface ContentType {
  readonly type: string
  readonly endings: readonly string[]
}

const office = 'application/vnd.openxmlformats-officedocument'
const types = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  png: { type: 'image/png', endings: ['png'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  docx: { type: `${office}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { type: `${office}.presentationml.presentation`, endings: ['pptx'] },
  odt: { type: 'application/vnd.oasis.opendocument.text', endings: ['odt'] },
  text: { type: 'text/plain', endings: ['txt', 'csv', 'tsv', 'md'] },
} as const satisfies Record<OfficeKind | 'pdf' | 'png' | 'jpeg' | 'text', ContentType>

/** A file as it is kept: of a known type, whole, and without what nobody meant to send. */
export interface Inspected {
  readonly found: ContentType
  readonly content: Buffer
  readonly notices: readonly FileNotice[]
}

/** Decided by the content alone; throws a refusal that says what to do for everything that is not kept. */
export async function inspect(bytes: Buffer): Promise<Inspected> {
  if (bytes.length === 0) throw refusal('file.empty')
  const kind = kindOf(bytes)
  if (kind === 'packed') return { found: types[await readOffice(bytes)], content: bytes, notices: [] }
  if (endsAsZip(bytes)) throw refusal('file.two_kinds')
  if (kind === 'png') return { found: types.png, ...cleanPng(bytes) }
  if (kind === 'jpeg') return { found: types.jpeg, ...cleanJpeg(bytes) }
  if (kind === 'pdf') checkPdf(bytes)
  else refuseOther(bytes)
  return { found: types[kind ?? 'text'], content: bytes, notices: [] }
}

/** Refuses by the first piece what the whole would be refused for: nobody sends 25 MB on a slow line for nothing. */
export function refuseByStart(bytes: Buffer): void {
  if (kindOf(bytes) !== undefined) return
  if (startsAs(bytes, ...oldOffice)) return
  if (isMarkup(bytes)) throw refusal('file.markup')
  if (controls.test(bytes.toString('latin1', 0, 1_024))) throw refusal('file.kind')
}

const oldOffice = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const
const startsAs = (bytes: Buffer, ...signature: readonly number[]) => signature.every((byte, at) => bytes[at] === byte)

function kindOf(bytes: Buffer): 'pdf' | 'png' | 'jpeg' | 'packed' | undefined {
  if (startsAs(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (startsAs(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (startsAs(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  return startsAs(bytes, 0x50, 0x4b, 0x03, 0x04) ? 'packed' : undefined
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters no text has
const controls = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/
const markup = /^\ufeff?\s*<[!?a-z]/i

const isMarkup = (bytes: Buffer): boolean => markup.test(bytes.toString('utf8', 0, 1_024))

/** Neither picture, PDF nor packed: plain text stays. */
function refuseOther(bytes: Buffer): void {
  // Office wraps a document with a password into its old format
  if (startsAs(bytes, ...oldOffice)) {
    throw refusal(bytes.includes('EncryptedPackage', 0, 'utf16le') ? 'file.password' : 'file.old_office')
  }
  if (isMarkup(bytes)) throw refusal('file.markup')
  if (!isUtf8(bytes) || controls.test(bytes.toString())) throw refusal('file.kind')
}

const macroEndings = new Set(['docm', 'dotm', 'xlsm', 'xltm', 'xlsb', 'xlam', 'pptm', 'potm', 'ppsm', 'ppam'])
const oldEndings = new Set(['doc', 'xls', 'ppt'])
const keptEndings = new Set<string>(Object.values(types).flatMap((one) => one.endings))

/** Refuses by its ending, before anything is sent; a name without one is decided by the content. */
export function refuseEnding(ending: string): void {
  if (ending === '' || keptEndings.has(ending)) return
  if (macroEndings.has(ending)) throw refusal('file.macros')
  if (oldEndings.has(ending)) throw refusal('file.old_office')
  throw refusal(['html', 'htm', 'svg', 'xhtml', 'xml'].includes(ending) ? 'file.markup' : 'file.kind')
}

/** The name says one thing and the content another. */
export function refuseMismatch(ending: string, found: ContentType): void {
  if (ending === '' || found.endings.includes(ending)) return
  throw refusal(
    'file.ending',
    `The name ends in .${ending}, but the content is ${found.type}. Give the file the ending .${found.endings[0]}, or choose another.`,
  )
}
