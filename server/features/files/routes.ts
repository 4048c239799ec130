import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { getFile, keepFile } from './actions.ts'
import { clearExpired } from './expiry.ts'
import { addPiece, beginUpload } from './uploads.ts'

const hourMs = 3_600_000

export function fileRoutes(app: FastifyInstance): void {
  mount(app, endpoints.uploadFile, ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => keepFile(unit, author, { name: query.name, content: call.bytes }))
  })
  mount(app, endpoints.readFile, ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getFile(db, author, params.sha256))
  })
  mount(app, endpoints.beginUpload, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => beginUpload(unit, author, body))
  })
  mount(app, endpoints.sendPiece, async ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    const piece = { ...query, content: call.bytes }
    const received = await call.change((unit) => addPiece(unit, author, params.upload, piece))
    if ('refused' in received) throw received.refused
    return received.state
  })
  clearHourly(app)
}

function clearHourly(app: FastifyInstance): void {
  const clear = () => void clearExpired(app.database).catch((error) => app.log.warn({ err: error }, 'expired uploads'))
  const timer = setInterval(clear, hourMs).unref()
  app.addHook('onClose', async () => clearInterval(timer))
}
