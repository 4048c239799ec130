import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { acceptMove, readEarlier, readOffer, reverseMove } from './actions.ts'
import { listVersions, offerVersion } from './offers.ts'

export function versionRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listVersions, ({ params }, call) => call.read((db) => listVersions(db, params.wave)))
  mount(app, endpoints.offerVersion, ({ params, body }, call) =>
    call.change((unit) => offerVersion(unit, params.wave, body.instrument)),
  )
  mount(app, endpoints.readVersionOffer, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => readOffer(db, author))
  })
  mount(app, endpoints.moveResponse, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => acceptMove(unit, author, body))
  })
  mount(app, endpoints.reverseMove, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => reverseMove(unit, author, params.move))
  })
  mount(app, endpoints.readEarlierAnswers, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read(async (db) => ({ answers: await readEarlier(db, author) }))
  })
}
