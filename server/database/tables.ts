import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { Role } from '#contract'
import type { MissingReason } from '../../instruments/engine/answers/missing.ts'
import type { Bundle } from '../../instruments/engine/definition/bundle.ts'
import type { MoveReason } from '../../instruments/engine/versions/move-plan.ts'
import type {
  ClearanceDecisionTable,
  ClearanceRequestTable,
  ClearanceStepTable,
  ClearanceWaiverTable,
  ReopeningRequestTable,
  ReopeningTable,
  SigningKeyTable,
  WarningReasonTable,
} from './clearance-tables.ts'
import type { Filled, Json, JsonColumn, Optional } from './column-types.ts'
import type { ContributionDecisionTable, ContributionTable } from './contribution-tables.ts'
import type { DelegationReturnTable, LastLookTable, MembershipTable } from './delegation-tables.ts'
import type {
  CitationTable,
  EvidenceEventTable,
  EvidenceTable,
  SubmissionEvidenceTable,
  UploadPieceTable,
  UploadTable,
} from './evidence-tables.ts'
import type {
  ExtensionDecisionTable,
  ExtensionRequestTable,
  LetterReadingTable,
  LetterTable,
} from './fieldwork-tables.ts'
import type { PrefillDecisionTable, PrefillOfferTable } from './prefill-tables.ts'
import type { RenderingReviewTable, RenderingTable } from './rendering-tables.ts'
import type { AlternativeTable, DraftTextTable, ServerEpochTable } from './saving-tables.ts'
import type { ThreadLookTable, ThreadMentionTable, ThreadMessageTable, ThreadTable } from './thread-tables.ts'
import type { EarlierAnswerTable, ResponseMoveTable, VersionOfferTable } from './version-tables.ts'

// Compared with the live schema by tests/server/tables.test.ts: every table, column, and whether it may be empty.

interface StudyTable {
  id: string
  code: string
  title: string
  synthetic: Generated<boolean>
}

interface InstrumentVersionTable {
  hash: string
  code: string
  version: string
  bundle: JSONColumnType<Bundle & object>
  released_at: Filled<Date>
}

interface WaveTable {
  study_id: string
  id: string
  instrument_hash: string
  code: string
  title: string
  year: number
  /** `2025-07-01`: dates stay text, so that no time zone can move them. */
  reference_from: string
  reference_to: string
  opens_at: Filled<Date>
  closes_at: Optional<Date>
  /** The day until which answers are asked for; it locks nothing. */
  due_on: Optional<string>
}

interface UnitTable {
  study_id: string
  id: string
  /** As instruments name it: administration, agency, session. */
  kind: string
  code: string
  name: string
  attributes: ColumnType<Record<string, string | number | string[]>, string | undefined, string>
  position: Generated<number>
}

interface PersonTable {
  id: string
  name: string
  email: Optional<string>
}

interface AccountTable {
  id: string
  email: string
  name: string
  role: Extract<Role, 'coordinator' | 'researcher' | 'administrator'>
  password_phc: string
  created_at: Filled<Date>
}

interface ResponseTable {
  study_id: string
  id: string
  wave_id: string
  unit_id: string
  instrument_hash: string
  state: Generated<'draft' | 'submitted'>
  revision: Generated<number>
  created_at: Filled<Date>
  submitted_at: Optional<Date>
}

export type Origin = 'respondent' | 'prefill' | 'carried_over' | 'import' | 'demonstration' | 'moved'

/** What an answer and the history of it both say. */
interface GivenAnswer {
  study_id: string
  response_id: string
  item: string
  /** '' outside rosters. */
  row: Generated<string>
  value: ColumnType<Json | null, string | null | undefined, string | null>
  missing: Optional<MissingReason>
  version: number
  origin: Generated<Origin>
  by_name: string
  by_person: Optional<string>
  at: Filled<Date>
}

interface AnswerTable extends GivenAnswer {
  /** Why a person should look at it again; empty once it was confirmed or changed. */
  look: Optional<MoveReason | 'conflict'>
}

