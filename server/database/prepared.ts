import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Beyond this a connection prepares nothing more: texts made up as they come would fill the database's memory. */
const mostPrepared = 200

/**
 * A pool whose statements are prepared once per connection. Row-level security makes planning a statement several
 * times as expensive as running it, and the server runs the same few over and over.
 */
export function preparing(pool: pg.Pool): PostgresPool {
  // Kysely knows a connection again by its client, so each has one for life
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? preparingClient(client)
      clients.set(client, known)
      return known
    },
  }
}

function preparingClient(client: pg.PoolClient): PostgresPoolClient {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < mostPrepared) names.set(text, `s${names.size + 1}`)
    return names.get(text)
  }
  const query = (text: unknown, values: readonly unknown[] = []) => {
    // cursors go as they are, and so does what has no values: begin, commit
    const name = typeof text === 'string' && values.length > 0 ? nameOf(text) : undefined
    return name === undefined
      ? client.query(text as string, values as unknown[])
      : client.query({ name, text: text as string, values: values as unknown[] })
  }
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}
