import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { answeredPaper, blankPaper } from './actions.ts'
import { paperFile } from './file.ts'
import { sharedPrinter } from './printing.ts'

export function paperRoutes(app: FastifyInstance): void {
  const printer = sharedPrinter(app)

  // read first, written outside of any transaction: a browser takes seconds
  mount(app, endpoints.readBlankPaper, async ({ params, query }, call) => {
    const paper = await call.read((db) => blankPaper(db, params.hash, { format: params.format, ...query }))
    return paperFile(paper, params.format, printer)
  })

  mount(app, endpoints.readAnsweredPaper, async ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    const paper = await call.change((unit) => answeredPaper(unit, author, { format: params.format, ...query }))
    return paperFile(paper, params.format, printer)
  })
}
