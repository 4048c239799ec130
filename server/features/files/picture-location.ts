/** Where a picture was taken stands in a table of its own, to which the first table of its EXIF data points. */
const locationPointer = 0x8825
const entryLength = 12
const mostTables = 4
/** Bytes of one value, by the type's number. */
const valueBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
}

interface Reader {
  readonly bytes: Buffer
  u16(at: number): number
  u32(at: number): number
}

/**
 * EXIF data (a TIFF structure) without the place where the picture was taken; everything else keeps its position.
 * The same buffer when there is no place in it, undefined when the data cannot be followed and are better left out.
 * Source: Exif 2.32 §4.6.3 (GPS IFD), TIFF 6.0 §2.
 */
export function withoutLocation(exif: Buffer): Buffer | undefined {
  try {
    return remove(exif)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function remove(exif: Buffer): Buffer | undefined {
  const order = exif.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return undefined
  const bytes = Buffer.from(exif)
  const reader: Reader =
    order === 'II'
      ? { bytes, u16: (at) => bytes.readUInt16LE(at), u32: (at) => bytes.readUInt32LE(at) }
      : { bytes, u16: (at) => bytes.readUInt16BE(at), u32: (at) => bytes.readUInt32BE(at) }
  if (reader.u16(2) !== 42) return undefined
  let table = reader.u32(4)
  let found = false
  for (let seen = 0; table !== 0; seen += 1) {
    if (seen === mostTables) return undefined
    const count = reader.u16(table)
    for (let index = count - 1; index >= 0; index -= 1) {
      const entry = table + 2 + index * entryLength
      if (reader.u16(entry) !== locationPointer) continue
      blankTable(reader, reader.u32(entry + 8))
      takeOut(reader, table, index, order === 'II')
      found = true
    }
    table = reader.u32(table + 2 + reader.u16(table) * entryLength)
  }
  return found ? bytes : exif
}

/** Zeroes over a table and all that it points to. */
function blankTable({ bytes, u16, u32 }: Reader, table: number): void {
  const count = u16(table)
  for (let index = 0; index < count; index += 1) {
    const entry = table + 2 + index * entryLength
    const length = (valueBytes[u16(entry + 2)] ?? 1) * u32(entry + 4)
    if (length > 4) blank(bytes, u32(entry + 8), length)
  }
  blank(bytes, table, 2 + count * entryLength)
}

function blank(bytes: Buffer, start: number, length: number): void {
  if (start + length > bytes.length) throw new RangeError('the table points beyond the data')
  bytes.fill(0, start, start + length)
}

/** The entries behind it move up, and so does the pointer to the next table. */
function takeOut({ bytes, u16 }: Reader, table: number, index: number, little: boolean): void {
  const count = u16(table)
  const entry = table + 2 + index * entryLength
  const end = table + 2 + count * entryLength + 4
  bytes.copyWithin(entry, entry + entryLength, end)
  bytes.fill(0, end - entryLength, end)
  if (little) bytes.writeUInt16LE(count - 1, table)
  else bytes.writeUInt16BE(count - 1, table)
}
