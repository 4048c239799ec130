import type { Generated } from 'kysely'
import type { Filled, Optional } from './column-types.ts'

// Append-only, every one of them: what stands is what the rows say in their order.

/** The public halves of the keys receipts were ever signed with. */
export interface SigningKeyTable {
  /** RFC 7638 thumbprint. */
  id: string
  /** base64url of 32 bytes. */
  public_key: string
  at: Filled<Date>
}

export interface ClearanceStepTable {
  study_id: string
  response_id: string
  plan: number
  step: number
  title: string
  role: 'focal_point' | 'clearing_officer'
  person_id: Optional<string>
  person_name: Optional<string>
  sections: Generated<string[]>
  by_name: string
  by_person: Optional<string>
  at: Filled<Date>
}

export interface ClearanceRequestTable {
  study_id: string
  response_id: string
  number: number
  /** 0: no steps are defined. */
  plan: number
  revision: number
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface ClearanceDecisionTable {
  study_id: string
  response_id: string
  request: number
  number: number
  step: number
  decision: 'cleared' | 'returned' | 'reopened' | 'withdrawn'
  note: Generated<string>
  sections: Generated<string[]>
  /** Items a cleared step covers; empty: all. */
  items: Optional<string[]>
  revision: number
  by_name: string
  signed_name: Optional<string>
  signed_title: Optional<string>
  by_person: string
  at: Filled<Date>
}

export interface WarningReasonTable {
  study_id: string
  response_id: string
  id: string
  key: string
  warning: string
  reason: string
  revision: number
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface ClearanceWaiverTable {
  study_id: string
  response_id: string
  number: number
  reason: string
  by_name: string
  by_account: string
  at: Filled<Date>
}

export interface ReopeningRequestTable {
  study_id: string
  response_id: string
  submission: number
  number: number
  reason: string
  by_name: string
  by_role: 'focal_point' | 'coordinator'
  by_person: Optional<string>
  by_account: Optional<string>
  at: Filled<Date>
}

export interface ReopeningTable {
  study_id: string
  response_id: string
  submission: number
  reason: string
  request: Optional<number>
  by_name: string
  by_person: string
  at: Filled<Date>
}
