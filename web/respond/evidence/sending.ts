import type { ProblemBody, UploadState } from '#contract'
import { isPassing, problemName, type Result } from '../../api/call.ts'
import { retryDelayMs } from '../saving/retry.ts'

/** What a file is, as far as sending it goes: a `File` of the browser is one. */
export interface Sendable {
  readonly name: string
  readonly size: number
  slice(start: number, end: number): Blob
  arrayBuffer(): Promise<ArrayBuffer>
}

export interface PieceTransport {
  begin(file: { name: string; bytes: number; sha256: string }): Promise<Result<UploadState>>
  piece(upload: string, piece: { offset: number; sha256: string; content: Blob }): Promise<Result<UploadState>>
  /** Until the delay is over, or the connection is back. */
  wait(delayMs: number): Promise<void>
  now(): number
  random(): number
}

export interface SendProgress {
  readonly state: 'sending' | 'paused'
  readonly sent: number
  readonly bytes: number
}

export interface Sending {
  readonly transport: PieceTransport
  readonly onprogress: (progress: SendProgress) => void
  readonly signal?: AbortSignal
}

const leastBytes = 16_384
const mostBytes = 262_144
const firstBytes = 65_536
/** A piece that takes about this long loses little when it is cut, and is not held up by its head on a slow line. */
const pieceMs = 8_000
/** Refusals that pass by themselves, one after another, before they are believed. A lost connection is waited for. */
const mostFailures = 10

/**
 * Sends a file piece by piece until the server has kept it, or says why not. Where a piece breaks off, the server is asked
 * how far it came and sending goes on from there: also in a later visit, when the same file is chosen again.
 * Undefined when it was called off.
 */
export async function sendFile(file: Sendable, sending: Sending): Promise<Result<UploadState> | undefined> {
  const { transport, onprogress, signal } = sending
  const whole = { name: file.name, bytes: file.size, sha256: await fingerprint(file) }
  let size = firstBytes
  let failures = 0
  let state: UploadState | undefined
  while (signal?.aborted !== true) {
    const began = transport.now()
    const result = await (state === undefined ? transport.begin(whole) : sendPiece(file, state, size, transport))
    if (result.ok) {
      if (state !== undefined) size = fitting(result.value.offset - state.offset, transport.now() - began)
      state = result.value
      failures = 0
      onprogress({ state: 'sending', sent: state.offset, bytes: file.size })
      if (state.file !== undefined) return result
      continue
    }
    const after = afterRefusal(result.problem)
    failures += 1
    if (after === 'stop' || (after === 'again' && failures > mostFailures)) return result
    const sent = state?.offset ?? 0
    // whatever happened to the piece, the server knows how far it came
    state = undefined
    size = Math.max(leastBytes, size >> 1)
    if (after === 'ask' && failures < mostFailures) continue
    onprogress({ state: 'paused', sent, bytes: file.size })
    await transport.wait(retryDelayMs(failures, transport.random()))
  }
  return undefined
}

async function sendPiece(file: Sendable, { id, offset }: UploadState, size: number, transport: PieceTransport) {
  const content = file.slice(offset, Math.min(offset + size, file.size))
  return transport.piece(id, { offset, sha256: await fingerprint(content), content })
}

const fitting = (sent: number, tookMs: number): number =>
  Math.max(leastBytes, Math.min(mostBytes, Math.round((sent * pieceMs) / Math.max(tookMs, 1))))

/** `ask` how far it came and go on; `wait` for the connection; try `again` a few times; or `stop`. */
function afterRefusal(problem: ProblemBody): 'ask' | 'wait' | 'again' | 'stop' {
  const name = problemName(problem)
  if (name === 'unreachable') return 'wait'
  if (name === 'upload-offset' || name === 'upload-expired') return 'ask'
  const isPieceOnly = problem.errors?.[0]?.code === 'upload.piece_changed'
  return isPassing(name) || isPieceOnly ? 'again' : 'stop'
}

async function fingerprint(content: { arrayBuffer(): Promise<ArrayBuffer> }): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
