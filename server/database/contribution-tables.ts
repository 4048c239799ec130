import type { ColumnType, Generated } from 'kysely'
import type { DeclarableMissing } from '../../instruments/engine/definition/bundle.ts'
import type { Filled, Json, Optional } from './column-types.ts'

// What is proposed as an answer, and what was decided about it; compared with the live schema like tables.ts.

export interface ContributionTable {
  study_id: string
  response_id: string
  id: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<DeclarableMissing>
  source: 'person' | 'word' | 'excel'
  file_name: Optional<string>
  file_sha256: Optional<string>
  place: Generated<string>
  instrument_hash: string
  base: number
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface ContributionDecisionTable {
  study_id: string
  response_id: string
  contribution_id: string
  number: number
  state: 'taken' | 'declined' | 'superseded'
  reason: Optional<string>
  by_name: string
  by_person: string
  at: Filled<Date>
}
