import { Worker } from 'node:worker_threads'
import { defaultLimits } from './limits.ts'
import type { ReadingOptions } from './read-workbook.ts'
import type { Workbook } from './workbook.ts'
import { WorkbookError, type WorkbookErrorCode } from './workbook-error.ts'

type Reply =
  | { readonly workbook: Workbook }
  | { readonly refusal: { readonly code: WorkbookErrorCode; readonly message: string; readonly place: string } }

// a million filled cells fit; what does not fit ends the thread and not the server
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 }
// starting a thread is not the file's fault
const graceMs = 2_000

/**
 * `readWorkbook` in a thread of its own, with memory of its own and an end: for files of people the server does not
 * know. The caller's bytes are copied. Rejects with the same WorkbookError, or with the error of the thread itself.
 */
export function readWorkbookInWorker(bytes: Uint8Array, options: ReadingOptions = {}): Promise<Workbook> {
  const elapsedMs = options.limits?.elapsedMs ?? defaultLimits.elapsedMs
  const worker = new Worker(new URL('./reading-worker.ts', import.meta.url), {
    workerData: { bytes, options },
    resourceLimits: memory,
  })
  return new Promise<Workbook>((resolve, reject) => {
    const end = setTimeout(() => {
      reject(new WorkbookError('timed-out', `Reading this file takes longer than ${elapsedMs / 1000} seconds.`))
    }, elapsedMs + graceMs)
    worker.once('message', (reply: Reply) => {
      clearTimeout(end)
      if ('workbook' in reply) resolve(reply.workbook)
      else reject(new WorkbookError(reply.refusal.code, reply.refusal.message, reply.refusal.place))
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(end)
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(isFull ? new WorkbookError('too-large-inflated', 'Reading this file takes too much memory.') : error)
    })
  }).finally(() => worker.terminate())
}
