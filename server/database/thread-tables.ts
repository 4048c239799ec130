import type { Generated } from 'kysely'
import type { ThreadScope } from '#contract'
import type { Filled, Optional } from './column-types.ts'

// What is said about a response and its items, and who has read how far; compared like tables.ts.

export interface ThreadTable {
  study_id: string
  response_id: string
  id: string
  /** Empty: the response as a whole. */
  item: Optional<string>
  scope: ThreadScope
  /** The ministry of whoever opened it; empty: the research team did. */
  body: Optional<string>
  by_name: string
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
  messages: Generated<number>
  last_at: Filled<Date>
  resolved_by: Optional<string>
  resolved_at: Optional<Date>
}

export interface ThreadMessageTable {
  study_id: string
  response_id: string
  id: string
  thread_id: string
  /** Counted by the thread. */
  number: Generated<number>
  text: string
  by_name: string
  by_body: Optional<string>
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
  taken_back_at: Optional<Date>
}

export interface ThreadMentionTable {
  study_id: string
  response_id: string
  thread_id: string
  message_id: string
  person_id: string
  person_name: string
  at: Filled<Date>
}

export interface ThreadLookTable {
  study_id: string
  response_id: string
  thread_id: string
  /** A person or an account. */
  reader: string
  /** The last message they saw. */
  number: number
  at: Filled<Date>
}
