import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { buildApp } from '../../server/app.ts'
import { toConfig } from '../../server/config.ts'
import type { Database } from '../../server/database/plugin.ts'
import { makeSigner, type Signer } from '../../server/features/clearance/signing-key.ts'
import { openTestDatabase } from './database.ts'

const builtPages = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** The whole product at an address of this machine, on a database of its own. */
export interface Site {
  readonly address: string
  readonly database: Database
  readonly signer: Signer
  /** Looks behind the scenes, past row-level security. */
  readonly owner: pg.Pool
  /** As if the machine were switched off: nobody answers at the address. */
  stop(): Promise<void>
  /** With another build of the pages, as after a deploy, when a folder is given. */
  start(pages?: string): Promise<void>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const config = toConfig({ LOG_LEVEL: 'error', DEMO: 'off' })
  const { connection, owner, database, close } = await openTestDatabase()
  const signer = makeSigner()
  const state: { app?: FastifyInstance | undefined; port: number } = { port: 0 }
  const start = async (pages = builtPages) => {
    const app = await buildApp({ config, connection, signer, pages, checkReplies: true })
    const address = await app.listen({ host: '127.0.0.1', port: state.port })
    state.port = Number(new URL(address).port)
    state.app = app
  }
  const stop = async () => {
    // browsers hold their connections open
    state.app?.server.closeAllConnections()
    await state.app?.close()
    state.app = undefined
  }
  await start()
  return {
    address: `http://127.0.0.1:${state.port}`,
    owner,
    database,
    signer,
    start,
    stop,
    close: async () => {
      await stop()
      await close()
    },
  }
}
