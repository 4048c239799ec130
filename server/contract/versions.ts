import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { instrumentHash } from './responses.ts'

const waveParams = z.object({ wave: z.uuid() })
const responseParams = z.object({ response: z.uuid() })

export const instrumentVersion = z.object({ code: z.string(), version: z.string(), hash: instrumentHash })
export type InstrumentVersion = z.infer<typeof instrumentVersion>

/** A version of a wave's questionnaire: the one it began with, or one that was offered later. */
export const waveVersion = instrumentVersion.extend({
  offeredAt: z.iso.datetime().optional(),
  offeredBy: z.string().optional(),
  responses: z.object({ draft: z.int(), submitted: z.int() }),
  /** What is different from the version before, in sentences. */
  changes: z.array(z.string()),
})

export const waveVersions = z.object({ versions: z.array(waveVersion) })
export type WaveVersions = z.infer<typeof waveVersions>

export const listVersions = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/versions',
  summary:
    'The versions of a wave’s questionnaire, what changed from one to the next, and how many responses are on each',
  who: 'wave.read',
  params: waveParams,
  returns: waveVersions,
  problems: [],
})

export const offerVersion = endpoint({
  method: 'POST',
  path: '/api/waves/:wave/versions',
  summary: 'Offer a newer version to the responses of a wave; offering it twice changes nothing',
  who: 'version.offer',
  params: waveParams,
  body: z.strictObject({ instrument: instrumentHash }),
  returns: waveVersions,
  problems: ['map-required'],
})

const outcome = z.enum(['kept', 'look', 'set_aside'])

/** What would become of one answer, or has. */
export const answerOutcome = z.object({
  item: z.string(),
  row: z.string().optional(),
  label: z.string(),
  outcome,
  /** `code_split`, `item_removed`, …: worded by the page. */
  reason: z.string(),
  /** In the words of the version it was given in, and of the one it would stand in; empty when nothing would. */
  before: z.string(),
  after: z.string(),
})
export type AnswerOutcome = z.infer<typeof answerOutcome>

export const responseMove = z.object({
  number: z.int(),
  from: instrumentVersion,
  to: instrumentVersion,
  kept: z.int(),
  look: z.int(),
  setAside: z.int(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type ResponseMove = z.infer<typeof responseMove>

export const versionOffer = z.object({
  instrument: instrumentVersion,
  revision: z.int(),
  /** The version that is offered next, what it changes, and what that means for the answers. */
  offer: z
    .object({
      instrument: instrumentVersion,
      changes: z.array(z.object({ kind: z.string(), words: z.string() })),
      answers: z.array(answerOutcome),
    })
    .optional(),
  /** The move that can be taken back. */
  move: responseMove.optional(),
})
export type VersionOffer = z.infer<typeof versionOffer>

export const readVersionOffer = endpoint({
  method: 'GET',
  path: '/api/responses/:response/version-offer',
  summary: 'The newer version a response may move to, and what would become of each answer',
  who: 'version.read',
  params: responseParams,
  returns: versionOffer,
  problems: [],
})

/** `revision` is the one the offer was read at, so that what is accepted is what was seen. */
export const moveResponse = endpoint({
  method: 'POST',
  path: '/api/responses/:response/moves',
  summary: 'Move a response to the version that is offered; doing it twice moves it once',
  who: 'version.accept',
  params: responseParams,
  body: z.strictObject({ instrument: instrumentHash, revision: z.int().min(0) }),
  returns: responseMove,
  problems: ['response-locked', 'stale-response', 'not-offered', 'clearance-open'],
})

export const reverseMove = endpoint({
  method: 'POST',
  path: '/api/responses/:response/moves/:move/reversal',
  summary: 'Take a move back: the answers from before it stand again; doing it twice does it once',
  who: 'version.accept',
  params: z.object({ response: z.uuid(), move: z.coerce.number().int().min(1) }),
  returns: responseMove,
  problems: ['response-locked', 'stale-response', 'clearance-open'],
})

/** An answer that no longer stands because of a move, as it was given. */
export const earlierAnswer = z.object({
  item: z.string(),
  row: z.string().optional(),
  label: z.string(),
  inWords: z.string(),
  version: z.string(),
  /** `reversed`: typed on a version that was left again. */
  outcome: z.enum(['look', 'set_aside', 'reversed']),
  reason: z.string(),
  /** Where it is to be looked at. */
  to: z.object({ item: z.string(), row: z.string().optional() }).optional(),
  by: z.string(),
  at: z.iso.datetime(),
})
export type EarlierAnswer = z.infer<typeof earlierAnswer>

export const readEarlierAnswers = endpoint({
  method: 'GET',
  path: '/api/responses/:response/earlier-answers',
  summary:
    'Answers that were given on other versions of the questionnaire and do not stand any more; nothing is deleted',
  who: 'version.read',
  params: responseParams,
  returns: z.object({ answers: z.array(earlierAnswer) }),
  problems: [],
})
