import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { type Call, mount } from '../../http/mount.ts'
import { getInstrument } from './actions.ts'
import { listInstruments } from './catalogue.ts'
import { xlsFormOf } from './exporting.ts'
import { houseLists } from './house-lists.ts'
import { againstReleased, importQuestionnaire, releaseInstrument } from './importing.ts'

export function instrumentRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listInstruments, async (_, call) => ({ instruments: await call.read(listInstruments) }))
  mount(app, endpoints.readInstrument, async ({ params }, call) => {
    const bundle = await call.read((db) => getInstrument(db, params.hash))
    // the hash names the content: what a browser once has, it never asks for again
    call.reply.header('cache-control', 'private, max-age=31536000, immutable')
    return bundle
  })
  mount(app, endpoints.downloadXlsForm, ({ params }, call) => call.read((db) => xlsFormOf(db, params.hash)))
  // a file is read outside of any transaction: it may take a while
  const importOf = async (name: string, call: Call) =>
    importQuestionnaire({ name, bytes: call.bytes }, await call.read(houseLists))
  mount(app, endpoints.previewInstrument, async ({ query }, call) => {
    const imported = await importOf(query.name, call)
    return call.read((db) => againstReleased(db, imported))
  })
  mount(app, endpoints.releaseInstrument, async ({ query }, call) => {
    const imported = await importOf(query.name, call)
    return call.change((unit) => releaseInstrument(unit, imported, query.hash))
  })
}
