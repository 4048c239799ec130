import type { Origin } from '../../database/tables.ts'
import type { Actor } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'

/** Which response is worked on, and in whose name. */
export interface Author {
  readonly study: string
  readonly response: string
  readonly person: string
  readonly name: string
  readonly origin: Origin
}

/** A respondent writes in the response the session is bound to, and in no other. */
export function authorOf(actor: Actor, response: string): Author {
  const { study, person, name } = actor
  if (study === undefined || person === undefined || actor.response !== response.toLowerCase()) {
    throw problem('not-found')
  }
  return { study, response: actor.response, person, name, origin: 'respondent' }
}
