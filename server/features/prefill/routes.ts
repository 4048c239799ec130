import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { authorOf } from '../responses/actions.ts'
import { decidePrefills, listPrefills, offerForWave, readRegisters } from './actions.ts'

export function prefillRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listPrefills, ({ params, query }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.read((db) => listPrefills(db, author, query.language))
  })
  mount(app, endpoints.decidePrefills, ({ params, query, body }, call) => {
    const author = authorOf(call.actor, params.response)
    return call.change((unit) => decidePrefills(unit, author, body.decisions, query.language))
  })
  mount(app, endpoints.offerPrefills, async ({ params }, call) => {
    const registers = await readRegisters()
    return call.change((unit) => offerForWave(unit, params.wave, registers))
  })
}
