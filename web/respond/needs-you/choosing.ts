import { call, problemName } from '../../api/call.ts'
import type { ResponseState } from '../response.svelte.ts'
import { type Change, givenBy } from '../saving/change.ts'
import type { Conflict } from '../saving/report.ts'

/**
 * One of two answers is to stand; the server keeps the other on record. When the answer changed meanwhile, both are
 * shown as they are now. False: the choice did not arrive.
 */
export async function choose(response: ResponseState, { id, version }: Conflict, which: 'mine' | 'theirs') {
  const body = {
    id: crypto.randomUUID(),
    version,
    ...choiceOf(which, response.typedOn(id)),
    ...(response.reopensClearance && { reopenClearance: true as const }),
  }
  const params = { response: response.opened.id, alternative: id }
  const reply = await call('POST /api/responses/:response/alternatives/:alternative/resolution', { params, body })
  if (reply.ok) response.chosen(id, reply.value)
  else if (problemName(reply.problem) === 'stale-response') await response.reload()
  else return false
  return true
}

/** Mine is what was typed last, also where the server does not have it yet. */
function choiceOf(which: 'mine' | 'theirs', typed: Change | undefined) {
  if (which === 'theirs') return { choice: 'standing' } as const
  return typed === undefined
    ? ({ choice: 'alternative' } as const)
    : ({ choice: 'other', ...givenBy(typed.answer) } as const)
}
