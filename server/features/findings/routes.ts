import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { researchStamp } from '../renderings/beside.ts'
import { listWaves, openWave, readCountry, readCoverage, readFinding, readNumbers, readQuestion } from './actions.ts'
import { unlessKnown } from './unchanged.ts'

export function findingRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listWaves, (_input, call) => call.read(async (db) => ({ waves: await listWaves(db) })))

  mount(app, endpoints.readCoverage, ({ params }, call) =>
    call.read(async (db) => {
      const wave = await openWave(db, params.wave)
      return unlessKnown(call, wave, ['coverage'], () => readCoverage(db, wave))
    }),
  )

  mount(app, endpoints.readCountry, ({ params }, call) =>
    call.read(async (db) => {
      const wave = await openWave(db, params.wave)
      return unlessKnown(call, wave, ['country', params.unit, await researchStamp(db, wave.study.id)], () =>
        readCountry(db, wave, params.unit),
      )
    }),
  )

  mount(app, endpoints.readQuestion, ({ params }, call) =>
    call.read(async (db) => {
      const wave = await openWave(db, params.wave)
      return unlessKnown(call, wave, ['question', params.rq, await researchStamp(db, wave.study.id)], () =>
        readQuestion(db, wave, params.rq),
      )
    }),
  )

  mount(app, endpoints.readFinding, ({ params }, call) =>
    call.read(async (db) => {
      const wave = await openWave(db, params.wave)
      return unlessKnown(call, wave, ['item', params.item, await researchStamp(db, wave.study.id)], () =>
        readFinding(db, wave, params.item),
      )
    }),
  )

  mount(app, endpoints.downloadFinding, ({ params }, call) =>
    call.read(async (db) => {
      const wave = await openWave(db, params.wave)
      return unlessKnown(call, wave, ['numbers', params.item], () => readNumbers(db, wave, params.item))
    }),
  )
}
