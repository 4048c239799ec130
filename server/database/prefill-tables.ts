import type { ColumnType, Generated } from 'kysely'
import type { DeclarableMissing } from '../../instruments/engine/definition/bundle.ts'
import type { Filled, Json, Optional } from './column-types.ts'

// What was said before and is offered, and what was decided about it; compared with the live schema like tables.ts.

export interface PrefillOfferTable {
  study_id: string
  response_id: string
  id: string
  instrument_hash: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  roster: Optional<string>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<DeclarableMissing>
  kind: 'wave' | 'register'
  wave_code: Optional<string>
  wave_title: Optional<string>
  reference: Optional<string>
  sha256: Optional<string>
  source_hash: Optional<string>
  source_item: Optional<string>
  source_row: Optional<string>
  register: Optional<string>
  entries: ColumnType<Json | null, string | null | undefined, string | null>
  /** `2026-06-30`. */
  as_of: string
  broken: Optional<string>
  why: Generated<string>
  offered_at: Filled<Date>
}

export interface PrefillDecisionTable {
  study_id: string
  response_id: string
  offer_id: string
  item: string
  number: number
  decision: 'confirmed' | 'no_longer_applies' | 'undone'
  by_name: string
  by_person: string
  at: Filled<Date>
}
