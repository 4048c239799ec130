import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { getInstrument } from './actions.ts'

export function instrumentRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readInstrument, async ({ params }, call) => {
    const bundle = await call.read((db) => getInstrument(db, params.hash))
    // the hash names the content: what a browser once has, it never asks for again
    call.reply.header('cache-control', 'private, max-age=31536000, immutable')
    return bundle
  })
}
