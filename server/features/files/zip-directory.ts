const endOfDirectory = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const longestComment = 65_535
const mostEntries = 10_000

export interface ZipEntry {
  readonly name: string
  /** Is it behind a password. */
  readonly sealed: boolean
  readonly deflated: boolean
  /** What the directory says; the truth may differ. */
  readonly size: number
  readonly packed: Buffer
}

/** The directory of a zip file, without unpacking anything; undefined when it is not sound. */
export function listZip(bytes: Buffer): readonly ZipEntry[] | undefined {
  const end = findEnd(bytes)
  if (end === undefined) return undefined
  const count = bytes.readUInt16LE(end + 10)
  if (count > mostEntries) return undefined
  const entries: ZipEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let read = 0; read < count; read += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entrySignature) return undefined
    const entry = readEntry(bytes, at)
    if (entry === undefined) return undefined
    entries.push(entry)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return overlap(bytes, entries) ? undefined : entries
}

function readEntry(bytes: Buffer, at: number): ZipEntry | undefined {
  const local = bytes.readUInt32LE(at + 42)
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localSignature) return undefined
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const length = bytes.readUInt32LE(at + 20)
  if (start + length > bytes.length) return undefined
  const method = bytes.readUInt16LE(at + 10)
  if (method !== 0 && method !== 8) return undefined
  return {
    name: bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)),
    sealed: (bytes.readUInt16LE(at + 8) & 1) === 1,
    deflated: method === 8,
    size: bytes.readUInt32LE(at + 24),
    packed: bytes.subarray(start, start + length),
  }
}

/** One piece of packed data that stands for many entries is how the largest bombs are made. */
function overlap(bytes: Buffer, entries: readonly ZipEntry[]): boolean {
  const spans = entries
    .map(({ packed }) => [packed.byteOffset - bytes.byteOffset, packed.length] as const)
    .filter(([, length]) => length > 0)
    .sort(([a], [b]) => a - b)
  return spans.some(([start], index) => {
    const [before, length] = spans[index - 1] ?? [0, 0]
    return start < before + length
  })
}

/** Would a reader of zip files take these bytes for one, whatever stands before? */
export const endsAsZip = (bytes: Buffer): boolean => findEnd(bytes) !== undefined

/** The directory's end stands at the end of the file, before a comment of up to 64 kB that reaches to the last byte. */
function findEnd(bytes: Buffer): number | undefined {
  const least = Math.max(0, bytes.length - endLength - longestComment)
  for (let at = bytes.length - endLength; at >= least; at -= 1) {
    if (bytes.readUInt32LE(at) !== endOfDirectory) continue
    if (at + endLength + bytes.readUInt16LE(at + 20) === bytes.length) return at
  }
  return undefined
}
