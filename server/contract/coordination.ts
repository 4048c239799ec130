import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const wave = z.object({ id: z.uuid(), title: z.string() })
const unit = z.object({ code: z.string(), name: z.string() })

/**
 * Where a response stands, for those who coordinate: `returned` came back from clearance, `reopened` was submitted before.
 * No answer, no note and no reason of the administration is among it.
 */
export const coordinatedState = z.enum(['not_started', 'draft', 'clearance', 'returned', 'submitted', 'reopened'])
export type CoordinatedState = z.infer<typeof coordinatedState>

const inShort = z.object({
  unit,
  state: coordinatedState,
  /** How often something was saved. */
  revision: z.int(),
  steps: z.object({ standing: z.int(), all: z.int() }),
  /** Of the newest submission. */
  submission: z
    .object({ number: z.int(), reference: z.string(), answered: z.int(), submittedAt: z.iso.datetime() })
    .optional(),
  waived: z.boolean(),
  /** Reopenings that were asked for and neither agreed to nor overtaken. */
  asked: z.int(),
})
export type CoordinatedResponse = z.infer<typeof inShort>

export const listCoordinated = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/responses',
  summary: 'The responses of a wave with state and counts; no answers',
  who: 'response.coordinate',
  params: z.object({ wave: z.uuid() }),
  returns: z.object({ wave, responses: z.array(inShort) }),
  problems: ['not-found'],
})

const coordination = inShort.extend({
  wave,
  clearance: z.object({
    askedAt: z.iso.datetime().optional(),
    steps: z.array(
      z.object({
        step: z.int(),
        title: z.string(),
        role: z.enum(['focal_point', 'clearing_officer']),
        standing: z.boolean(),
      }),
    ),
  }),
  /** The newest first; any of them lifts the rule of two persons. */
  waivers: z.array(z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() })),
  /** The newest first. */
  reopenings: z.array(
    z.object({
      submission: z.int(),
      reason: z.string(),
      by: z.string(),
      role: z.enum(['focal_point', 'coordinator']),
      at: z.iso.datetime(),
      /** `agreed`: it was opened for this. `overtaken`: it was opened, and for something else. */
      outcome: z.enum(['waiting', 'agreed', 'overtaken']),
      decidedAt: z.iso.datetime().optional(),
    }),
  ),
})
export type Coordination = z.infer<typeof coordination>

export const readCoordination = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/units/:unit/coordination',
  summary: 'Clearance, waivers and reopenings of one response, for those who coordinate',
  who: 'response.coordinate',
  params: z.object({ wave: z.uuid(), unit: z.string().min(1).max(100) }),
  returns: coordination,
  problems: ['not-found'],
})
