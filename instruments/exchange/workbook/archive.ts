import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, validateFileName, type ZipFile } from 'yauzl'
import type { Deadline } from './deadline.ts'
import type { WorkbookLimits } from './limits.ts'
import { WorkbookError } from './workbook-error.ts'

/** A zip archive whose directory is sound; nothing is unpacked before it is asked for. */
export interface Archive {
  /** Part names do not differ by case alone in an office file. */
  has(name: string): boolean
  /** The bytes of a part as they are unpacked, under every limit; rejects with a WorkbookError. */
  read(name: string): AsyncGenerator<Uint8Array>
}

/** Reads the directory of an archive. Rejects with a WorkbookError. */
export async function openArchive(bytes: Uint8Array, limits: WorkbookLimits, deadline: Deadline): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  // names are decoded here, so that a bad one is refused by name and not as any fault of the archive
  const zip = await fromBufferPromise(buffer, { decodeStrings: false }).catch(damaged)
  if (zip.entryCount > limits.entries) throw tooManyEntries(limits)
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      deadline()
      if (entries.size >= limits.entries) throw tooManyEntries(limits)
      const name = soundName(entry)
      if (entries.has(name)) throw new WorkbookError('bad-entry', 'The archive holds two parts of this name.', name)
      entries.set(name, entry)
    }
  } catch (error) {
    return damaged(error)
  }
  const budget = { left: limits.inflated }
  return {
    has: (name) => entries.has(name.toLowerCase()),
    read: (name) => {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) throw new WorkbookError('damaged', 'The file names a part that it does not hold.', name)
      return unpack(zip, entry, name, { limits, deadline, budget })
    },
  }
}

function damaged(error: unknown): never {
  if (error instanceof WorkbookError) throw error
  throw new WorkbookError('damaged', 'The file is cut off or damaged: its zip archive cannot be read.')
}

const tooManyEntries = (limits: WorkbookLimits): WorkbookError =>
  new WorkbookError('too-many-entries', `The archive holds more than ${limits.entries} parts.`)

const unixLink = 0o120000
const unixKind = 0o170000

function soundName(entry: Entry): string {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  const isLink = ((entry.externalFileAttributes >>> 16) & unixKind) === unixLink
  if (validateFileName(name) !== null || name.includes('\0') || isLink) {
    throw new WorkbookError('bad-entry', 'The archive holds a part that leads outside of it.', name.slice(0, 80))
  }
  return name.toLowerCase()
}

interface Bounds {
  readonly limits: WorkbookLimits
  readonly deadline: Deadline
  /** Bytes that may still be unpacked of the whole archive. */
  readonly budget: { left: number }
}

async function* unpack(zip: ZipFile, entry: Entry, name: string, bounds: Bounds): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new WorkbookError('encrypted', 'The archive has a password. Save it without one.')
  const { limits, deadline, budget } = bounds
  // an honest header saves the work; one that lies is caught below
  if (entry.uncompressedSize > Math.min(limits.entryInflated, budget.left)) throw tooLarge(name)
  const stream = await zip.openReadStreamPromise(entry).catch(damaged)
  const allowed = Math.max(limits.ratioFrom, limits.ratio * entry.compressedSize)
  let unpacked = 0
  let sum = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      deadline()
      unpacked += chunk.length
      budget.left -= chunk.length
      if (unpacked > limits.entryInflated || unpacked > allowed || budget.left < 0) throw tooLarge(name)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    if (error instanceof WorkbookError) throw error
    // yauzl stops a part that is larger than its header says
    if (error instanceof Error && error.message.startsWith('too many bytes')) throw tooLarge(name)
    throw new WorkbookError('damaged', 'A part of the file cannot be unpacked.', name)
  }
  if (sum !== entry.crc32) throw new WorkbookError('damaged', 'A part of the file does not match its checksum.', name)
}

const tooLarge = (name: string): WorkbookError =>
  new WorkbookError('too-large-inflated', 'The file unpacks to more than a questionnaire or its answers need.', name)
