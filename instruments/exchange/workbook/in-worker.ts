import { Worker } from 'node:worker_threads'
import { WorkbookError, type WorkbookErrorCode } from './workbook-error.ts'

export interface Refusal {
  readonly code: WorkbookErrorCode
  readonly message: string
  readonly place: string
}

/** What a thread says at its end. */
export type Reply<T> = { readonly read: T } | { readonly refusal: Refusal }

// a million filled cells fit; what does not fit ends the thread and not the server
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 }
// starting a thread is not the file's fault
const graceMs = 2_000

/**
 * Reads a file of people the server does not know in a thread of its own, with memory of its own and an end.
 * Rejects with the WorkbookError of the thread, or with the error of the thread itself.
 */
export function inWorker<T>(script: URL, workerData: unknown, elapsedMs: number): Promise<T> {
  const worker = new Worker(script, { workerData, resourceLimits: memory })
  return new Promise<T>((resolve, reject) => {
    const end = setTimeout(() => {
      reject(new WorkbookError('timed-out', `Reading this file takes longer than ${elapsedMs / 1000} seconds.`))
    }, elapsedMs + graceMs)
    worker.once('message', (reply: Reply<T>) => {
      clearTimeout(end)
      if ('read' in reply) resolve(reply.read)
      else reject(new WorkbookError(reply.refusal.code, reply.refusal.message, reply.refusal.place))
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(end)
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(isFull ? new WorkbookError('too-large-inflated', 'Reading this file takes too much memory.') : error)
    })
  }).finally(() => worker.terminate())
}

/** In the thread: what was read, or why it could not be. Errors that are no refusals end the thread. */
export async function replyOf<T>(read: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { read: await read() }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    const { code, message, place } = error
    return { refusal: { code, message, place } }
  }
}
