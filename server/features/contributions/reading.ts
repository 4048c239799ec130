import { createHash } from 'node:crypto'
import type { FilledFile } from '../../../instruments/exchange/answers/filled-file.ts'
import { readFilledFileInWorker } from '../../../instruments/exchange/answers/read-in-worker.ts'
import { WorkbookError } from '../../../instruments/exchange/workbook/workbook-error.ts'
import { problem } from '../../problems.ts'
import { toFileName } from '../files/file-name.ts'

/** A file that was handed in, read and named by its content. */
export interface HandedIn {
  readonly name: string
  readonly sha256: string
  readonly filled: FilledFile
}

// each is read in a thread with memory of its own; more at once would take it from everybody else
const mostAtOnce = 2
const mostWaiting = 20
const waiting: (() => void)[] = []
let reading = 0

/** Reads a filled file outside of any transaction. Refuses what is no filled questionnaire, with its reason. */
export async function readHandedIn(given: { readonly name: string; readonly bytes: Buffer }): Promise<HandedIn> {
  const sha256 = createHash('sha256').update(given.bytes).digest('hex')
  const filled = await inTurn(() => readFilledFileInWorker(given.bytes).catch(refuse))
  return { name: toFileName(given.name), sha256, filled }
}

async function inTurn<T>(read: () => Promise<T>): Promise<T> {
  if (waiting.length >= mostWaiting) throw problem('temporarily-unavailable')
  if (reading >= mostAtOnce) await new Promise<void>((go) => waiting.push(go))
  reading += 1
  try {
    return await read()
  } finally {
    reading -= 1
    waiting.shift()?.()
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof WorkbookError)) throw error
  const { place, code, message } = error
  throw problem('unreadable-file', message, [{ pointer: place, code, message }])
}
