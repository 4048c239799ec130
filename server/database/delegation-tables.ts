import type { ColumnType, Generated } from 'kysely'
import type { Role } from '#contract'
import type { Filled, Optional } from './column-types.ts'

// Who works on which part of a response; compared with the live schema like tables.ts.

export interface MembershipTable {
  study_id: string
  response_id: string
  person_id: string
  role: Extract<Role, 'focal_point' | 'contributor' | 'reviewer' | 'clearing_officer'>
  /** As asked for, beside single items; both empty: the whole response. */
  sections: Generated<string[]>
  single_items: Generated<string[]>
  /** Both spelled out by the database; empty: the whole response. */
  items: Optional<string[]>
  /** What has to be read beside them. */
  context: Generated<string[]>
  reads_all: Generated<boolean>
  alternate: Generated<boolean>
  body: Generated<string>
  /** `2026-12-01` */
  due_on: Optional<string>
  message: Generated<string>
  asked_by: Optional<string>
  asked_at: Filled<Date>
  withdrawn_at: Optional<Date>
  /** Sessions from before this moment are over. */
  sessions_from: Optional<Date>
}

export interface DelegationReturnTable {
  study_id: string
  response_id: string
  id: string
  person_id: string
  outcome: 'done' | 'cannot'
  note: Generated<string>
  at: Filled<Date>
}

export interface LastLookTable {
  study_id: string
  response_id: string
  person_id: string
  at: ColumnType<Date, Date | undefined, Date>
}
