import type { FastifyInstance } from 'fastify'
import { endpoints, type Fieldwork } from '#contract'
import { mount } from '../../http/mount.ts'
import { findChromium } from '../../printing/chromium-path.ts'
import { authorOf } from '../responses/actions.ts'
import { askForExtension, noteReading, readFieldwork, writeLetter } from './actions.ts'
import {
  decideExtension,
  noteUnitReading,
  readUnitFieldwork,
  readWaveFieldwork,
  setDeadline,
  writeToAll,
  writeToUnit,
} from './coordinating.ts'

export function fieldworkRoutes(app: FastifyInstance): void {
  administrationRoutes(app)
  coordinatorRoutes(app)
}

function administrationRoutes(app: FastifyInstance): void {
  const papers: Fieldwork['papers'] =
    findChromium(app.config.chromiumPath) === undefined ? ['html', 'docx'] : ['html', 'pdf', 'docx']
  mount(app, endpoints.readFieldwork, async ({ params }, call) => {
    const author = authorOf(call.actor, params.response)
    return { ...(await call.read((db) => readFieldwork(db, author))), papers }
  })
  mount(app, endpoints.askForExtension, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => askForExtension(unit, author, body))
    return undefined
  })
  mount(app, endpoints.writeLetter, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => writeLetter(unit, author, body))
    return undefined
  })
  mount(app, endpoints.noteReading, async ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    await call.change((unit) => noteReading(unit, author, body.letters))
    return undefined
  })
}

function coordinatorRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readWaveFieldwork, ({ params }, call) =>
    call.read((db) => readWaveFieldwork(db, call.actor, params.wave)),
  )
  mount(app, endpoints.readUnitFieldwork, ({ params }, call) =>
    call.read((db) => readUnitFieldwork(db, call.actor, params)),
  )
  mount(app, endpoints.setDeadline, async ({ params, body }, call) => {
    await call.change((unit) => setDeadline(unit, params.wave, body.due))
    return undefined
  })
  mount(app, endpoints.writeToAll, async ({ params, body }, call) => {
    await call.change((unit) => writeToAll(unit, params.wave, body))
    return undefined
  })
  mount(app, endpoints.writeToUnit, async ({ params, body }, call) => {
    await call.change((unit) => writeToUnit(unit, params, body))
    return undefined
  })
  mount(app, endpoints.noteUnitReading, async ({ params, body }, call) => {
    await call.change((unit) => noteUnitReading(unit, params, body.letters))
    return undefined
  })
  mount(app, endpoints.decideExtension, async ({ params, body }, call) => {
    const { until, note } = body
    await call.change((unit) => decideExtension(unit, params, { number: params.number, until, note }))
    return undefined
  })
}
