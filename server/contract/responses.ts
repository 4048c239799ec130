import { z } from 'zod'
import { openAlternative } from './alternatives.ts'
import { endpoint } from './endpoint.ts'
import { roles } from './permissions.ts'
import { problemError } from './problem.ts'
import { epoch } from './reconcile.ts'
import { itemCode, missingReason, rowCode, storedAnswer } from './stored-answer.ts'
import { warningReason } from './warning-reason.ts'

const responseParams = z.object({ response: z.uuid() })
export const instrumentHash = z.string().regex(/^[0-9a-f]{64}$/)

export const openedResponse = z.object({
  id: z.uuid(),
  state: z.enum(['draft', 'submitted']),
  revision: z.int(),
  epoch,
  role: z.enum(roles),
  instrument: instrumentHash,
  today: z.iso.date(),
  unit: z.object({
    code: z.string(),
    name: z.string(),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).readonly(),
  }),
  wave: z.object({
    code: z.string(),
    title: z.string(),
    year: z.int(),
    referenceFrom: z.iso.date(),
    referenceTo: z.iso.date(),
  }),
  study: z.object({ title: z.string(), synthetic: z.boolean() }),
  /** What whoever submits confirms; the receipt repeats it word for word. */
  attestation: z.object({ statement: z.string() }),
  /**
   * `steps`: it is cleared in steps, and nobody has asked yet. `open`, `yours`: clearance is under way, and waits for
   * somebody else or for whoever reads this. `returned`: it came back with a note. Absent: the focal point submits.
   */
  clearance: z.enum(['steps', 'open', 'yours', 'returned']).optional(),
  /** A newer version is offered, or this one was moved to and can be left again. Absent when there is nothing to decide. */
  versions: z.enum(['offered', 'moved']).optional(),
  /** The items whoever reads this was asked for; absent: the whole response. */
  part: z.array(z.string()).optional(),
  /** Others work on it too. */
  together: z.literal(true).optional(),
  answers: z.array(storedAnswer),
  /** How many answers of an earlier wave or a register wait to be looked at. */
  earlier: z.int().optional(),
  /** Values that lost against a change made at the same time; absent when there is nothing to choose. */
  alternatives: z.array(openAlternative).optional(),
})

export type OpenedResponse = z.infer<typeof openedResponse>

// beyond any number of changes, and within what the database counts to
const version = z.int().max(1_000_000_000)

/** One change to one answer. Exactly one of `value`, `missing`, `cleared` is given; `base` is the version it was made on (0: none). */
export const mutation = z
  .strictObject({
    id: z.uuid(),
    item: itemCode,
    row: rowCode.optional(),
    base: version.min(0),
    /** The version it was confirmed as, said when it is sent again because the server lost it. */
    was: version.min(1).optional(),
    /** The change of the same answer that this one was typed on, where its fate was not known or it was merged. */
    after: z.uuid().optional(),
    value: z.json().optional(),
    missing: missingReason.optional(),
    cleared: z.literal(true).optional(),
  })
  .refine((m) => [m.value !== undefined, m.missing !== undefined, m.cleared === true].filter(Boolean).length === 1, {
    message: 'Give exactly one of value, missing or cleared.',
  })

export type Mutation = z.input<typeof mutation>

/**
 * What became of one change; none of them holds up the others.
 * `saved`, or `replayed` when this id was applied before. `merged`: somebody else changed the answer since `base`, and both
 * changes stand in `current`. `conflict`: they do not go together; `current` stands, and what was sent is kept as an
 * alternative until a person chooses. `invalid`: it does not fit the question, see `errors`; kept as a draft text.
 * `forbidden`: not asked of this person. `stale-instrument`: typed on a version the response never was on. `key-reused`:
 * this id was used for another change. `set-aside`: typed on an earlier version, and without a place in the one that
 * stands, or answered by somebody else there meanwhile; kept among the earlier answers.
 * `version` counts as the sender counts, so that the next change can be built on it whichever version it is typed on;
 * where nothing was applied it is the one the change was built on.
 */
export const mutationResult = z.object({
  id: z.uuid(),
  status: z.enum([
    'saved',
    'replayed',
    'merged',
    'conflict',
    'invalid',
    'forbidden',
    'stale-instrument',
    'key-reused',
    'set-aside',
  ]),
  version: z.int(),
  /** The answer that stands, on a conflict and after a merge. */
  current: storedAnswer.optional(),
  /** Under which the value that lost is kept, on a conflict. */
  alternative: z.uuid().optional(),
  /** What is wrong with it, located in the request. */
  errors: z.array(problemError).optional(),
})

export type MutationResult = z.infer<typeof mutationResult>

