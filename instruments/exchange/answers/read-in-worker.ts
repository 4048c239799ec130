import { inWorker } from '../workbook/in-worker.ts'
import { defaultLimits } from '../workbook/limits.ts'
import type { FilledFile } from './filled-file.ts'

/** `readFilledFile` in a thread of its own. The caller's bytes are copied. Rejects with the same WorkbookError. */
export const readFilledFileInWorker = (bytes: Uint8Array): Promise<FilledFile> =>
  inWorker(new URL('./reading-worker.ts', import.meta.url), { bytes }, defaultLimits.elapsedMs)
