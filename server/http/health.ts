import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'

/** `/livez`: the process answers. `/readyz`: the database does too. */
export async function registerHealth(app: FastifyInstance): Promise<void> {
  app.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }))
  app.get('/readyz', async (_request, reply) => {
    await sql`select 1`.execute(app.database)
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
}
