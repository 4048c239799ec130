import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { itemCode, rowCode } from './stored-answer.ts'

const responseParams = z.object({ response: z.uuid() })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const languageCode = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** `said`: only the language was named. A text is a draft until somebody other than its author has reviewed it. */
export const renderingStatus = z.enum(['said', 'draft', 'reviewed', 'approved'])
export type RenderingStatus = z.infer<typeof renderingStatus>

/** An English text beside an open answer, and the language of the answer as a person named it. */
export const rendering = z.object({
  id: z.uuid(),
  language: languageCode,
  /** Empty: only the language was named. */
  text: z.string(),
  status: renderingStatus,
  method: z.enum(['person', 'machine']),
  /** Which machine, where one wrote it. */
  machine: z.string().optional(),
  by: z.string(),
  at: z.iso.datetime(),
  reviewedBy: z.string().optional(),
  approvedBy: z.string().optional(),
})
export type Rendering = z.infer<typeof rendering>

/** An open answer in its own words, with what renders exactly this wording and what rendered an earlier one. */
export const openAnswer = z.object({
  item: z.string(),
  row: z.string().optional(),
  original: z.string(),
  /** Of the original in UTF-8: a rendering is of this wording and of no other. */
  sha256,
  /** What the script of the original suggests; never taken for granted. */
  suggested: languageCode.optional(),
  /** Of the newest rendering of the answer, whatever wording it is of; 0: none. */
  number: z.int(),
  rendering: rendering.extend({ mine: z.boolean() }).optional(),
  /** Of an earlier wording, where nothing renders the present one yet. */
  earlier: rendering.optional(),
  /** Whoever asks may write here. */
  mayWrite: z.boolean(),
})
export type OpenAnswer = z.infer<typeof openAnswer>

/** What a submission, a finding and an export say of a rendering. */
export const shownRendering = rendering.omit({ id: true }).extend({
  /** Who rendered it: the administration with its submission, or the research team afterwards. */
  side: z.enum(['administration', 'research']),
})
export type ShownRendering = z.infer<typeof shownRendering>

const written = z
  .strictObject({
    id: z.uuid(),
    item: itemCode,
    row: rowCode.optional(),
    /** The wording that is rendered; another one that stands meanwhile is a refusal. */
    sha256,
    /** The number that was seen. */
    number: z.int().min(0),
    language: languageCode,
    text: z.string().trim().max(20_000).default(''),
    method: z.enum(['person', 'machine']).default('person'),
    machine: z.string().trim().max(200).default(''),
  })
  .refine(({ method, machine }) => method === 'person' || machine !== '', {
    message: 'Say which machine wrote it.',
    path: ['machine'],
  })
  .refine(({ language, text }) => !/^en(-|$)/.test(language) || text === '', {
    message: 'An answer in English needs no English rendering.',
    path: ['text'],
  })

const decision = z.strictObject({ decision: z.enum(['reviewed', 'approved']) })

export const listRenderings = endpoint({
  method: 'GET',
  path: '/api/responses/:response/renderings',
  summary: 'The open answers of a response, their languages and English renderings',
  who: 'rendering.read',
  params: responseParams,
  returns: z.object({ answers: z.array(openAnswer) }),
  problems: [],
})

export const writeRendering = endpoint({
  method: 'POST',
  path: '/api/responses/:response/renderings',
  summary: 'Name the language of an open answer, or write its English rendering; the one before stays on record',
  who: 'rendering.write',
  params: responseParams,
  body: written,
  returns: openAnswer,
  problems: ['not-found', 'stale-response', 'response-locked', 'clearance-open', 'not-allowed'],
  bodyLimit: 131_072,
})

export const reviewRendering = endpoint({
  method: 'POST',
  path: '/api/responses/:response/renderings/:rendering/reviews',
  summary: 'Say that a rendering was reviewed, by somebody other than its author; the focal point approves',
  who: 'rendering.write',
  params: z.object({ response: z.uuid(), rendering: z.uuid() }),
  body: decision,
  returns: openAnswer,
  problems: ['not-found', 'stale-response', 'response-locked', 'clearance-open', 'two-persons-needed', 'not-allowed'],
})

const unitParams = z.object({ wave: z.uuid(), unit: z.string().min(1).max(100) })

const studied = openAnswer.omit({ mayWrite: true }).extend({
  label: z.string(),
  /** As it was submitted. */
  administration: shownRendering.optional(),
})
export type StudiedAnswer = z.infer<typeof studied>

export const listStudiedRenderings = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/countries/:unit/renderings',
  summary:
    'The submitted open answers of an administration that may be named with it, and their renderings by both sides',
  who: 'rendering.study',
  params: unitParams,
  returns: z.object({
    unit: z.object({ code: z.string(), name: z.string() }),
    wave: z.object({ id: z.uuid(), title: z.string() }),
    answers: z.array(studied),
  }),
  problems: ['not-found'],
})

export const writeStudiedRendering = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/countries/:unit/renderings',
  summary: 'Render a submitted open answer for research, beside what the administration sent and never over it',
  who: 'rendering.study',
  params: unitParams,
  body: written,
  returns: studied,
  problems: ['not-found', 'stale-response'],
  bodyLimit: 131_072,
})

export const reviewStudiedRendering = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/countries/:unit/renderings/:rendering/reviews',
  summary: 'Say that a rendering of the research team was reviewed, by somebody other than its author',
  who: 'rendering.study',
  params: unitParams.extend({ rendering: z.uuid() }),
  body: z.strictObject({ decision: z.literal('reviewed') }),
  returns: studied,
  problems: ['not-found', 'stale-response', 'two-persons-needed'],
})
