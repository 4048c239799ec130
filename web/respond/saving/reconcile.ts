import { call } from '../../api/call.ts'
import type { Sent } from './change.ts'
import type { BrowserDevice } from './device.ts'

const mostAtOnce = 1_000

/** Which of the changes the server once confirmed it does not have any more, oldest first; undefined: not known yet. */
export async function lostChanges(response: string, device: BrowserDevice): Promise<readonly Sent[] | undefined> {
  const sent = await device.read('sent')
  const missing = new Set<string>()
  for (let at = 0; at < sent.length; at += mostAtOnce) {
    const mutations = sent.slice(at, at + mostAtOnce).map(({ id }) => id)
    const reply = await call('POST /api/responses/:response/reconcile', { params: { response }, body: { mutations } })
    if (!reply.ok) return undefined
    for (const id of reply.value.missing) missing.add(id)
  }
  return sent.filter(({ id }) => missing.has(id))
}
