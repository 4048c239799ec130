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
export async function openTestDatabase(source: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  const copying = source === 'migrated' ? 'template mufakat_template strategy file_copy' : ''
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
