import type { FastifyInstance } from 'fastify'
import { endpoints } from '#contract'
import { mount } from '../../http/mount.ts'
import { exportBundle, exportFile, listExports } from './actions.ts'

export function exportRoutes(app: FastifyInstance): void {
  mount(app, endpoints.listExports, ({ params }, call) => call.read((db) => listExports(db, params.wave)))

  mount(app, endpoints.downloadExport, ({ params, query }, call) =>
    call.change((unit) => exportFile(unit, call.read, { ...params, ...query })),
  )

  mount(app, endpoints.downloadBundle, ({ params, query }, call) =>
    call.change((unit) => exportBundle(unit, call.read, { wave: params.wave, ...query })),
  )
}
