import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problem } from '../problems.ts'

export type Limit = (request: FastifyRequest) => Promise<void>

/** Loose per address: a ministry's whole building may share one. Counted per server process. */
export async function registerRateLimit(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    max: 3_000,
    timeWindow: '1 minute',
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: () => problem('too-many-requests'),
  })
}

/** A stricter limit for one purpose, by a key taken from the request: an address, an e-mail address. */
export function makeLimit(
  app: FastifyInstance,
  max: number,
  timeWindow: string,
  keyGenerator: (request: FastifyRequest) => string,
): Limit {
  const count = app.createRateLimit({ max, timeWindow, keyGenerator })
  return async (request) => {
    const state = await count(request)
    if (state.isAllowed || !state.isExceeded) return
    const seconds = Math.max(1, Math.ceil(state.ttl / 1_000))
    throw problem('too-many-requests', `Too many attempts. Try again in ${seconds} seconds.`)
  }
}
