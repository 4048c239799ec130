import type { ProblemName } from '#contract'
import { type Problem, problem } from '../problems.ts'

/**
 * What a user is told when the database refuses. Actions refuse first and say more; this is the net beneath them.
 * `unexpected` marks rules that only a mistake of ours can break.
 */
export const constraintProblems: Readonly<Record<string, ProblemName>> = {
  response_submitted_stays_submitted: 'response-locked',
  response_revision_counts_up: 'unexpected',
  response_state_is_known: 'unexpected',
  response_submitted_has_a_time: 'unexpected',
  response_is_pinned_to_released_instrument: 'stale-instrument',
  response_is_identified_by_study_and_id: 'unexpected',
  response_is_one_per_unit_and_wave: 'unexpected',
  response_belongs_to_wave: 'unexpected',
  response_belongs_to_unit: 'unexpected',
  answer_value_is_not_json_null: 'invalid-request',
  answer_missing_reason_is_known: 'invalid-request',
  answer_is_a_value_or_a_missing_reason: 'invalid-request',
  answer_version_counts_from_one: 'unexpected',
  answer_origin_is_known: 'unexpected',
  answer_is_by_a_person: 'unexpected',
  answer_is_one_per_item_and_row: 'stale-response',
  answer_belongs_to_response: 'not-found',
  answer_event_is_one_per_version: 'stale-response',
  answer_event_is_a_value_or_a_missing_reason: 'invalid-request',
  answer_event_is_by_a_person: 'unexpected',
  answer_event_belongs_to_response: 'not-found',
  answer_event_is_append_only: 'unexpected',
  mutation_fingerprint_is_sha256: 'unexpected',
  mutation_is_applied_once: 'stale-response',
  mutation_belongs_to_response: 'not-found',
  submission_number_counts_from_one: 'unexpected',
  submission_is_one_per_number: 'stale-response',
  submission_reference_is_used_once: 'stale-response',
  submission_is_pinned_to_released_instrument: 'stale-instrument',
  submission_answered_is_a_count: 'unexpected',
  submission_is_by_a_person: 'unexpected',
  submission_belongs_to_response: 'not-found',
  submission_hash_is_of_its_canonical_text: 'unexpected',
  submission_is_append_only: 'unexpected',
  version_offer_is_one_per_number: 'stale-response',
  version_offer_is_made_once: 'stale-response',
  version_offer_number_counts_from_one: 'unexpected',
  version_offer_is_of_released_instrument: 'not-found',
  version_offer_is_by_an_account: 'not-signed-in',
  version_offer_belongs_to_wave: 'not-found',
  version_offer_is_append_only: 'unexpected',
  response_moves_by_its_focal_point: 'not-allowed',
  response_move_is_one_per_number: 'stale-response',
  response_move_is_taken_back_once: 'stale-response',
  response_move_number_counts_from_one: 'unexpected',
  response_move_takes_back_an_earlier_one: 'unexpected',
  response_move_goes_somewhere: 'unexpected',
  response_move_before_is_a_list: 'unexpected',
  response_move_keys_are_an_object: 'unexpected',
  response_move_is_from_released_instrument: 'unexpected',
  response_move_is_to_released_instrument: 'not-found',
  response_move_is_by_a_person: 'unexpected',
  response_move_belongs_to_response: 'not-found',
  response_move_is_append_only: 'unexpected',
  earlier_answer_is_identified_by_id: 'unexpected',
  earlier_answer_is_of_released_instrument: 'unexpected',
  earlier_answer_outcome_is_known: 'unexpected',
  earlier_answer_is_a_value_or_a_missing_reason: 'unexpected',
  earlier_answer_belongs_to_response: 'not-found',
  earlier_answer_is_append_only: 'unexpected',
  file_is_kept_once_per_response: 'stale-response',
  file_belongs_to_response: 'not-found',
  file_is_by_a_person: 'unexpected',
  file_is_at_most_25_mb: 'too-large',
  file_hash_is_of_its_content: 'unexpected',
  upload_is_at_most_25_mb: 'too-large',
  upload_belongs_to_response: 'not-found',
  upload_piece_is_at_most_256_kb: 'too-large',
  upload_piece_is_one_per_place: 'upload-offset',
  evidence_is_identified_by_id: 'stale-evidence',
  evidence_belongs_to_response: 'not-found',
  evidence_has_a_title: 'invalid-request',
  evidence_date_is_a_date: 'invalid-request',
  evidence_level_is_known: 'invalid-request',
  evidence_address_is_of_the_web: 'invalid-request',
  evidence_is_a_file_or_a_link: 'invalid-request',
  evidence_file_is_kept: 'not-found',
  citation_is_one_per_evidence_and_answer: 'stale-evidence',
  citation_is_of_evidence: 'not-found',
  evidence_event_is_append_only: 'unexpected',
  submission_evidence_is_append_only: 'unexpected',
  link_is_identified_by_id: 'unexpected',
  link_token_is_used_once: 'unexpected',
  link_token_is_kept_as_sha256: 'unexpected',
  link_opens_a_membership: 'not-found',
  link_expires_after_it_was_made: 'unexpected',
  session_is_identified_by_token: 'unexpected',
  session_token_is_kept_as_sha256: 'unexpected',
  session_is_of_an_account: 'not-signed-in',
  session_is_of_a_membership: 'not-signed-in',
  session_is_of_a_person_or_an_account: 'unexpected',
  session_of_a_person_is_bound_to_a_response: 'unexpected',
}

const codeProblems: Readonly<Record<string, ProblemName>> = {
  // row-level security and grants
  '42501': 'not-allowed',
  // text the database cannot hold: NUL, a lone surrogate
  '22021': 'invalid-request',
  '22P05': 'invalid-request',
  // lock, statement and idle time limits
  '55P03': 'temporarily-unavailable',
  '57014': 'temporarily-unavailable',
  '25P03': 'temporarily-unavailable',
  // serialisation and deadlock, after the retries
  '40001': 'temporarily-unavailable',
  '40P01': 'temporarily-unavailable',
  // shutting down, starting up, too many connections, out of space
  '57P01': 'temporarily-unavailable',
  '57P02': 'temporarily-unavailable',
  '57P03': 'temporarily-unavailable',
  '53300': 'temporarily-unavailable',
  '53100': 'temporarily-unavailable',
  // the connection broke, wherever it was noticed first
  '08000': 'temporarily-unavailable',
  '08003': 'temporarily-unavailable',
  '08006': 'temporarily-unavailable',
  ECONNREFUSED: 'temporarily-unavailable',
  ECONNRESET: 'temporarily-unavailable',
  ECONNABORTED: 'temporarily-unavailable',
  EPIPE: 'temporarily-unavailable',
  ETIMEDOUT: 'temporarily-unavailable',
  ENOENT: 'temporarily-unavailable',
}

// what pg says of a connection that is gone, without a code
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/

/** A database error as the problem a user is told; undefined when it is not a refusal we know. */
export function fromDatabaseError(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  const name =
    (typeof constraint === 'string' && constraintProblems[constraint]) ||
    (typeof code === 'string' && codeProblems[code]) ||
    (lostConnection.test(error.message) && 'temporarily-unavailable')
  return name && name !== 'unexpected' ? problem(name) : undefined
}
