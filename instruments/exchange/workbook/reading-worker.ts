import { parentPort, workerData } from 'node:worker_threads'
import { replyOf } from './in-worker.ts'
import { type ReadingOptions, readWorkbook } from './read-workbook.ts'

// what runs in the thread that `readWorkbookInWorker` starts; it is told everything and keeps nothing
const { bytes, options } = workerData as { readonly bytes: Uint8Array; readonly options: ReadingOptions }

parentPort?.postMessage(await replyOf(() => readWorkbook(bytes, options)))
