import type { Generated } from 'kysely'
import type { DisclosureLevel } from '#contract'
import type { Filled, JsonColumn, Optional } from './column-types.ts'

export interface UploadTable {
  study_id: string
  response_id: string
  id: string
  name: string
  bytes: number
  /** Of the whole, as the sender counts it. */
  sha256: string
  received: Generated<number>
  /** The file it became. */
  kept: Optional<string>
  notices: Generated<string[]>
  by_person: string
  at: Filled<Date>
  expires_at: Filled<Date>
}

export interface UploadPieceTable {
  study_id: string
  response_id: string
  upload_id: string
  start: number
  content: Buffer
}

export interface EvidenceTable {
  study_id: string
  response_id: string
  id: string
  version: Generated<number>
  title: string
  issuer: Generated<string>
  /** A year, a month or a day. */
  date: Optional<string>
  language: Optional<string>
  level: DisclosureLevel
  note: Generated<string>
  sha256: Optional<string>
  address: Optional<string>
  withdrawn: Generated<boolean>
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface CitationTable {
  study_id: string
  response_id: string
  evidence_id: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  /** Page or clause. */
  place: Generated<string>
  standing: Generated<boolean>
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface EvidenceEventTable {
  study_id: string
  response_id: string
  id: string
  evidence_id: string
  what: 'added' | 'changed' | 'withdrawn' | 'restored' | 'cited' | 'uncited'
  content: JsonColumn
  by_name: string
  by_person: string
  at: Filled<Date>
}

export interface SubmissionEvidenceTable {
  study_id: string
  response_id: string
  number: number
  evidence_id: string
  level: DisclosureLevel
  sha256: Optional<string>
  content: JsonColumn
}
