import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { roles } from './permissions.ts'

const responseParams = z.object({ response: z.uuid() })
const itemCode = z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/)
const rowCode = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const instrumentHash = z.string().regex(/^[0-9a-f]{64}$/)

export const storedAnswer = z.object({
  item: z.string(),
  row: z.string().optional(),
  value: z.json().optional(),
  missing: z.string().optional(),
  /** Why a person should look at it again after a move to another version; gone once it is confirmed or changed. */
  look: z.string().optional(),
  version: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
})

export const openedResponse = z.object({
  id: z.uuid(),
  state: z.enum(['draft', 'submitted']),
  revision: z.int(),
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
  /** A newer version is offered, or this one was moved to and can be left again. Absent when there is nothing to decide. */
  versions: z.enum(['offered', 'moved']).optional(),
  answers: z.array(storedAnswer),
})

export type OpenedResponse = z.infer<typeof openedResponse>
export type StoredAnswer = z.infer<typeof storedAnswer>

/** One change to one answer. Exactly one of `value`, `missing`, `cleared` is given; `base` is the version it was made on (0: none). */
export const mutation = z
  .strictObject({
    id: z.uuid(),
    item: itemCode,
    row: rowCode.optional(),
    base: z.int().min(0),
    value: z.json().optional(),
    missing: z.enum(['dont_know', 'refused', 'not_applicable', 'not_available']).optional(),
    cleared: z.literal(true).optional(),
  })
  .refine((m) => [m.value !== undefined, m.missing !== undefined, m.cleared === true].filter(Boolean).length === 1, {
    message: 'Give exactly one of value, missing or cleared.',
  })

export type Mutation = z.input<typeof mutation>

/**
 * `saved`, or `replayed` when this id was applied before; `conflict` when somebody else changed the answer since `base`.
 * `set-aside`: typed on another version, and without a place in the one that stands, or answered by somebody else there
 * meanwhile; kept among the earlier answers.
 * `version` counts as the sender counts, so that the next change can be built on it whichever version it is typed on.
 */
export const mutationResult = z.object({
  id: z.uuid(),
  status: z.enum(['saved', 'replayed', 'conflict', 'key-reused', 'set-aside']),
  version: z.int(),
  /** The answer that stands, on conflict. */
  current: storedAnswer.optional(),
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
  body: z.strictObject({ instrument: instrumentHash, mutations: z.array(mutation).min(1).max(50) }),
  returns: z.object({
    revision: z.int(),
    results: z.array(mutationResult),
    /** The version that stands, when the changes were typed on another: they are taken over, and the form is to be loaded anew. */
    instrument: instrumentHash.optional(),
  }),
  problems: ['response-locked', 'stale-instrument'],
  bodyLimit: 262_144,
})

export const receipt = z.object({
  reference: z.string(),
  number: z.int(),
  sha256: z.string(),
  bytes: z.int(),
  instrument: z.object({ code: z.string(), version: z.string(), hash: instrumentHash }),
  unit: z.string(),
  wave: z.string(),
  attestation: z.object({ name: z.string(), title: z.string(), statement: z.string() }),
  answered: z.int(),
  submittedAt: z.iso.datetime(),
  synthetic: z.boolean(),
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
  }),
  returns: receipt,
  problems: ['not-ready-to-submit', 'stale-response', 'stale-instrument'],
})

export const readReceipt = endpoint({
  method: 'GET',
  path: '/api/responses/:response/receipt',
  summary: 'The receipt of a submitted response',
  who: 'receipt.read',
  params: responseParams,
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
