import { cast, type Person } from './cast.ts'

/** Somebody in the database: a person, the door before anybody is known, or a task of the server itself. */
export type Acting = Person | 'gate' | 'system'

/** Who reaches rows of a table, past every check of the server. */
export interface Reach {
  /** Of the response they work on; where rows have an item, of B01. */
  readonly own?: readonly Acting[]
  /** The same of other items, where that is somebody else. */
  readonly beyond?: readonly Acting[]
  /** Of every response, and what belongs to none. */
  readonly everywhere?: readonly Acting[]
  /** Of every response what was shared with them: here, what is about B01. */
  readonly shared?: readonly Acting[]
}

/** What is not said nobody can. Rules that depend on more than who acts are tested where they are made. */
export interface Rights {
  readonly reads?: Reach
  readonly inserts?: Reach
  readonly changes?: Reach
  readonly removes?: Reach
}

const leaders = ['focal point', 'alternate'] as const
const ofTheWhole = [...leaders, 'contributor'] as const
const writersOfA = [...ofTheWhole, 'contributor of A'] as const
const writersOfB = [...ofTheWhole, 'contributor of B01'] as const
const writers = [...writersOfA, 'contributor of B01'] as const
const readers = [...ofTheWhole, 'reviewer', 'clearing officer'] as const
const readersOfA = [...readers, 'contributor of A'] as const
const readersOfB = [...readers, 'contributor of B01'] as const
const members = [...readersOfA, 'contributor of B01'] as const
const notified = [...leaders, 'reviewer', 'clearing officer'] as const
/** Who did something alone. */
const sender = ['focal point'] as const
const team = ['coordinator', 'researcher'] as const
const staff = [...team, 'administrator'] as const
const door = ['gate', 'system'] as const
const everyone = [...cast, ...door] as const
const signedIn = everyone.filter((one) => one !== 'visitor')

