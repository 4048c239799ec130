import type { FastifyInstance } from 'fastify'
import { endpoints, type Role } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf, getReceipt, getSubmission, openResponse, saveAnswers, submitResponse } from './actions.ts'

export function responseRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readResponse, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => openResponse(db, author, call.actor.role as Role))
  })
  mount(app, endpoints.saveAnswers, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => saveAnswers(unit, author, body))
  })
  mount(app, endpoints.submitResponse, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => submitResponse(unit, author, body))
  })
  mount(app, endpoints.readReceipt, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getReceipt(db, author))
  })
  mount(app, endpoints.readSubmission, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getSubmission(db, author))
  })
}
