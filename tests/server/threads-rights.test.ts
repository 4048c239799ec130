import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Thread, ThreadScope } from '#contract'
import { type Actor, inReading } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { write } from '../support/delegation.ts'
import { addStaff } from '../support/people.ts'
import { newRespondent, type Respondent, respondent } from '../support/respondent.ts'
import { health, member, move, officer, open, researching, say, type Taking } from '../support/threads.ts'

/**
 * Threads on B01, opened by Budi of the Ministry of Health, who is asked for B01 and nothing else.
 * r reads it · w writes in it · s settles it and opens it again · n shows it to fewer people · x shows it to more.
 */
const matrix: Readonly<Record<string, Readonly<Record<ThreadScope, string>>>> = {
  'author, asked for B01': { ministry: 'rws-x', administration: 'rwsnx', research: 'rwsn-' },
  'contributor of the same ministry, asked for B': { ministry: 'rws--', administration: 'rws--', research: 'rws--' },
  'contributor of the same ministry, asked for A04': { ministry: '-----', administration: '-----', research: '-----' },
  'contributor of another ministry, asked for B': { ministry: '-----', administration: 'rws--', research: 'rws--' },
  'contributor of another ministry, asked for A': { ministry: '-----', administration: '-----', research: '-----' },
  'reviewer of another ministry': { ministry: '-----', administration: 'rws--', research: 'rws--' },
  'reviewer of the same ministry': { ministry: 'rws--', administration: 'rws--', research: 'rws--' },
  // would lose sight of it in a ministry that is not theirs
  'focal point': { ministry: '-----', administration: 'rws--', research: 'rwsn-' },
  'clearing officer': { ministry: '-----', administration: 'rws--', research: 'rws--' },
  coordinator: { ministry: '-----', administration: '-----', research: 'rws--' },
  researcher: { ministry: '-----', administration: '-----', research: 'rws--' },
  administrator: { ministry: '-----', administration: '-----', research: '-----' },
  'somebody who was withdrawn': { ministry: '-----', administration: '-----', research: '-----' },
  'focal point of another country': { ministry: '-----', administration: '-----', research: '-----' },
}
const scopes = ['ministry', 'administration', 'research'] as const

let server: TestApp
let sari: Respondent
let people: Record<string, Taking>
let coordinator: Actor

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sari = await newRespondent(server)
  coordinator = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  const of = (name: string, given: Parameters<typeof member>[3]) => member(server, sari, name, given)
  const gone = await of('Wati', { body: health })
  await sari.send('DELETE', `/people/${gone.actor.person}`)
  people = {
    'author, asked for B01': await of('Budi', { body: health, items: ['B01'] }),
    // the same ministry, typed otherwise
    'contributor of the same ministry, asked for B': await of('Citra', {
      body: ' ministry of  HEALTH',
      sections: ['B'],
    }),
    'contributor of the same ministry, asked for A04': await of('Eka', { body: health, items: ['A04'] }),
    'contributor of another ministry, asked for B': await of('Fitri', { body: 'Ministry of Trade', sections: ['B'] }),
    'contributor of another ministry, asked for A': await of('Gita', { body: 'Ministry of Trade', sections: ['A'] }),
    'reviewer of another ministry': await of('Hadi', { body: 'Ministry of Trade', role: 'reviewer' }),
    'reviewer of the same ministry': await of('Indah', { body: health, role: 'reviewer' }),
    'focal point': sari,
    'clearing officer': await officer(server, sari),
    coordinator: await researching(server, coordinator, sari.response),
    researcher: await researching(server, server.world.mei, sari.response),
    administrator: await researching(server, server.world.arun, sari.response),
    'somebody who was withdrawn': gone,
    'focal point of another country': await respondent(server, server.world.maria).then((maria) => ({
      ...maria,
      actor: maria.actor,
    })),
  }
})
afterAll(() => server.close())

const budi = (): Taking => people['author, asked for B01'] as Taking
const beside = (scope: ThreadScope, step: 1 | -1): ThreadScope | undefined => scopes[scopes.indexOf(scope) + step]
const letters = (allowed: readonly boolean[]) => allowed.map((yes, at) => (yes ? 'rwsnx'[at] : '-')).join('')

type Deed = (who: Taking, thread: Thread) => Promise<boolean>

/** Everybody tries the same, and it is written down who could: each has threads of their own to try it on. */
async function tried(
  scope: ThreadScope,
  deeds: Readonly<Record<'read' | 'write' | 'settle' | 'narrow' | 'widen', Deed>>,
) {
  const found: Record<string, string> = {}
  for (const [name, who] of Object.entries(people)) {
    const thread = await open(budi(), scope)
    const { read, write: say, settle, narrow, widen } = deeds
    const touched = [await read(who, thread), await say(who, thread), await settle(who, thread)]
    const moved = [await narrow(who, await open(budi(), scope)), await widen(who, await open(budi(), scope))]
    found[name] = letters([...touched, ...moved])
  }
  return found
}

const expected = (scope: ThreadScope) =>
  Object.fromEntries(Object.entries(matrix).map(([who, may]) => [who, may[scope]]))

