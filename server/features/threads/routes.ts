import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import {
  changeScope,
  listReaders,
  listSharedThreads,
  listThreads,
  noteLook,
  openThread,
  participantOf,
  readThread,
  resolveThread,
  takeMessageBack,
  writeMessage,
} from './actions.ts'

export function threadRoutes(app: FastifyInstance): void {
  readingRoutes(app)
  mount(app, endpoints.openThread, ({ params, body }, call) =>
    call.change((unit) => openThread(unit, params.response, body)),
  )
  mount(app, endpoints.writeMessage, ({ params, body }, call) =>
    call.change((unit) => writeMessage(unit, params.response, params.thread, body)),
  )
  mount(app, endpoints.takeMessageBack, ({ params }, call) =>
    call.change((unit) => takeMessageBack(unit, params.response, params.thread, params.message)),
  )
  mount(app, endpoints.resolveThread, ({ params, body }, call) =>
    call.change((unit) => resolveThread(unit, params.response, params.thread, body.resolved)),
  )
  mount(app, endpoints.changeThreadScope, ({ params, body }, call) =>
    call.change((unit) => changeScope(unit, params.response, params.thread, body)),
  )
  mount(app, endpoints.noteThreadLook, async ({ params, body }, call) => {
    await call.change((unit) => noteLook(unit, params.response, params.thread, body.until))
    return undefined
  })
}

function readingRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listThreads, ({ params }, call) =>
    call.read(async (db) => ({ threads: await listThreads(db, params.response, participantOf(call.actor)) })),
  )
  mount(app, endpoints.readThread, ({ params }, call) =>
    call.read((db) => readThread(db, params.response, params.thread, participantOf(call.actor))),
  )
  mount(app, endpoints.listThreadReaders, ({ params, query }, call) =>
    call.read((db) => listReaders(db, params.response, query.item, participantOf(call.actor))),
  )
  mount(app, endpoints.listSharedThreads, ({ params }, call) =>
    call.read((db) => listSharedThreads(db, params.wave, participantOf(call.actor))),
  )
}
