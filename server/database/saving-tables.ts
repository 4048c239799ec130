import type { ColumnType, Generated } from 'kysely'
import type { Filled, Json, Optional } from './column-types.ts'

// What lost against a change made at the same time, and what was typed and does not fit; compared like tables.ts.

export interface AlternativeTable {
  study_id: string
  response_id: string
  id: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<string>
  base: number
  stood: number
  by_name: string
  by_person: Optional<string>
  at: Filled<Date>
  state: Generated<'open' | 'chosen' | 'dismissed' | 'replaced'>
  resolution: Optional<string>
  resolved_by: Optional<string>
  resolved_by_person: Optional<string>
  resolved_at: Optional<Date>
}

export interface DraftTextTable {
  study_id: string
  response_id: string
  id: string
  item: string
  row: Generated<string>
  typed: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<string>
  errors: ColumnType<Json, string, string>
  by_name: string
  by_person: Optional<string>
  at: Filled<Date>
}

export interface ServerEpochTable {
  here: Generated<boolean>
  epoch: Generated<string>
  cluster: string
  at: Filled<Date>
}