describe('who may do what with a thread', () => {
  const isDone = (reply: { readonly statusCode: number }): boolean => {
    expect([200, 403, 404]).toContain(reply.statusCode)
    return reply.statusCode === 200
  }
  /** To the next scope; there is none beyond the last. */
  const moving =
    (step: 1 | -1): Deed =>
    async (who, thread) => {
      const to = beside(thread.scope, step)
      return to !== undefined && isDone(await move(who, thread, to))
    }
  const deeds = {
    read: async (who, { id }) => isDone(await who.send('GET', `/threads/${id}`)),
    write: async (who, thread) => isDone(await say(who, thread, 'Ours.')),
    settle: async (who, { id }) => isDone(await who.send('PUT', `/threads/${id}/resolution`, { resolved: true })),
    narrow: moving(-1),
    widen: moving(1),
  } satisfies Record<string, Deed>
  test.each(scopes)('through the API, scope %s', async (scope) => {
    expect(await tried(scope, deeds)).toEqual(expected(scope))
  })
})

describe('who may do what with a thread, by row-level security alone', () => {
  /** SQL as somebody who got past every check of the server; what the database refuses has a name. */
  const change = (who: Taking, statement: ReturnType<typeof sql>): Promise<boolean> =>
    write(server, who.actor, statement).then(
      (rows) => rows > 0,
      (error: { code?: string }) => (['42501', '23001'].includes(error.code ?? '') ? false : Promise.reject(error)),
    )
  const message = ({ actor }: Taking, { id }: Thread) => sql`insert into thread_message
    (study_id, response_id, id, thread_id, text, by_name, by_person, by_account)
    values (${server.world.study}, ${sari.response}, gen_random_uuid(), ${id}, 'Ours.', 'x', ${actor.person}, ${actor.account})`
  const moving =
    (step: 1 | -1): Deed =>
    async (who, { id, scope }) => {
      const to = beside(scope, step)
      return to !== undefined && (await change(who, sql`update thread set scope = ${to} where id = ${id}`))
    }
  const deeds = {
    read: async ({ actor }, { id }) => {
      const messages = await inReading(server.database, actor, (db) =>
        db.selectFrom('thread_message').select('text').where('thread_id', '=', id).execute(),
      )
      return messages.length > 0
    },
    write: async (who, thread) => change(who, message(who, thread)),
    settle: async (who, { id }) =>
      change(who, sql`update thread set resolved_by = 'x', resolved_at = now() where id = ${id}`),
    narrow: moving(-1),
    widen: moving(1),
  } satisfies Record<string, Deed>
  test.each(scopes)('scope %s', async (scope) => {
    expect(await tried(scope, deeds)).toEqual(expected(scope))
  })

  test('an update that reads nothing reaches no thread of others', async () => {
    const { id } = await open(budi(), 'ministry')
    const stranger = people['focal point of another country'] as Taking
    expect(await change(stranger, sql`update thread set resolved_by = 'x', resolved_at = now()`)).toBe(false)
    const { rows } = await server.owner.query('select resolved_at from thread where id = $1', [id])
    expect(rows).toEqual([{ resolved_at: null }])
  })

  test('whoever wrote stays named: nobody writes, opens or takes back in another name', async () => {
    const thread = await open(budi(), 'research')
    const citra = people['contributor of the same ministry, asked for B'] as Taking
    for (const who of [citra, people.researcher as Taking]) {
      const { person, account } = budi().actor
      const forged = { actor: { ...who.actor, person, account } }
      expect(await change(who, message(forged as Taking, thread))).toBe(false)
      const emptied = sql`update thread_message set text = '', taken_back_at = now() where thread_id = ${thread.id}`
      expect(await change(who, emptied)).toBe(false)
    }
    const rewritten = sql`update thread_message set text = 'other words' where thread_id = ${thread.id}`
    expect(await change(budi(), rewritten)).toBe(false)
  })

  test('nobody writes in a thread that is resolved', async () => {
    const thread = await open(budi(), 'administration')
    await sari.send('PUT', `/threads/${thread.id}/resolution`, { resolved: true })
    expect(await change(budi(), message(budi(), thread))).toBe(false)
    await sari.send('PUT', `/threads/${thread.id}/resolution`, { resolved: false })
    expect(await change(budi(), message(budi(), thread))).toBe(true)
  })

  test('nobody is named who does not read the thread', async () => {
    const thread = await open(budi(), 'administration')
    const naming = (name: string) => sql`insert into thread_mention
      (study_id, response_id, thread_id, message_id, person_id, person_name)
      values (${server.world.study}, ${sari.response}, ${thread.id}, ${thread.id}, ${people[name]?.actor.person}, 'x')`
    expect(await change(budi(), naming('focal point'))).toBe(true)
    expect(await change(budi(), naming('contributor of another ministry, asked for A'))).toBe(false)
    expect(await change(budi(), naming('somebody who was withdrawn'))).toBe(false)
    expect(await change(sari, naming('clearing officer'))).toBe(false)
  })

  test('how far somebody has read is known to them alone', async () => {
    const thread = await open(budi(), 'administration')
    await sari.send('PUT', `/threads/${thread.id}/look`, { until: 1 })
    const looks = (who: Taking) =>
      inReading(server.database, who.actor, (db) =>
        db.selectFrom('thread_look').select('number').where('thread_id', '=', thread.id).execute(),
      )
    expect(await looks(sari)).toEqual([{ number: 1 }])
    expect(await looks(budi())).toEqual([])
  })

  test.each(['thread', 'thread_message', 'thread_mention'])(
    '%s keeps what is written to it, also for the owner',
    async (table) => {
      await expect(server.owner.query(`delete from ${table}`)).rejects.toMatchObject({ code: '23001' })
      await expect(server.owner.query(`truncate ${table} cascade`)).rejects.toMatchObject({ code: '23001' })
    },
  )
})
