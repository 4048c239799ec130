import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Connection } from '../../server/database/embedded/index.ts'
import { startEmbedded } from '../../server/database/embedded/index.ts'
import { migrate } from '../../server/database/migrate.ts'
import { asOwner } from './owner.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Connection
  }
}

export const template = 'mufakat_template'

/** One PostgreSQL for the whole run, and one migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mufakat-tests-'))
  const embedded = await startEmbedded({ dataDir, tests: true })
  await asOwner(embedded.connection, (client) => client.query(`create database ${template}`))
  await migrate({ ...embedded.connection, database: template })
  project.provide('cluster', embedded.connection)
  return async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
