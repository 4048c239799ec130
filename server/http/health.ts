import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { problem } from '../problems.ts'

/** `/livez`: the process answers. `/readyz`: the database does too. And a refusal with a name when overloaded. */
export async function registerHealth(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: 2_000,
    sampleInterval: 1_000,
    retryAfter: 5,
    pressureHandler: () => {
      throw problem('temporarily-unavailable')
    },
  })
  app.get('/livez', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }))
  app.get('/readyz', async (_request, reply) => {
    await sql`select 1`.execute(app.database)
    return reply.header('cache-control', 'no-store').send({ status: 'ready' })
  })
}
