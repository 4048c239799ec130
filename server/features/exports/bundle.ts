import { createHash } from 'node:crypto'
import { makeZip } from 'client-zip'
import type { ExportedResponse } from '../../exports/data-file.ts'
import { type ExportHead, manifestText, readmeText, type WrittenFile } from '../../exports/manifest.ts'
import { columnsOf, type ExportPackage } from '../../exports/package.ts'
import { dataFileText, descriptionText, type Tally } from '../../exports/stream.ts'

interface Entry {
  readonly name: string
  readonly input: AsyncIterable<Uint8Array>
  readonly lastModified: Date
}

/**
 * The whole export as one ZIP, made while it is sent. The archive ends in its list of files, so one that was cut off
 * cannot be opened; the manifest comes last because it knows the others by their checksums.
 */
export function bundle(
  head: ExportHead,
  parts: ExportPackage,
  responses: () => AsyncIterable<ExportedResponse>,
): AsyncIterable<Uint8Array> {
  return makeZip(entries(head, parts, responses))
}

async function* entries(
  head: ExportHead,
  parts: ExportPackage,
  responses: () => AsyncIterable<ExportedResponse>,
): AsyncGenerator<Entry> {
  const lastModified = new Date(head.exportedAt)
  const written: WrittenFile[] = []
  const entry = (name: string, title: string, columns: number, text: (tally: Tally) => Chunks): Entry => {
    const tally = { rows: 0 }
    const done = (bytes: number, sha256: string) => {
      written.push({ name, title, rows: tally.rows, columns, bytes, sha256 })
    }
    return { name, input: measured(text(tally), done), lastModified }
  }
  yield entry('README.txt', 'How to read these files', 0, () => [readmeText(head)])
  for (const file of parts.data)
    yield entry(file.name, file.title, columnsOf(file), (tally) => dataFileText(file, responses(), tally))
  for (const file of parts.descriptions)
    yield entry(file.name, file.title, columnsOf(file), (tally) => [descriptionText(file, tally)])
  const manifest = () => [manifestText(head, written)]
  yield { name: 'manifest.json', input: measured(manifest(), () => {}), lastModified }
}

type Chunks = AsyncIterable<string> | Iterable<string>

/** The text as bytes; says how many there were and what their hash is once they have all passed. */
async function* measured(text: Chunks, done: (bytes: number, sha256: string) => void): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of text) {
    const part = Buffer.from(chunk, 'utf8')
    hash.update(part)
    bytes += part.length
    yield part
  }
  done(bytes, hash.digest('hex'))
}
