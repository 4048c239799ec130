import pg from 'pg'
import type { Connection } from '../../server/database/plugin.ts'

/** One connection as the owner, whom row-level security does not stop: for making worlds and for looking behind the scenes. */
export async function asOwner<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