export const readResponse = endpoint({
  method: 'GET',
  path: '/api/responses/:response',
  summary: 'A response with its answers',
  who: 'response.read',
  params: responseParams,
  returns: openedResponse,
  problems: [],
})

export const saveAnswers = endpoint({
  method: 'PATCH',
  path: '/api/responses/:response/answers',
  summary: 'Save changes to answers; replied to only after they are on disk',
  who: 'response.answer',
  params: responseParams,
  body: z.strictObject({
    instrument: instrumentHash,
    mutations: z.array(mutation).min(1).max(50),
    /** Said by a focal point who was told that these changes reopen clearance. */
    reopenClearance: z.literal(true).optional(),
  }),
  returns: z.object({
    revision: z.int(),
    epoch,
    results: z.array(mutationResult),
    /** The version that stands, when the changes were typed on another: they are taken over, and the form is to be loaded anew. */
    instrument: instrumentHash.optional(),
  }),
  problems: ['response-locked', 'clearance-open', 'reopens-clearance'],
  bodyLimit: 262_144,
})

/** What a receipt says; all but the signature is what was signed. */
export const receipt = z.object({
  reference: z.string(),
  number: z.int(),
  /** The reference of the submission this one takes the place of. */
  supersedes: z.string().optional(),
  revision: z.int().optional(),
  sha256: z.string(),
  bytes: z.int(),
  instrument: z.object({ code: z.string(), version: z.string(), hash: instrumentHash }),
  unit: z.string(),
  wave: z.string(),
  attestation: z.object({
    name: z.string(),
    title: z.string(),
    statement: z.string(),
    /** Of the statement. */
    language: z.string().optional(),
    version: z.string().optional(),
  }),
  /** Who cleared what, in order; none: no steps were defined. */
  steps: z
    .array(
      z.object({
        step: z.int(),
        title: z.string(),
        /** None: the whole response. */
        sections: z.array(z.string()),
        name: z.string(),
        position: z.string(),
        at: z.iso.datetime(),
      }),
    )
    .optional(),
  /** Why whoever edited last was allowed to sign. */
  waiver: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).optional(),
  answered: z.int(),
  submittedAt: z.iso.datetime(),
  synthetic: z.boolean(),
  /** Absent for what was submitted before receipts were signed. */
  signature: z.object({ algorithm: z.literal('Ed25519'), key: z.string(), value: z.string() }).optional(),
})

export type Receipt = z.infer<typeof receipt>

export const submitResponse = endpoint({
  method: 'POST',
  path: '/api/responses/:response/submissions',
  summary: 'Submit the whole response; sending it twice gives the same receipt',
  who: 'response.submit',
  params: responseParams,
  body: z.strictObject({
    instrument: instrumentHash,
    revision: z.int().min(0),
    attestation: z.strictObject({ name: z.string().trim().min(1).max(200), title: z.string().trim().min(1).max(200) }),
    reasons: z.array(warningReason).max(500).default([]),
  }),
  returns: receipt,
  problems: [
    'not-ready-to-submit',
    'errors-stop-clearance',
    'reasons-needed',
    'clearance-needed',
    'stale-response',
    'stale-instrument',
  ],
})

const submissionQuery = z.strictObject({ number: z.coerce.number().int().min(1).optional() })

export const readReceipt = endpoint({
  method: 'GET',
  path: '/api/responses/:response/receipt',
  summary: 'The receipt of a submitted response: the newest, or the one of a number',
  who: 'receipt.read',
  params: responseParams,
  query: submissionQuery,
  returns: receipt,
  problems: [],
})

/** The exact bytes the receipt's SHA-256 was computed over. */
export const readSubmission = endpoint({
  method: 'GET',
  path: '/api/responses/:response/submission.json',
  summary: 'The submitted content, byte for byte as it was hashed',
  who: 'receipt.read',
  params: responseParams,
  query: submissionQuery,
  file: 'application/json',
  problems: [],
})

export const storedFile = z.object({
  name: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  type: z.string(),
})

export const uploadFile = endpoint({
  method: 'POST',
  path: '/api/responses/:response/files',
  summary: 'Keep a file for a file item; its type is decided by its content',
  who: 'response.answer',
  params: responseParams,
  query: z.strictObject({ name: z.string().min(1).max(200) }),
  returns: storedFile,
  problems: ['response-locked', 'too-large', 'unsupported-media-type'],
  bodyLimit: 10_485_760,
})

export const readFile = endpoint({
  method: 'GET',
  path: '/api/responses/:response/files/:sha256',
  summary: 'A kept file, as an attachment',
  who: 'response.read',
  params: z.object({ response: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  file: 'application/octet-stream',
  problems: [],
})
