import { parentPort, workerData } from 'node:worker_threads'
import { type ReadingOptions, readWorkbook } from './read-workbook.ts'
import { WorkbookError } from './workbook-error.ts'

// what runs in the thread that `readWorkbookInWorker` starts; it is told everything and keeps nothing
const { bytes, options } = workerData as { readonly bytes: Uint8Array; readonly options: ReadingOptions }

try {
  parentPort?.postMessage({ workbook: await readWorkbook(bytes, options) })
} catch (error) {
  if (!(error instanceof WorkbookError)) throw error
  const { code, message, place } = error
  parentPort?.postMessage({ refusal: { code, message, place } })
}
