import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { gate, inReading } from '../../database/unit-of-work.ts'
import { type Call, mount } from '../../http/mount.ts'
import { sharedPrinter } from '../paper/printing.ts'
import { authorOf } from '../responses/actions.ts'
import {
  askForClearance,
  askForReopening,
  decide,
  getReceipt,
  getReceiptFile,
  getSubmission,
  listCoordinated,
  listKeys,
  makeKeyKnown,
  planClearance,
  proposeReopening,
  readClearance,
  readCoordination,
  refuseLevel,
  reopenResponse,
  submitResponse,
  type Viewer,
  waiveTwoPersons,
  withdrawClearance,
} from './actions.ts'
import { receiptPaper } from './receipt-paper.ts'
import type { Signer } from './signing-key.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly signer: Signer
  }
}

const viewerOf = ({ actor }: Call, response: string): Viewer => ({
  ...authorOf(actor, response),
  role: actor.role as Viewer['role'],
})

export function clearanceRoutes(app: FastifyInstance): void {
  app.addHook('onReady', () => makeKeyKnown(app.database, app.signer))
  stepRoutes(app)
  receiptRoutes(app)
  reopeningRoutes(app)
}

function stepRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readClearance, ({ params }, call) => {
    const viewer = viewerOf(call, params.response)
    return call.read((db) => readClearance(db, viewer))
  })
  mount(app, endpoints.planClearance, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    return call.change((unit) => planClearance(unit, viewer, body))
  })
  mount(app, endpoints.askForClearance, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    return call.change((unit) => askForClearance(unit, viewer, body))
  })
  mount(app, endpoints.withdrawClearance, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    return call.change((unit) => withdrawClearance(unit, viewer, body.request))
  })
  mount(app, endpoints.decideClearance, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    refuseLevel(call.session)
    return call.change((unit) => decide(unit, viewer, body, app.signer))
  })
  mount(app, endpoints.submitResponse, ({ params, body }, call) => {
    const author = authorOf(call.actor, params.response)
    refuseLevel(call.session)
    return call.change((unit) => submitResponse(unit, author, body, app.signer))
  })
}

function receiptRoutes(app: FastifyInstance): void {
  mount(app, endpoints.readReceipt, ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getReceipt(db, author, query.number))
  })
  mount(app, endpoints.readSubmission, ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => getSubmission(db, author, query.number))
  })
  mount(app, endpoints.downloadReceipt, async ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    if (params.format !== 'json') {
      const receipt = await call.read((db) => getReceipt(db, author, query.number))
      return receiptPaper(receipt, params.format, sharedPrinter(app))
    }
    const file = await call.read((db) => getReceiptFile(db, author, query.number))
    return { ...file, type: 'application/json' }
  })
  // for whoever holds a receipt, whether we still know them or not
  app.get('/.well-known/mufakat-receipt-keys.json', async (_request, reply) => {
    const keys = await inReading(app.database, gate, listKeys)
    return reply.header('cache-control', 'public, max-age=300').send(keys)
  })
}

function reopeningRoutes(app: FastifyInstance): void {
  mount(app, endpoints.askForReopening, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    return call.change((unit) => askForReopening(unit, viewer, body.reason))
  })
  mount(app, endpoints.reopenResponse, ({ params, body }, call) => {
    const viewer = viewerOf(call, params.response)
    refuseLevel(call.session)
    return call.change((unit) => reopenResponse(unit, viewer, body))
  })
  mount(app, endpoints.listCoordinated, ({ params }, call) => call.read((db) => listCoordinated(db, params.wave)))
  mount(app, endpoints.readCoordination, ({ params }, call) =>
    call.read((db) => readCoordination(db, params.wave, params.unit)),
  )
  mount(app, endpoints.proposeReopening, async ({ params, body }, call) => {
    await call.change((unit) => proposeReopening(unit, params, body.reason))
    return undefined
  })
  mount(app, endpoints.waiveTwoPersons, async ({ params, body }, call) => {
    await call.change((unit) => waiveTwoPersons(unit, params, body.reason))
    return undefined
  })
}
