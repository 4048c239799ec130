import { inflateRawSync } from 'node:zlib'

/** Cells of a workbook, by sheet and address: a second reader, which shares nothing with the product's. */
export type PlainCells = Readonly<Record<string, Readonly<Record<string, string>>>>

/**
 * Reads what spreadsheet programs would take a file for, with regular expressions, for files whose parts are where
 * every program puts them. Only for files the tests themselves had written.
 */
export function readPlainly(file: Buffer): PlainCells {
  const parts = partsOf(file)
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) =>
    unescaped(name ?? ''),
  )
  return Object.fromEntries(
    names.map((name, at) => [name, cellsOf(parts.get(`xl/worksheets/sheet${at + 1}.xml`) ?? '')]),
  )
}

const cellsOf = (xml: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, address = '', inner]) => {
      const value = /<t[^>]*>(.*?)<\/t>/s.exec(inner ?? '')?.[1] ?? /<v>(.*?)<\/v>/s.exec(inner ?? '')?.[1]
      return value === undefined ? [] : [[address, unescaped(value)]]
    }),
  )

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

export function partsOf(file: Buffer): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((field) => file.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const local = file.readUInt32LE(at + 42)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const bytes = file.subarray(start, start + packed)
    parts.set(file.toString('utf8', at + 46, at + 46 + name), (method === 0 ? bytes : inflateRawSync(bytes)).toString())
    at += 46 + name + extra + comment
  }
  return parts
}
