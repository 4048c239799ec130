import { inWorker } from './in-worker.ts'
import { defaultLimits } from './limits.ts'
import type { ReadingOptions } from './read-workbook.ts'
import type { Workbook } from './workbook.ts'

/**
 * `readWorkbook` in a thread of its own, with memory of its own and an end: for files of people the server does not
 * know. The caller's bytes are copied. Rejects with the same WorkbookError, or with the error of the thread itself.
 */
export const readWorkbookInWorker = (bytes: Uint8Array, options: ReadingOptions = {}): Promise<Workbook> =>
  inWorker(
    new URL('./reading-worker.ts', import.meta.url),
    { bytes, options },
    options.limits?.elapsedMs ?? defaultLimits.elapsedMs,
  )
