import { z } from 'zod'

/**
 * Every refusal the API knows, with its HTTP status and a title. The wire shape is RFC 9457.
 * A name never changes meaning; clients switch on it.
 */
export const problemTable = {
  'malformed-request': { status: 400, title: 'The request could not be read' },
  'link-damaged': { status: 400, title: 'This link is incomplete' },
  'not-signed-in': { status: 401, title: 'You are not signed in' },
  'sign-in-refused': { status: 401, title: 'The e-mail address or password is not right' },
  'not-allowed': { status: 403, title: 'Your role does not allow this' },
  'not-your-step': { status: 403, title: 'This clearance step is not yours, or not yet' },
  'two-persons-needed': { status: 403, title: 'Who edited last does not sign' },
  'consent-needed': { status: 403, title: 'Reopening needs somebody else’s consent' },
  'thread-of-others': { status: 403, title: 'Only what one wrote alone is shown to more people' },
  'foreign-origin': { status: 403, title: 'The request came from another site' },
  'not-found': { status: 404, title: 'There is nothing here for you' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'response-locked': { status: 409, title: 'This response has been submitted' },
  'clearance-open': { status: 409, title: 'Clearance is under way' },
  'clearance-not-open': { status: 409, title: 'Nobody has asked for clearance' },
  'clearance-needed': { status: 409, title: 'This response is cleared in steps before it is submitted' },
  'reopens-clearance': { status: 409, title: 'This change reopens clearance' },
  'not-submitted': { status: 409, title: 'This response has not been submitted' },
  'thread-resolved': { status: 409, title: 'This thread is resolved; open it again to write' },
  'stale-instrument': { status: 409, title: 'This response is on another version of the questionnaire' },
  'stale-response': { status: 409, title: 'The response changed since you last saw it' },
  'not-offered': { status: 409, title: 'This version is not the one that is offered' },
  'version-taken': { status: 409, title: 'This version was released before with other content' },
  'map-required': { status: 409, title: 'The new version needs a map from the one before' },
  'stale-evidence': { status: 409, title: 'This evidence changed since you last saw it' },
  'no-deadline': { status: 409, title: 'This wave has no deadline' },
  'extension-open': { status: 409, title: 'More time has been asked for, and not decided yet' },
  'extension-decided': { status: 409, title: 'This request for more time has been decided' },
  'upload-offset': { status: 409, title: 'The file goes on at another place' },
  'quota-reached': { status: 409, title: 'This response has no room for more' },
  'upload-expired': { status: 410, title: 'This upload was left too long; send the file again' },
  'link-expired': { status: 410, title: 'This link has expired' },
  'link-revoked': { status: 410, title: 'This link has been replaced by a newer one' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The request is in a format this address does not take' },
  'checksum-mismatch': { status: 422, title: 'What arrived is not what was sent' },
  'unreadable-file': { status: 422, title: 'This file could not be read' },
  'foreign-file': { status: 422, title: 'This file belongs to another questionnaire' },
  'not-releasable': { status: 422, title: 'The questionnaire has faults to mend before it can be released' },
  'invalid-request': { status: 422, title: 'Some parts of the request need attention' },
  'errors-stop-clearance': { status: 422, title: 'Some answers contradict each other and stop clearance' },
  'reasons-needed': { status: 422, title: 'Some warnings need a reason' },
  'sections-unread': { status: 422, title: 'Some sections have not been read' },
  'not-ready-to-submit': { status: 422, title: 'Some answers are needed before this response can be submitted' },
  'too-many-requests': { status: 429, title: 'Too many requests; try again shortly' },
  unexpected: { status: 500, title: 'Something went wrong here' },
  'pdf-unavailable': { status: 501, title: 'This server cannot make PDF files' },
  'temporarily-unavailable': { status: 503, title: 'The service is catching its breath; try again shortly' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemName = keyof typeof problemTable

/** One located fault. `pointer` is RFC 6901 into the request body, or `?name` for a query parameter, `:name` for a path parameter. */
export const problemError = z.object({
  pointer: z.string(),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  item: z.string().optional(),
})

/** RFC 9457 problem details; `type` is `/problems/<name>`. */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(problemError).optional(),
})

export type ProblemBody = z.infer<typeof problemBody>
export type ProblemError = z.infer<typeof problemError>
