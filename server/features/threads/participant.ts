import type { Actor } from '../../database/unit-of-work.ts'

/** Who takes part: a respondent in their response, or somebody of the research team. */
export interface Participant {
  readonly name: string
  readonly role: Actor['role']
  readonly person?: string | undefined
  readonly account?: string | undefined
}

export interface Place {
  readonly study: string
  readonly response: string
}

/** A person or an account; the ids of both are never the same. */
export const readerOf = ({ person, account }: Participant): string => person ?? account ?? ''
