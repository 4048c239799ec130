import type { Memo } from './case.ts'
import { settle, type World } from './world.ts'

/** The next version is offered to the wave. */
export async function offer({ server, place, cookies }: World): Promise<void> {
  const url = `/api/waves/${place.wave}/versions`
  const cookie = { s: cookies.coordinator ?? '' }
  await server.ask({ method: 'POST', url, payload: { instrument: place.next }, cookies: cookie })
}

/** Nothing is left to choose while it may still be chosen, and the revision is known. */
export async function readyToSend({ ours, phase }: World, memo: Memo): Promise<void> {
  if (phase === 'draft') await settle(ours)
  memo.revision = String((await ours.focal.read()).revision)
}
