import type { UploadState } from '#contract'
import { call, type Result } from '../../api/call.ts'
import { type PieceTransport, type Sendable, type SendProgress, sendFile } from './sending.ts'

/** A piece that is not through by then is lost: on the slowest line it takes half of it. */
const mostPieceMs = 100_000

const transportFor = (response: string, signal: AbortSignal | undefined): PieceTransport => {
  const patience = () => AbortSignal.any([AbortSignal.timeout(mostPieceMs), ...(signal ? [signal] : [])])
  return {
    begin: (body) =>
      call('POST /api/responses/:response/uploads', { params: { response }, body }, { signal: patience() }),
    piece: (upload, { offset, sha256, content }) => {
      const request = { params: { response, upload }, query: { offset, sha256 } }
      return call('PUT /api/responses/:response/uploads/:upload', request, { file: content, signal: patience() })
    },
    wait: (delayMs) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          removeEventListener('online', done)
          signal?.removeEventListener('abort', done)
          resolve()
        }
        const timer = setTimeout(done, delayMs)
        addEventListener('online', done)
        signal?.addEventListener('abort', done)
      }),
    now: () => performance.now(),
    random: Math.random,
  }
}

/** Sends a file of this response in pieces that survive a bad line; undefined when it was called off. */
export const upload = (
  response: string,
  file: Sendable,
  onprogress: (progress: SendProgress) => void = () => {},
  signal?: AbortSignal,
): Promise<Result<UploadState> | undefined> =>
  sendFile(file, { transport: transportFor(response, signal), onprogress, ...(signal && { signal }) })
