import { call, problemName } from '../../api/call.ts'
import { mutationOf } from './change.ts'
import type { SaveOutcome, SaveTransport } from './report.ts'

/** Browsers finish a request after the page is gone up to 64 kB in all, and never begin a larger one that asks for it. */
const mostBytesAfterwards = 60_000
/** After so long without a word the line is taken for dead, and the same is sent again. */
const longestMs = 30_000

/** `reopens`: was whoever types told that changes reopen clearance? */
export const transportFor = (response: string, reopens: () => boolean): SaveTransport => ({
  async send(changes): Promise<SaveOutcome> {
    const instrument = changes[0]?.instrument ?? ''
    const body = {
      instrument,
      mutations: changes.map(mutationOf),
      ...(reopens() && { reopenClearance: true as const }),
    }
    const keepalive = new Blob([JSON.stringify(body)]).size < mostBytesAfterwards
    const delivery = { keepalive, signal: AbortSignal.timeout(longestMs) }
    const reply = await call('PATCH /api/responses/:response/answers', { params: { response }, body }, delivery)
    return reply.ok
      ? { ok: true, ...reply.value }
      : { ok: false, name: problemName(reply.problem), problem: reply.problem }
  },
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  newId: () => crypto.randomUUID(),
})
