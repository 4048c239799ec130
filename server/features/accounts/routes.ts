import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { makeLimit } from '../../http/rate-limit.ts'
import { readToken, setSessionCookie } from '../../http/session-cookie.ts'
import { isAnyStudySynthetic } from '../sessions/actions.ts'
import { signIn, toAddress } from './actions.ts'

const addressOf = (body: unknown) => toAddress((body as { email: string }).email)

export function accountRoutes(app: FastifyInstance): void {
  // per account and place, so that guessing elsewhere does not lock the owner out; per account; per place
  const limits = [
    makeLimit(app, 10, '15 minutes', (request) => `sign-in ${request.ip} ${addressOf(request.body)}`),
    makeLimit(app, 100, '15 minutes', (request) => `sign-in ${addressOf(request.body)}`),
    makeLimit(app, 30, '1 minute', (request) => `sign-in ${request.ip}`),
  ]

  mount(app, endpoints.signIn, async ({ body }, call) => {
    for (const limit of limits) await limit(call.request)
    const { session, who } = await signIn(app.database, call.config, body, readToken(call.request, call.config))
    setSessionCookie(call.reply, call.config, session.token, session.expiresAt)
    return { ...who, synthetic: await isAnyStudySynthetic(app.database) }
  })
}
