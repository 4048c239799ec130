import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { askPerson, changePart, noteLook, readPeople, renewLink, returnWork, withdrawPerson } from './actions.ts'

export function delegationRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readPeople, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => readPeople(db, author, call.actor.role === 'focal_point'))
  })
  mount(app, endpoints.askPerson, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => askPerson(unit, author, body))
  })
  mount(app, endpoints.changePart, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => changePart(unit, author, params.person, body))
    return undefined
  })
  mount(app, endpoints.renewLink, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => renewLink(unit, author, params.person))
  })
  mount(app, endpoints.withdrawPerson, async ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => withdrawPerson(unit, author, params.person))
    return undefined
  })
  mount(app, endpoints.returnWork, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => returnWork(unit, author, body))
    return undefined
  })
  mount(app, endpoints.noteLook, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => noteLook(unit, author, body.until))
    return undefined
  })
}
