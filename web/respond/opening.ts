import type { OpenedResponse, ProblemBody } from '#contract'
import { type Instrument, openInstrument } from '#engine'
import { call, isPassing, problemName, type Result } from '../api/call.ts'
import type { Change } from './saving/change.ts'
import type { BrowserDevice } from './saving/device.ts'

interface Fetched {
  readonly opened: OpenedResponse
  readonly instrument: Instrument
}

/** A response, and what this browser keeps of somebody's work on it. */
export interface Kept extends Fetched {
  readonly device: BrowserDevice | undefined
  /** What the server may not have, oldest first. */
  readonly pending: readonly Change[]
  /** It is what this browser remembers: the server was out of reach. */
  readonly isOld: boolean
}

/** The response a session is bound to; without a line, as it was when it was loaded last. */
export async function openKept(response: string, device: BrowserDevice | undefined): Promise<Result<Kept>> {
  const [fetched, pending = []] = await Promise.all([fetchResponse(response), device?.read('pending')])
  if (fetched.ok) return { ok: true, value: { ...fetched.value, device, pending, isOld: false } }
  const remembered = isPassing(problemName(fetched.problem)) ? await device?.recall() : undefined
  const known = device && remembered && (await withInstrument(await asKnown(device, remembered)))
  return known?.ok ? { ok: true, value: { ...known.value, device, pending, isOld: true } } : fetched
}

async function asKnown(device: BrowserDevice, opened: OpenedResponse): Promise<OpenedResponse> {
  const { withSent } = await import('./saving/remembered.ts')
  return { ...opened, answers: [...withSent(opened.answers, await device.read('sent'))] }
}

export async function fetchResponse(response: string): Promise<Result<Fetched>> {
  const opened = await call('GET /api/responses/:response', { params: { response } })
  return opened.ok ? withInstrument(opened.value) : opened
}

async function withInstrument(opened: OpenedResponse): Promise<Result<Fetched>> {
  const hash = opened.instrument
  const bundle = await call('GET /api/instruments/:hash', { params: { hash } })
  return bundle.ok ? { ok: true, value: { opened, instrument: openInstrument(bundle.value, hash) } } : bundle
}

/** The file widget says the reason of a refusal; anything else it calls a failed connection. */
export function refusalOf(problem: ProblemBody): Error {
  const error = new Error(problem.detail)
  if (!isPassing(problemName(problem))) error.name = 'Refusal'
  return error
}