/** Every table of the catalogue. */
export const tables: Readonly<Record<string, Rights>> = {
  account: {
    reads: { everywhere: [...staff, 'gate', 'system'] },
    inserts: { everywhere: ['system'] },
    changes: { everywhere: ['system'] },
  },
  alternative: { reads: { own: readersOfB, beyond: readersOfA } },
  answer: {
    reads: { own: readersOfB, beyond: members },
    inserts: { own: writersOfB, beyond: ofTheWhole },
    changes: { own: writersOfB, beyond: writersOfA },
  },
  answer_event: { reads: { own: readersOfB, beyond: members }, inserts: { own: writersOfB, beyond: ofTheWhole } },
  audit_event: {
    reads: { own: members, everywhere: ['administrator', 'system'] },
    inserts: { own: [...members, 'withdrawn'], everywhere: [...staff, 'visitor', 'gate', 'system'] },
  },
  citation: {
    reads: { own: readersOfB, beyond: members },
    inserts: { own: writersOfB, beyond: writersOfA },
    changes: { own: sender },
  },
  clearance_decision: { reads: { own: members, everywhere: ['gate'] } },
  clearance_request: { reads: { own: members, everywhere: ['gate'] }, inserts: { own: leaders } },
  clearance_step: { reads: { own: members, everywhere: ['gate'] } },
  clearance_waiver: { reads: { own: members, everywhere: ['coordinator'] }, inserts: { everywhere: ['coordinator'] } },
  contribution: { reads: { own: readersOfB, beyond: readersOfA }, inserts: { own: writersOfB, beyond: writersOfA } },
  contribution_decision: { reads: { own: readersOfA }, inserts: { own: writersOfA } },
  delegation_return: {
    reads: { own: [...leaders, 'contributor of B01'] },
    inserts: { own: ['contributor', 'contributor of A', 'contributor of B01', 'reviewer'] },
  },
  draft_text: { reads: { own: readersOfB, beyond: readersOfA }, inserts: { own: writers } },
  earlier_answer: { reads: { own: readersOfB, beyond: readersOfA }, inserts: { own: writers } },
  evidence: { reads: { own: members }, inserts: { own: writers }, changes: { own: ofTheWhole } },
  evidence_event: { reads: { own: members }, inserts: { own: writers } },
  extension_decision: {
    reads: { own: notified, everywhere: ['coordinator'] },
    inserts: { everywhere: ['coordinator'] },
  },
  extension_request: { reads: { own: notified, everywhere: ['coordinator'] }, inserts: { own: leaders } },
  file: { reads: { own: members, everywhere: team }, inserts: { own: writers } },
  instrument_version: { reads: { everywhere: signedIn }, inserts: { everywhere: ['coordinator', 'system'] } },
  last_look: { reads: { own: sender }, inserts: { own: members }, changes: { own: sender } },
  letter: { reads: { own: notified, everywhere: ['coordinator'] }, inserts: { own: leaders } },
  letter_reading: { reads: { everywhere: ['coordinator'] }, inserts: { everywhere: ['coordinator'] } },
  link: {
    reads: { own: leaders, everywhere: door },
    inserts: { everywhere: ['system'] },
    changes: { everywhere: door },
  },
  membership: {
    reads: { own: members, everywhere: door },
    inserts: { everywhere: ['system'] },
    changes: { own: leaders },
  },
  mutation: { reads: { own: members }, inserts: { own: writers } },
  person: {
    reads: { own: [...members, 'withdrawn'], everywhere: door },
    inserts: { everywhere: [...leaders, 'focal point elsewhere', 'system'] },
  },
  prefill_decision: { reads: { own: readersOfA }, inserts: { own: writersOfA } },
  prefill_offer: { reads: { own: readersOfA, everywhere: ['coordinator'] }, inserts: { everywhere: ['coordinator'] } },
  rendering: { reads: { own: readersOfA }, inserts: { own: writersOfA } },
  rendering_review: { reads: { own: readersOfA }, inserts: { own: [...leaders, 'contributor of A'] } },
  reopening: { reads: { own: members, everywhere: ['coordinator'] }, inserts: { own: ['clearing officer'] } },
  reopening_request: { reads: { own: members, everywhere: ['coordinator'] }, inserts: { everywhere: ['coordinator'] } },
  response: {
    reads: { own: members, everywhere: [...staff, 'gate', 'system'] },
    inserts: { everywhere: ['system'] },
    changes: { own: writers },
  },
  response_move: { reads: { own: members }, inserts: { own: leaders } },
  server_epoch: { reads: { everywhere: everyone }, changes: { everywhere: ['system'] } },
  session: {
    reads: { everywhere: door },
    inserts: { everywhere: door },
    changes: { everywhere: door },
    removes: { everywhere: door },
  },
  signing_key: { reads: { everywhere: everyone }, inserts: { everywhere: ['system'] } },
  study: { reads: { everywhere: signedIn }, inserts: { everywhere: ['system'] } },
  submission: { reads: { own: readers, everywhere: [...team, 'gate'] } },
  // it is written with its submission, and nobody adds to it afterwards
  submission_evidence: { reads: { own: members, everywhere: team } },
  thread: {
    reads: { own: readersOfB, beyond: readersOfA, shared: team },
    changes: { own: [...leaders, 'contributor of B01'], beyond: [...leaders, 'contributor of A'], shared: team },
  },
  thread_look: { reads: { own: sender }, inserts: { own: sender }, changes: { own: sender } },
  thread_mention: { reads: { own: readersOfA }, inserts: { own: sender } },
  thread_message: { reads: { own: members, everywhere: team }, inserts: { own: readersOfB } },
  unit: { reads: { own: members, everywhere: [...staff, 'gate', 'system'] }, inserts: { everywhere: ['system'] } },
  upload: { reads: { own: members }, inserts: { own: writers } },
  upload_piece: { reads: { own: sender }, inserts: { own: sender }, removes: { own: sender } },
  version_offer: { reads: { everywhere: signedIn }, inserts: { everywhere: ['coordinator', 'system'] } },
  warning_reason: { reads: { own: readersOfB }, inserts: { own: leaders } },
  wave: {
    reads: { everywhere: signedIn },
    inserts: { everywhere: ['system'] },
    changes: { everywhere: ['coordinator'] },
  },
}
