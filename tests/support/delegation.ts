import { sql } from 'kysely'
import { expect } from 'vitest'
import { type Actor, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import type { TestApp } from './app.ts'
import { colleague, type Respondent, respondent } from './respondent.ts'

/** Whom the tests ask. */
export const budi = { name: 'Budi', email: 'budi@example.org', role: 'contributor', body: 'Ministry of Health' }

export interface Opened {
  readonly person: string
  readonly token: string
  readonly respondent: Respondent
}

/** Asks for a part, and opens the personal link that comes of it. */
export async function ask(server: TestApp, sari: Respondent, part: object = {}, who: object = budi): Promise<Opened> {
  const reply = await sari.send('POST', '/people', { ...who, ...part })
  expect(reply.statusCode, reply.body).toBe(200)
  const { person, token } = reply.json()
  return { person, token, respondent: await open(server, token) }
}

/** The link, opened in a browser. */
export async function open(server: TestApp, token: string): Promise<Respondent> {
  const redeemed = await server.ask({ method: 'POST', url: '/api/links/redeem', payload: { token } })
  expect(redeemed.statusCode, redeemed.body).toBe(200)
  const s = redeemed.cookies[0]?.value ?? ''
  const { rows } = await server.owner.query(
    'select person_id, study_id from session where token_hash = sha256($1::bytea)',
    [s],
  )
  const { role, name, response } = redeemed.json()
  const actor: Actor = { role, name, response, person: rows[0].person_id, study: rows[0].study_id }
  const plain = await respondent(server, actor)
  const send: Respondent['send'] = (method, path, body) =>
    server.app.inject({
      method,
      url: `/api/responses/${response}${path}`,
      cookies: { s },
      ...(body !== undefined && { payload: body as object }),
    })
  const { instrument } = server.world
  return {
    ...plain,
    send,
    read: async () => (await send('GET', '')).json(),
    save: (...changes) =>
      send('PATCH', '/answers', {
        instrument,
        mutations: changes.map((change) => ({ id: crypto.randomUUID(), base: 0, ...change })),
      }),
  }
}

/** SQL as somebody who got past every check of the server. */
export const write = (server: TestApp, actor: Actor, statement: ReturnType<typeof sql>) =>
  inUnitOfWork(server.database, actor, async (unit) => {
    unit.audit({ action: 'test.written' })
    return Number((await statement.execute(unit.db)).numAffectedRows ?? 0n)
  })

export const answer = (server: TestApp, { response }: Respondent, item: string) =>
  sql`insert into answer (study_id, response_id, item, value, version, by_name)
    values (${server.world.study}, ${response}, ${item}, '1', 1, 'x') on conflict do nothing`

/** Everybody there is, seen from one response. */
export async function everybody(server: TestApp, sari: Respondent): Promise<Record<string, Actor>> {
  const { respondent: scoped } = await ask(server, sari, { items: ['B01'] })
  const of = async (role: 'clearing_officer' | 'contributor', name: string) =>
    (await colleague(server, sari, { role, name })).actor
  const { respondent: reviewer } = await ask(
    server,
    sari,
    {},
    { ...budi, role: 'reviewer', name: 'Rina', email: 'rina@example.org' },
  )
  return {
    'focal point': sari.actor,
    contributor: await of('contributor', 'Citra'),
    'contributor of B01': scoped.actor,
    reviewer: reviewer.actor,
    'clearing officer': await of('clearing_officer', 'Dewi'),
    coordinator: { role: 'coordinator', name: 'Sofia', account: server.world.mei.account },
    researcher: server.world.mei,
    administrator: server.world.arun,
    'focal point of another country': server.world.maria,
  }
}
