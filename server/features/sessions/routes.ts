import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { asGate } from '../../database/unit-of-work.ts'
import { mount } from '../../http/mount.ts'
import { clearSessionCookie, readToken } from '../../http/session-cookie.ts'
import { closeSession, describeSession, visitor } from './actions.ts'

export function sessionRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readSession, async (_input, call) =>
    call.actor.role === 'visitor' ? visitor : call.read((db) => describeSession(db, call.session)),
  )

  mount(app, endpoints.signOut, async (_input, call) => {
    const token = readToken(call.request, call.config)
    if (token) await call.change((unit) => closeSession(unit, token, call.actor.role), asGate(call.actor))
    clearSessionCookie(call.reply, call.config)
    return undefined
  })
}
