import type { FastifyInstance } from 'fastify'
import { endpoints, may, type Role } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { listRenderings, reviewRendering, writeRendering } from './actions.ts'
import { listStudied, reviewStudied, writeStudied } from './research.ts'

export function renderingRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listRenderings, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    const mayWrite = may(call.actor.role as Role, 'rendering.write')
    return call.read(async (db) => ({ answers: await listRenderings(db, author, mayWrite) }))
  })
  mount(app, endpoints.writeRendering, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => writeRendering(unit, author, body))
  })
  mount(app, endpoints.reviewRendering, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => reviewRendering(unit, author, params.rendering, body.decision))
  })
  mount(app, endpoints.listStudiedRenderings, ({ params }, call) =>
    call.read((db) => listStudied(db, params, call.actor.account ?? '')),
  )
  mount(app, endpoints.writeStudiedRendering, ({ params, body }, call) =>
    call.change((unit) => writeStudied(unit, params, body)),
  )
  mount(app, endpoints.reviewStudiedRendering, ({ params }, call) =>
    call.change((unit) => reviewStudied(unit, params, params.rendering)),
  )
}
