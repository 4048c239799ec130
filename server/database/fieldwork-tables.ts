import type { Filled, Optional } from './column-types.ts'

// Deadlines and letters while a wave runs; compared with the live schema like tables.ts. All append-only.

export interface ExtensionRequestTable {
  study_id: string
  response_id: string
  number: number
  /** `2027-01-31` */
  wished_on: string
  reason: string
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface ExtensionDecisionTable {
  study_id: string
  response_id: string
  number: number
  /** Empty: declined. */
  granted_on: Optional<string>
  note: string
  by_name: string
  by_account: string
  at: Filled<Date>
}

export interface LetterTable {
  study_id: string
  wave_id: string
  id: string
  /** Empty: to every administration of the wave. */
  response_id: Optional<string>
  text: string
  readers: 'leads' | 'everybody'
  by_name: string
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
}

export interface LetterReadingTable {
  study_id: string
  letter_id: string
  /** A person or an account. */
  reader: string
  at: Filled<Date>
}
