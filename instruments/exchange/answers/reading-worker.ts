import { parentPort, workerData } from 'node:worker_threads'
import { replyOf } from '../workbook/in-worker.ts'
import { readFilledFile } from './read-filled-file.ts'

// what runs in the thread that `readFilledFileInWorker` starts; it is told everything and keeps nothing
const { bytes } = workerData as { readonly bytes: Uint8Array }

parentPort?.postMessage(await replyOf(() => readFilledFile(bytes)))
