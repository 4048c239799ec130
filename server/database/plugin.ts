import postgres from '@fastify/postgres'
import type { FastifyInstance } from 'fastify'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared.ts'
import type { Tables } from './tables.ts'

/** How to reach the database: parts, or a `postgresql://` address. */
export type Connection =
  | { readonly connectionString: string }
  | {
      readonly host: string
      readonly port?: number
      readonly user: string
      readonly password?: string
      readonly database: string
    }

export type Database = Kysely<Tables>

const date = 1082
const bigint = 20

// dates stay text, so that no time zone can move them; counts stay below 2^53
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === date) return (text: string) => text
    if (oid === bigint) return Number
    return pg.types.getTypeParser(oid, format)
  },
} as pg.CustomTypesConfig

/** Everything the server does after migrating, it does as a role that owns nothing. */
export const poolOptions = (connection: Connection, max = 10): pg.PoolConfig => ({
  ...connection,
  max,
  types,
  application_name: 'mufakat',
  options: '-c role=mufakat_app',
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  statement_timeout: 10_000,
  lock_timeout: 3_000,
  idle_in_transaction_session_timeout: 15_000,
  // a new connection may lead to another cluster than the last one: a standby that took over
  verify: (client, done) => void client.query('select keep_epoch()', (error) => done(error)),
})

/** For migrations and maintenance: the owner of the tables, no time limits. */
export const ownerPool = (connection: Connection): pg.Pool => {
  const pool = new pg.Pool({ ...connection, max: 2, types, application_name: 'mufakat-owner' })
  pool.on('error', () => {})
  return pool
}

/** Kysely over a pool somebody else ends: never destroy() it. */
export const overPool = <T = Tables>(pool: pg.Pool): Kysely<T> =>
  new Kysely<T>({ dialect: new PostgresDialect({ pool: preparing(pool) }) })

declare module 'fastify' {
  interface FastifyInstance {
    readonly database: Database
  }
}

/** @fastify/postgres owns the pool and ends it when the app closes. */
export async function registerDatabase(app: FastifyInstance, connection: Connection, max?: number): Promise<void> {
  await app.register(postgres, poolOptions(connection, max))
  // a connection lost while idle is replaced on the next query; without a listener it would end the process
  app.pg.pool.on('error', (error) => {
    if (!app.pg.pool.ending) app.log.warn(`an idle database connection was lost: ${error.message}`)
  })
  // and so does one that is lost at work, whose query fails by itself
  app.pg.pool.on('connect', (client) => client.on('error', () => {}))
  app.decorate('database', overPool(app.pg.pool))
}
