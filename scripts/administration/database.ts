import pg from 'pg'
import type { Config } from '../../server/config.ts'
import { attachEmbedded } from '../../server/database/embedded/index.ts'
import { migrate } from '../../server/database/migrate.ts'
import { type Connection, type Database, overPool, poolOptions } from '../../server/database/plugin.ts'

async function attach(config: Config): Promise<{ connection: Connection; stop(): Promise<void> }> {
  if (config.databaseUrl === undefined) return attachEmbedded({ dataDir: config.dataDir })
  return { connection: { connectionString: config.databaseUrl }, stop: async () => {} }
}

/** The database of the running server, or of the next one; brought up to date first. */
export async function withDatabase<T>(config: Config, work: (database: Database) => Promise<T>): Promise<T> {
  const attached = await attach(config)
  try {
    await migrate(attached.connection)
    const pool = new pg.Pool(poolOptions(attached.connection, 2))
    pool.on('error', () => {})
    try {
      return await work(overPool(pool))
    } finally {
      await pool.end()
    }
  } finally {
    await attached.stop()
  }
}
