import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { getFile, keepFile } from './actions.ts'

export function fileRoutes(app: FastifyInstance): void {
  mount(app, endpoints.uploadFile, ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => keepFile(unit, author, { name: query.name, content: call.bytes }))
  })
  mount(app, endpoints.readFile, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getFile(db, author, params.sha256))
  })
}
