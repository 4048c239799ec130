import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instrumentHash, receipt } from './responses.ts'
import { warningReason } from './warning-reason.ts'

const responseParams = z.object({ response: z.uuid() })
const words = z.string().trim().min(1).max(2000)
const line = z.string().trim().min(1).max(200)
const sectionCodes = z.array(z.string().regex(/^[A-Z][A-Za-z0-9]{0,15}$/)).max(100)
const holderRole = z.enum(['focal_point', 'clearing_officer'])

/** A step of clearance and where it stands; `sections` empty: the whole response. */
export const clearanceStep = z.object({
  step: z.int(),
  title: z.string(),
  role: holderRole,
  /** The one person who may take it; anybody of the role when absent. */
  person: z.object({ id: z.uuid(), name: z.string() }).optional(),
  sections: z.array(z.string()),
  state: z.enum(['waiting', 'next', 'cleared']),
  by: z.string().optional(),
  at: z.iso.datetime().optional(),
  /** Whoever asks may take it now. */
  yours: z.boolean(),
})

export type ClearanceStep = z.infer<typeof clearanceStep>

const decided = z.object({
  request: z.int(),
  step: z.int(),
  decision: z.enum(['cleared', 'returned', 'reopened', 'withdrawn']),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})

const reopeningRequest = z.object({
  number: z.int(),
  reason: z.string(),
  by: z.string(),
  role: z.enum(['focal_point', 'coordinator']),
  at: z.iso.datetime(),
})

/** Where clearance of a response stands, for the one who asks. */
export const clearance = z.object({
  state: z.enum(['draft', 'submitted']),
  revision: z.int(),
  /** Which plan holds; 0: no steps are defined, and the focal point submits. */
  plan: z.int(),
  mayPlan: z.boolean(),
  /** The request that is being cleared. */
  open: z.object({ request: z.int(), revision: z.int(), by: z.string(), at: z.iso.datetime() }).optional(),
  steps: z.array(clearanceStep),
  /** The newest first. */
  history: z.array(decided),
  reasons: z.array(warningReason.extend({ by: z.string(), at: z.iso.datetime() })),
  /** Who could hold a step; only for those who plan. */
  people: z.array(z.object({ person: z.uuid(), name: z.string(), role: holderRole })),
  waiver: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).optional(),
  /** Whoever asks was the last to edit. */
  lastEditor: z.boolean(),
  submissions: z.array(z.object({ number: z.int(), reference: z.string(), submittedAt: z.iso.datetime() })),
  reopening: z.object({ asked: z.array(reopeningRequest), mayAgree: z.boolean() }).optional(),
})

export type Clearance = z.infer<typeof clearance>

export const readClearance = endpoint({
  method: 'GET',
  path: '/api/responses/:response/clearance',
  summary: 'Where clearance stands: steps, decisions, reasons, waiver',
  who: 'clearance.read',
  params: responseParams,
  returns: clearance,
  problems: [],
})

/** The last step is for the whole response: whoever takes it signs for all of it. */
export const planClearance = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/clearance/steps',
  summary: 'Define one to five ordered steps of clearance; once an officer holds one, officers define them',
  who: 'clearance.plan',
  params: responseParams,
  body: z.strictObject({
    plan: z.int().min(0),
    steps: z
      .array(
        z.strictObject({
          title: line,
          role: holderRole,
          person: z.uuid().optional(),
          sections: sectionCodes.default([]),
        }),
      )
      .min(1)
      .max(5),
  }),
  returns: clearance,
  problems: ['clearance-open', 'stale-response', 'response-locked', 'not-allowed'],
})

export const askForClearance = endpoint({
  method: 'POST',
  path: '/api/responses/:response/clearance/requests',
  summary: 'Ask for clearance of the response as it stands, with a reason for every warning',
  who: 'clearance.ask',
  params: responseParams,
  body: z.strictObject({
    instrument: instrumentHash,
    revision: z.int().min(0),
    reasons: z.array(warningReason).max(500).default([]),
  }),
  returns: clearance,
  problems: [
    'not-ready-to-submit',
    'reasons-needed',
    'clearance-open',
    'stale-response',
    'stale-instrument',
    'response-locked',
  ],
})

export const withdrawClearance = endpoint({
  method: 'POST',
  path: '/api/responses/:response/clearance/withdrawals',
  summary: 'Take the request for clearance back, to go on answering',
  who: 'clearance.ask',
  params: responseParams,
  body: z.strictObject({ request: z.int().min(1) }),
  returns: clearance,
  problems: ['clearance-not-open'],
})

/** Saying the same twice is saying it once: the same step of the same request gives the same reply. */
export const decideClearance = endpoint({
  method: 'POST',
  path: '/api/responses/:response/clearance/decisions',
  summary: 'Clear a step after reading every section of it, or return it with a note; the last step submits',
  who: 'clearance.decide',
  params: responseParams,
  body: z.discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('cleared'),
      request: z.int().min(1),
      step: z.int().min(1).max(5),
      revision: z.int().min(0),
      /** The sections that were read. */
      sections: sectionCodes,
      note: z.string().trim().max(2000).default(''),
      name: line,
      title: line,
    }),
    z.strictObject({
      decision: z.literal('returned'),
      request: z.int().min(1),
      step: z.int().min(1).max(5),
      note: words,
    }),
  ]),
  returns: z.object({ clearance, receipt: receipt.optional() }),
  problems: [
    'clearance-not-open',
    'not-your-step',
    'stale-response',
    'sections-unread',
    'not-ready-to-submit',
    'errors-stop-clearance',
    'reasons-needed',
    'two-persons-needed',
  ],
})

const unitParams = z.object({ wave: z.uuid(), unit: z.string().min(1).max(100) })

export const waiveTwoPersons = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/units/:unit/waivers',
  summary: 'Record that who edited last may sign for this unit; every receipt shows it',
  who: 'clearance.waive',
  params: unitParams,
  body: z.strictObject({ reason: words }),
  problems: [],
})

export const askForReopening = endpoint({
  method: 'POST',
  path: '/api/responses/:response/reopening-requests',
  summary: 'Ask that a submitted response be reopened',
  who: 'reopening.ask',
  params: responseParams,
  body: z.strictObject({ reason: words }),
  returns: clearance,
  problems: ['not-submitted'],
})

export const proposeReopening = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/units/:unit/reopening-requests',
  summary: 'Ask an administration to reopen what it submitted; it happens with its clearing officer’s consent',
  who: 'reopening.propose',
  params: unitParams,
  body: z.strictObject({ reason: words }),
  problems: ['not-submitted'],
})

export const reopenResponse = endpoint({
  method: 'POST',
  path: '/api/responses/:response/reopenings',
  summary: 'Reopen a submitted response: the submission stays, and the next one supersedes it',
  who: 'reopening.agree',
  params: responseParams,
  body: z.strictObject({
    submission: z.int().min(1),
    /** Agrees to this request. */
    request: z.int().min(1).optional(),
    reason: words,
  }),
  returns: clearance,
  problems: ['not-submitted', 'consent-needed', 'stale-response'],
})

export const downloadReceipt = endpoint({
  method: 'GET',
  path: '/api/responses/:response/receipt.:format',
  summary: 'The signed receipt as JSON, which verifies offline, or on paper',
  who: 'receipt.read',
  params: z.object({ response: z.uuid(), format: z.enum(['json', 'html', 'pdf']) }),
  query: z.strictObject({ number: z.coerce.number().int().min(1).optional() }),
  file: 'application/octet-stream',
  problems: ['pdf-unavailable', 'temporarily-unavailable'],
})
