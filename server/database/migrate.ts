import { readdir } from 'node:fs/promises'
import { type Migration, Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { type Connection, overPool, ownerPool } from './plugin.ts'

const folder = new URL('../../migrations/', import.meta.url)

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => /^\d{8}-\d{2}-[a-z-]+\.ts$/.test(name)).sort()
  const entries = names.map(
    async (name) => [name.replace(/\.ts$/, ''), await import(new URL(name, folder).href)] as const,
  )
  return Object.fromEntries(await Promise.all(entries))
}

async function withMigrator(
  connection: Connection,
  run: (migrator: Migrator) => ReturnType<Migrator['migrateToLatest']>,
) {
  const pool = ownerPool(connection)
  try {
    const migrator = new Migrator({ db: overPool<unknown>(pool), provider: { getMigrations: readMigrations } })
    const { error, results = [] } = await run(migrator)
    if (error) {
      const failed = results.find((result) => result.status === 'Error')?.migrationName
      throw new Error(`the database could not be migrated${failed ? `: ${failed} failed` : ''}`, { cause: error })
    }
    return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
  } finally {
    await pool.end()
  }
}

/** Brings the database to the newest schema; two servers at once are safe, the second waits and finds nothing to do. */
export const migrate = (connection: Connection): Promise<string[]> =>
  withMigrator(connection, (migrator) => migrator.migrateToLatest())

/** Takes every migration back. For tests, and for nothing else: it drops the answers. */
export const migrateDown = (connection: Connection): Promise<string[]> =>
  withMigrator(connection, (migrator) => migrator.migrateTo(NO_MIGRATIONS))
