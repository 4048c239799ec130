import type { Session } from '../../http/session-cookie.ts'
import { problem } from '../../problems.ts'

/** How sure we are who acts: by their personal link, or by their password. */
type Level = Session['level']

/**
 * The one place that says how sure we must be before somebody clears. Today the officer's own personal link is enough,
 * together with the name they type; a second factor is asked for here once sessions carry one.
 */
const enough: ReadonlySet<Level> = new Set(['link'])

export function refuseLevel({ level }: Session): void {
  if (!enough.has(level)) throw problem('not-allowed', 'Sign in with your personal link to clear this response.')
}
