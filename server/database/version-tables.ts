import type { ColumnType, Generated } from 'kysely'
import type { MissingReason } from '../../instruments/engine/answers/missing.ts'
import type { Filled, Json, JsonColumn, Optional } from './column-types.ts'

// Versions of a questionnaire within a wave; compared with the live schema like tables.ts.

export interface VersionOfferTable {
  study_id: string
  wave_id: string
  number: number
  instrument_hash: string
  by_name: string
  by_account: Optional<string>
  at: Filled<Date>
}

export interface ResponseMoveTable {
  study_id: string
  response_id: string
  number: number
  from_hash: string
  to_hash: string
  /** The move that this one takes back. */
  reverses: Optional<number>
  /** Every answer as it stood. */
  before: JsonColumn
  /** For answers typed on the earlier version: what each key is called now, and how far its versions are apart. */
  keys: JsonColumn
  kept: number
  looks: number
  set_aside: number
  by_name: string
  by_person: Optional<string>
  at: Filled<Date>
}

export interface EarlierAnswerTable {
  study_id: string
  response_id: string
  id: string
  instrument_hash: string
  item: string
  row: Generated<string>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<MissingReason>
  outcome: 'look' | 'set_aside' | 'reversed'
  reason: string
  to_item: Optional<string>
  to_row: Optional<string>
  move: Optional<number>
  mutation_id: Optional<string>
  by_name: string
  given_at: Date
  at: Filled<Date>
}
