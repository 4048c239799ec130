import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Connection, type Database, overPool, ownerPool, poolOptions } from '../../server/database/plugin.ts'
import { asOwner } from './owner.ts'

export interface TestDatabase {
  readonly connection: Connection
  /** As the server has it: the role that owns nothing. */
  readonly database: Database
  /** As the owner, past row-level security. */
  readonly owner: pg.Pool
  close(): Promise<void>
}

/** A database of its own for a test file; `empty` has not been migrated. */
export function openTestDatabase(source: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  return makeTestDatabase(source === 'migrated' ? 'mufakat_template' : undefined)
}

/** A database as it is now, as a backup would have it. Everybody connected to it is thrown out and comes back by themselves. */
export async function copyTestDatabase({ owner }: TestDatabase): Promise<TestDatabase> {
  const { rows } = await owner.query('select current_database() as name')
  const { name } = rows[0]
  await asOwner(inject('cluster'), (client) =>
    client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
  )
  return makeTestDatabase(name)
}

async function makeTestDatabase(template: string | undefined): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  const copying = template === undefined ? '' : `template ${template} strategy file_copy`
  await asOwner(cluster, (client) => client.query(`create database ${name} ${copying}`))
  const connection = { ...cluster, database: name }
  const pool = new pg.Pool(poolOptions(connection, 5))
  pool.on('error', () => {})
  const owner = ownerPool(connection)
  return {
    connection,
    database: overPool(pool),
    owner,
    close: async () => {
      await Promise.all([pool.end(), owner.end()])
      await asOwner(cluster, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
