import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { gate, inReading } from '../../database/unit-of-work.ts'
import { mount } from '../../http/mount.ts'
import { makeLimit } from '../../http/rate-limit.ts'
import { readToken, setSessionCookie } from '../../http/session-cookie.ts'
import { inspectLink, redeemLink, refuseDamaged } from './actions.ts'

export function linkRoutes(app: FastifyInstance): void {
  // a training room opens its links at once, from one address
  const limit = makeLimit(app, 120, '1 minute', (request) => `link ${request.ip}`)

  mount(app, endpoints.inspectLink, async ({ body }, call) => {
    await limit(call.request)
    refuseDamaged(body.token)
    return inReading(app.database, gate, (db) => inspectLink(db, body.token))
  })

  mount(app, endpoints.redeemLink, async ({ body }, call) => {
    await limit(call.request)
    refuseDamaged(body.token)
    const replaced = readToken(call.request, call.config)
    const { session, who } = await call.change((unit) => redeemLink(unit, call.config, body.token, replaced), gate)
    setSessionCookie(call.reply, call.config, session.token, session.expiresAt)
    return who
  })
}
