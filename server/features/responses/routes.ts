import type { FastifyInstance } from 'fastify'
import { endpoints, type Role } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf, openResponse, saveAnswers } from './actions.ts'
import { listDraftTexts, resolveAlternative } from './alternatives.ts'
import { reconcile } from './reconcile.ts'

export function responseRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readResponse, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => openResponse(db, author, call.actor.role as Role))
  })
  mount(app, endpoints.saveAnswers, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => saveAnswers(unit, author, body))
  })
  mount(app, endpoints.resolveAlternative, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => resolveAlternative(unit, author, params.alternative.toLowerCase(), body))
  })
  mount(app, endpoints.listDraftTexts, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => listDraftTexts(db, author))
  })
  mount(app, endpoints.reconcile, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => reconcile(db, author, body.mutations))
  })
}
