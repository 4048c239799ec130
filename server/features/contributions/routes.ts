import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { contributeFile, listContributions } from './actions.ts'
import { decide } from './deciding.ts'
import { readHandedIn } from './reading.ts'
import { downloadWorkbook } from './workbook.ts'

export function contributionRoutes(app: FastifyInstance): void {
  mount(app, endpoints.downloadAnswers, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => downloadWorkbook(unit, author))
  })
  mount(app, endpoints.uploadAnswers, async ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    // a file is read outside of any transaction: it may take a while
    const file = await readHandedIn({ name: query.name, bytes: call.bytes })
    return call.change((unit) => contributeFile(unit, author, file))
  })
  mount(app, endpoints.listContributions, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => listContributions(db, author))
  })
  mount(app, endpoints.decideContributions, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change(async (unit) => ({ results: await decide(unit, author, body.decisions) }))
  })
}
