import type { Generated } from 'kysely'
import type { Filled, Optional } from './column-types.ts'

// Append-only, both: what stands is the newest rendering of an answer, and its latest review.

export interface RenderingTable {
  study_id: string
  response_id: string
  id: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  side: 'administration' | 'research'
  number: number
  language: string
  /** Empty: only the language was named. */
  text: Generated<string>
  method: Generated<'person' | 'machine'>
  machine: Generated<string>
  /** Of the wording it renders. */
  original_sha256: string
  by_name: string
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
}

export interface RenderingReviewTable {
  study_id: string
  response_id: string
  rendering_id: string
  decision: 'reviewed' | 'approved'
  by_name: string
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
}
