/** A JSON text read strictly, with the line every object and array begins in. */
export type JsonReading =
  | { readonly ok: true; readonly value: unknown; lineOf(node: object): number | undefined }
  | { readonly ok: false; readonly fault: JsonFault }

export interface JsonFault {
  readonly code:
    | 'empty-file'
    | 'malformed'
    | 'duplicate-key'
    | 'out-of-range'
    | 'lone-surrogate'
    | 'too-deep'
    | 'too-large'
  readonly line: number
  readonly column: number
  /** JSON Pointer. */
  readonly pointer: string
  readonly message: string
}

const deepest = 100
const largest = 10_000_000

interface Cursor {
  readonly text: string
  at: number
  readonly path: (string | number)[]
  readonly lines: WeakMap<object, number>
  /** How far lines were counted, so that counting stays linear. */
  counted: { at: number; line: number }
}

class JsonError extends Error {
  readonly fault: JsonFault
  constructor(fault: JsonFault) {
    super(fault.message)
    this.fault = fault
  }
}

/**
 * Bytes or text → the value, or the first fault with its place. Stricter than JSON.parse where that would lose
 * something in silence: a key that stands twice, a number beyond what a number can be, half a character. A byte
 * order mark is welcome.
 */
export function readJson(source: Uint8Array | string): JsonReading {
  const cursor: Cursor = { text: '', at: 0, path: [], lines: new WeakMap(), counted: { at: 0, line: 1 } }
  try {
    const text = textOf(source, cursor)
    Object.assign(cursor, { text })
    skipSpace(cursor)
    if (cursor.at === text.length) fail(cursor, 'empty-file', 'The file is empty.')
    const value = readValue(cursor)
    skipSpace(cursor)
    if (cursor.at < text.length) fail(cursor, 'malformed', 'The file goes on after its end.')
    return { ok: true, value, lineOf: (node) => cursor.lines.get(node) }
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, fault: error.fault }
    throw error
  }
}

function textOf(source: Uint8Array | string, cursor: Cursor): string {
  if (source.length > largest) fail(cursor, 'too-large', `The file is larger than ${largest / 1_000_000} MB.`)
  if (typeof source === 'string') return source.replace(/^\uFEFF/, '')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source)
  } catch {
    return fail(cursor, 'malformed', 'The file is not text in UTF-8.')
  }
}

function fail(cursor: Cursor, code: JsonFault['code'], message: string): never {
  const { text, at, path } = cursor
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  throw new JsonError({ code, message, line: lineAt(cursor), column: at - lineStart + 1, pointer })
}

function lineAt(cursor: Cursor): number {
  const { counted, text, at } = cursor
  for (let next = text.indexOf('\n', counted.at); next !== -1 && next < at; next = text.indexOf('\n', counted.at)) {
    counted.at = next + 1
    counted.line += 1
  }
  return counted.line
}

const space = /[ \t\r\n]*/y
const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text must escape
const plainText = /[^"\\\u0000-\u001f]*/y
const words: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

function take(cursor: Cursor, shape: RegExp): string {
  shape.lastIndex = cursor.at
  const [found = ''] = shape.exec(cursor.text) ?? []
  cursor.at += found.length
  return found
}

const skipSpace = (cursor: Cursor): void => void take(cursor, space)

function readValue(cursor: Cursor): unknown {
  if (cursor.path.length > deepest) fail(cursor, 'too-deep', `The file is nested more than ${deepest} deep.`)
  const next = cursor.text.charAt(cursor.at)
  if (next === '{') return readObject(cursor)
  if (next === '[') return readArray(cursor)
  if (next === '"') return readString(cursor)
  const word = words.find(([text]) => cursor.text.startsWith(text, cursor.at))
  if (word !== undefined) {
    cursor.at += word[0].length
    return word[1]
  }
  const digits = take(cursor, numberShape)
  if (digits === '') fail(cursor, 'malformed', 'A value is missing here.')
  const number = Number(digits)
  if (!Number.isFinite(number)) fail(cursor, 'out-of-range', `The number ${digits} is larger than a number can be.`)
  return number
}

function expect(cursor: Cursor, mark: string): void {
  if (cursor.text.charAt(cursor.at) !== mark) fail(cursor, 'malformed', `«${mark}» is missing here.`)
  cursor.at += 1
}

function readObject(cursor: Cursor): object {
  // an object without ancestors: `__proto__` is a key like any other
  const object: Record<string, unknown> = Object.create(null)
  cursor.lines.set(object, lineAt(cursor))
  readMembers(cursor, '}', () => {
    if (cursor.text.charAt(cursor.at) !== '"') fail(cursor, 'malformed', 'A key in quotes is missing here.')
    const key = readString(cursor)
    cursor.path.push(key)
    if (Object.hasOwn(object, key)) fail(cursor, 'duplicate-key', `The key «${key}» stands here for the second time.`)
    skipSpace(cursor)
    expect(cursor, ':')
    skipSpace(cursor)
    object[key] = readValue(cursor)
    cursor.path.pop()
  })
  return object
}

function readArray(cursor: Cursor): readonly unknown[] {
  const array: unknown[] = []
  cursor.lines.set(array, lineAt(cursor))
  readMembers(cursor, ']', () => {
    cursor.path.push(array.length)
    array.push(readValue(cursor))
    cursor.path.pop()
  })
  return array
}

function readMembers(cursor: Cursor, close: string, readMember: () => void): void {
  cursor.at += 1
  skipSpace(cursor)
  if (cursor.text.charAt(cursor.at) === close) {
    cursor.at += 1
    return
  }
  for (;;) {
    skipSpace(cursor)
    readMember()
    skipSpace(cursor)
    if (cursor.text.charAt(cursor.at) === close) break
    expect(cursor, ',')
  }
  cursor.at += 1
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

function readString(cursor: Cursor): string {
  cursor.at += 1
  let text = ''
  for (;;) {
    text += take(cursor, plainText)
    const next = cursor.text.charAt(cursor.at)
    if (next === '"') break
    if (next !== '\\') fail(cursor, 'malformed', 'A text is never closed.')
    text += readEscape(cursor)
  }
  if (!text.isWellFormed()) fail(cursor, 'lone-surrogate', 'A text holds half of a character (\\ud800 to \\udfff).')
  cursor.at += 1
  return text
}

function readEscape(cursor: Cursor): string {
  const sign = cursor.text.charAt(cursor.at + 1)
  const hex = /^[0-9A-Fa-f]{4}$/.exec(cursor.text.slice(cursor.at + 2, cursor.at + 6))
  if (sign === 'u' && hex) {
    cursor.at += 6
    return String.fromCharCode(Number.parseInt(hex[0], 16))
  }
  const character = escapes[sign]
  if (character === undefined || sign === '') fail(cursor, 'malformed', 'An escape in a text is not one of JSON.')
  cursor.at += 2
  return character
}
