import { Client } from 'pg'

/** For the owner of everything in the database; fits `new pg.Pool(…)`. */
export interface Connection {
  /** A socket folder, or 127.0.0.1. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

export const ownerName = 'postgres'
export const databaseName = 'mufakat'

/** Creates the database on the first start, and again if the first start was killed before it came to this. */
export async function ensureDatabase(connection: Connection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres', ssl: false })
  // without a listener a server that stops would take this process down
  client.on('error', () => {})
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [connection.database])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}
