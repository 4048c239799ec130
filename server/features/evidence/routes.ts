import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { addEvidence, changeEvidence, citeEvidence, listEvidence } from './actions.ts'
import { listSubmittedEvidence, readSubmittedFile } from './submitted.ts'

export function evidenceRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listEvidence, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => listEvidence(db, author, call.actor.role === 'focal_point'))
  })
  mount(app, endpoints.addEvidence, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => addEvidence(unit, author, body))
  })
  mount(app, endpoints.changeEvidence, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => changeEvidence(unit, author, params.evidence, body))
  })
  mount(app, endpoints.citeEvidence, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => citeEvidence(unit, author, params.evidence, body))
  })
  mount(app, endpoints.listSubmittedEvidence, ({ params }, call) =>
    call.read(async (db) => ({ responses: await listSubmittedEvidence(db, params.wave) })),
  )
  mount(app, endpoints.readSubmittedEvidence, ({ params }, call) =>
    call.change((unit) => readSubmittedFile(unit, params.wave, params.evidence)),
  )
}