interface AnswerEventTable extends GivenAnswer {
  mutation_id: Optional<string>
}

interface MutationTable {
  study_id: string
  response_id: string
  id: string
  fingerprint: Buffer
  result: JsonColumn
  at: Filled<Date>
}

interface SubmittedAttestation {
  name: string
  title: string
  statement: string
  /** Absent where an earlier release of the product kept it. */
  language?: string
  version?: string
}

interface SubmissionTable {
  study_id: string
  response_id: string
  number: number
  reference: string
  canonical: string
  sha256: string
  bytes: number
  instrument_hash: string
  attestation: ColumnType<SubmittedAttestation, string, string>
  answered: number
  coded: Optional<Buffer>
  submitted_by: string
  submitted_at: Filled<Date>
  revision: Optional<number>
  /** The clearance it came from. */
  request: Optional<number>
  /** Word for word as it was signed. */
  receipt: Optional<string>
  key_id: Optional<string>
  signature: Optional<string>
}

interface FileTable {
  study_id: string
  response_id: string
  sha256: string
  name: string
  bytes: number
  type: string
  content: Buffer
  by_person: Optional<string>
  at: Filled<Date>
}

interface LinkTable {
  id: string
  token_hash: Buffer
  study_id: string
  response_id: string
  person_id: string
  created_at: Filled<Date>
  expires_at: Date
  redeemed_at: Optional<Date>
  revoked_at: Optional<Date>
}

interface SessionTable {
  token_hash: Buffer
  person_id: Optional<string>
  account_id: Optional<string>
  study_id: Optional<string>
  response_id: Optional<string>
  role: Role
  created_at: Filled<Date>
  last_seen_at: Filled<Date>
  expires_at: Date
}

interface AuditEventTable {
  id: GeneratedAlways<number>
  study_id: Optional<string>
  response_id: Optional<string>
  actor: GeneratedAlways<string>
  actor_kind: GeneratedAlways<string>
  action: string
  detail: ColumnType<Record<string, Json>, string | undefined, string>
  at: GeneratedAlways<Date>
}

export interface Tables {
  study: StudyTable
  instrument_version: InstrumentVersionTable
  wave: WaveTable
  unit: UnitTable
  person: PersonTable
  account: AccountTable
  response: ResponseTable
  answer: AnswerTable
  answer_event: AnswerEventTable
  mutation: MutationTable
  alternative: AlternativeTable
  draft_text: DraftTextTable
  server_epoch: ServerEpochTable
  submission: SubmissionTable
  version_offer: VersionOfferTable
  response_move: ResponseMoveTable
  earlier_answer: EarlierAnswerTable
  prefill_offer: PrefillOfferTable
  prefill_decision: PrefillDecisionTable
  contribution: ContributionTable
  contribution_decision: ContributionDecisionTable
  file: FileTable
  upload: UploadTable
  upload_piece: UploadPieceTable
  evidence: EvidenceTable
  citation: CitationTable
  evidence_event: EvidenceEventTable
  submission_evidence: SubmissionEvidenceTable
  rendering: RenderingTable
  rendering_review: RenderingReviewTable
  signing_key: SigningKeyTable
  clearance_step: ClearanceStepTable
  clearance_request: ClearanceRequestTable
  clearance_decision: ClearanceDecisionTable
  warning_reason: WarningReasonTable
  clearance_waiver: ClearanceWaiverTable
  reopening_request: ReopeningRequestTable
  reopening: ReopeningTable
  membership: MembershipTable
  delegation_return: DelegationReturnTable
  last_look: LastLookTable
  extension_request: ExtensionRequestTable
  extension_decision: ExtensionDecisionTable
  letter: LetterTable
  letter_reading: LetterReadingTable
  thread: ThreadTable
  thread_message: ThreadMessageTable
  thread_mention: ThreadMentionTable
  thread_look: ThreadLookTable
  link: LinkTable
  session: SessionTable
  audit_event: AuditEventTable
}
