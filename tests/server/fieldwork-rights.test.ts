import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, inReading } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ask, budi, everybody, write } from '../support/delegation.ts'
import { inDays, unitOf } from '../support/fieldwork.ts'
import { newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
/** Focal point of a response of her own. */
let sari: Respondent
let indonesia: string
/** Everybody there is, seen from her response, somebody withdrawn from it among them. */
let everyone: Record<string, Actor>
let sofia: Actor

const names = [
  'focal point',
  'contributor',
  'contributor of B01',
  'reviewer',
  'clearing officer',
  'coordinator',
  'researcher',
  'administrator',
  'focal point of another country',
  'withdrawn alternate',
] as const

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  sari = await newRespondent(server)
  indonesia = await unitOf(server, sari)
  const { respondent, person } = await ask(server, sari, {}, { ...budi, role: 'focal_point', email: 'alt@example.org' })
  expect((await sari.send('DELETE', `/people/${person}`)).statusCode).toBe(204)
  everyone = { ...(await everybody(server, sari)), 'withdrawn alternate': respondent.actor }
  sofia = everyone.coordinator as Actor
})
afterAll(() => server.close())

/** Each begins with one letter to all, two to Indonesia, one extension asked for and one decided. */
async function afresh(): Promise<void> {
  const { study, wave } = server.world
  const { person } = sari.actor
  await server.owner.query(`
    set session_replication_role = replica;
    delete from letter_reading; delete from letter; delete from extension_decision; delete from extension_request;
    update wave set due_on = '${inDays(20)}';
    insert into letter (study_id, wave_id, id, response_id, text, readers, by_name, by_account) values
      ('${study}', '${wave}', gen_random_uuid(), null, 'to all', 'everybody', 'Sofia', '${sofia.account}'),
      ('${study}', '${wave}', gen_random_uuid(), '${sari.response}', 'to leads', 'leads', 'Sofia', '${sofia.account}');
    insert into letter (study_id, wave_id, id, response_id, text, readers, by_name, by_person) values
      ('${study}', '${wave}', gen_random_uuid(), '${sari.response}', 'from Sari', 'leads', 'Sari', '${person}');
    insert into extension_request (study_id, response_id, number, wished_on, reason, by_name, by_person) values
      ('${study}', '${sari.response}', 1, '${inDays(30)}', 'Elections', 'Sari', '${person}');
    insert into extension_decision (study_id, response_id, number, granted_on, by_name, by_account) values
      ('${study}', '${sari.response}', 1, '${inDays(25)}', 'Sofia', '${sofia.account}');
    set session_replication_role = default`)
}

const letterBody = () => ({ id: crypto.randomUUID(), text: 'Hello', readers: 'leads' })

describe('who may do what', () => {
  const unit = () => `/api/waves/${server.world.wave}/units/${indonesia}`
  const wave = () => `/api/waves/${server.world.wave}`
  const response = () => `/api/responses/${sari.response}`
  type Row = readonly [string, 'GET' | 'POST' | 'PUT', () => string, () => unknown, readonly number[]]
  // in the order of `names`
  const matrix: readonly Row[] = [
    [
      'read the fieldwork of a response',
      'GET',
      () => `${response()}/fieldwork`,
      () => undefined,
      [200, 200, 200, 200, 200, 403, 403, 403, 404, 403],
    ],
    [
      'ask for more time',
      'POST',
      () => `${response()}/extensions`,
      () => ({ until: inDays(60), reason: 'Elections' }),
      [204, 403, 403, 403, 403, 403, 403, 403, 404, 403],
    ],
    [
      'write to the team',
      'POST',
      () => `${response()}/letters`,
      letterBody,
      [204, 403, 403, 403, 403, 403, 403, 403, 404, 403],
    ],
    [
      'note a reading',
      'POST',
      () => `${response()}/readings`,
      () => ({ letters: [crypto.randomUUID()] }),
      [404, 404, 404, 404, 404, 403, 403, 403, 404, 403],
    ],
    ...(
      [
        ['read a wave', 'GET', () => `${wave()}/fieldwork`, () => undefined, 200],
        ['set the deadline', 'PUT', () => `${wave()}/deadline`, () => ({ due: inDays(20) }), 204],
        ['write to all', 'POST', () => `${wave()}/letters`, letterBody, 204],
        ['read one administration', 'GET', () => `${unit()}/fieldwork`, () => undefined, 200],
        ['write to one', 'POST', () => `${unit()}/letters`, letterBody, 204],
        [
          'note a reading of theirs',
          'POST',
          () => `${unit()}/readings`,
          () => ({ letters: [crypto.randomUUID()] }),
          404,
        ],
        ['decide on more time', 'POST', () => `${unit()}/extensions/2/decision`, () => ({ note: 'No' }), 404],
      ] as const
    ).map(
      ([what, method, url, body, coordinator]): Row => [
        what,
        method,
        url,
        body,
        [403, 403, 403, 403, 403, coordinator, 403, 403, 403, 403],
      ],
    ),
  ]
  test.each(matrix)('%s', async (_what, method, url, body, expected) => {
    const statuses: number[] = []
    for (const name of names) {
      await afresh()
      const as = await server.as(everyone[name] as Actor)
      const payload = body() as object | undefined
      statuses.push((await as({ method, url: url(), ...(payload !== undefined && { payload }) })).statusCode)
    }
    const byName = (all: readonly number[]) => Object.fromEntries(names.map((name, at) => [name, all[at]]))
    expect(byName(statuses)).toEqual(byName(expected))
  })
})

describe('by row-level security alone', () => {
  const tables = ['letter', 'extension_request', 'extension_decision', 'letter_reading'] as const
  const asked = (actor: Actor, table: string) =>
    inReading(server.database, actor, async (db) =>
      Number((await sql<{ n: string }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]?.n),
    )

  test('who sees how many rows of what', async () => {
    await afresh()
    await server.owner.query(
      'insert into letter_reading (study_id, letter_id, reader) select study_id, id, p from letter, (select distinct unnest($1::uuid[]) as p) r',
      [names.map((name) => everyone[name]?.person ?? everyone[name]?.account)],
    )
    const seen: Record<string, number[]> = {}
    for (const name of names) {
      seen[name] = []
      for (const table of tables) seen[name].push(await asked(everyone[name] as Actor, table))
    }
    expect(seen).toEqual({
      'focal point': [3, 1, 1, 3],
      contributor: [1, 0, 0, 1],
      'contributor of B01': [1, 0, 0, 1],
      reviewer: [3, 1, 1, 3],
      'clearing officer': [3, 1, 1, 3],
      coordinator: [3, 1, 1, 3],
      researcher: [0, 0, 0, 0],
      administrator: [0, 0, 0, 0],
      // the letter to all is theirs, too
      'focal point of another country': [1, 0, 0, 1],
      'withdrawn alternate': [0, 0, 0, 0],
    })
  })

  test('what nobody may see is not seen through the day it led to', async () => {
    await afresh()
    const dayFor = (name: (typeof names)[number]) =>
      inReading(server.database, everyone[name] as Actor, async (db) => {
        const { rows } = await sql<{ day: string | null }>`
          select extended_to(${server.world.study}::uuid, ${sari.response}::uuid) as day`.execute(db)
        return rows[0]?.day
      })
    expect(await dayFor('contributor of B01')).toBe(inDays(25))
    expect(await dayFor('focal point of another country')).toBeNull()
    expect(await dayFor('withdrawn alternate')).toBeNull()
  })

  type Statement = (actor: Actor) => ReturnType<typeof sql>
  const team = ['coordinator'] as const
  const lead = ['focal point'] as const
  const letterFrom =
    (values: (actor: Actor) => ReturnType<typeof sql>): Statement =>
    (actor) =>
      sql`insert into letter (study_id, wave_id, id, text, readers, by_name, response_id, by_person, by_account)
      values (${server.world.study}, ${server.world.wave}, gen_random_uuid(), 'x', 'leads', 'x', ${values(actor)})`
  const matrix: readonly [string, Statement, readonly string[]][] = [
    ['letter of the administration', letterFrom(({ person }) => sql`${sari.response}, ${person ?? null}, null`), lead],
    ['letter of the team', letterFrom(({ account }) => sql`${sari.response}, null, ${account ?? null}`), team],
    ['letter to all', letterFrom(({ account }) => sql`null, null, ${account ?? null}`), team],
    ['letter in the name of the team', letterFrom(() => sql`${sari.response}, null, ${sofia.account}`), team],
    ['letter in the name of Sari', letterFrom(() => sql`${sari.response}, ${sari.actor.person}, null`), lead],
    [
      'more time asked for',
      ({
        person,
      }) => sql`insert into extension_request (study_id, response_id, number, wished_on, reason, by_name, by_person)
        values (${server.world.study}, ${sari.response}, 2, ${inDays(60)}, 'x', 'x', ${person ?? null})`,
      lead,
    ],
    [
      'more time decided',
      ({
        account,
      }) => sql`insert into extension_decision (study_id, response_id, number, granted_on, by_name, by_account)
        values (${server.world.study}, ${sari.response}, 2, ${inDays(60)}, 'x', ${account ?? null})`,
      team,
    ],
  ]
  test.each(matrix)('%s', async (what, statement, expected) => {
    const allowed: string[] = []
    for (const name of names) {
      await afresh()
      if (what === 'more time decided') {
        await server.owner.query(
          `insert into extension_request (study_id, response_id, number, wished_on, reason, by_name, by_person)
           values ($1, $2, 2, $3, 'x', 'x', $4)`,
          [server.world.study, sari.response, inDays(60), sari.actor.person],
        )
      }
      const actor = everyone[name] as Actor
      const written = await write(server, actor, statement(actor)).then(
        () => true,
        // refused by a policy, or because it would be from nobody
        (error: { code?: string }) =>
          ['42501', '23514', '23502'].includes(error.code ?? '') ? false : Promise.reject(error),
      )
      if (written) allowed.push(name)
    }
    expect(allowed).toEqual(expected)
  })

  test('a second request waits for the first to be decided', async () => {
    await afresh()
    await server.owner.query(
      'set session_replication_role = replica; delete from extension_decision; set session_replication_role = default',
    )
    const second = sql`insert into extension_request (study_id, response_id, number, wished_on, reason, by_name, by_person)
      values (${server.world.study}, ${sari.response}, 2, ${inDays(60)}, 'x', 'x', ${sari.actor.person})`
    await expect(write(server, sari.actor, second)).rejects.toMatchObject({ code: '42501' })
  })

  test('a letter belongs to the wave of its response, and deadlines are set by coordinators', async () => {
    await afresh()
    const wave = crypto.randomUUID()
    await server.owner.query(
      `insert into wave (study_id, id, instrument_hash, code, title, year, reference_from, reference_to)
       select study_id, $1, instrument_hash, 'other', 'Other', 2027, reference_from, reference_to from wave limit 1`,
      [wave],
    )
    const elsewhere = sql`insert into letter (study_id, wave_id, id, text, readers, by_name, response_id, by_account)
      values (${server.world.study}, ${wave}, gen_random_uuid(), 'x', 'leads', 'x', ${sari.response}, ${sofia.account})`
    await expect(write(server, sofia, elsewhere)).rejects.toMatchObject({ code: '42501' })
    const moved = sql`update wave set due_on = ${inDays(90)}`
    const changed: string[] = []
    for (const name of names) if ((await write(server, everyone[name] as Actor, moved)) > 0) changed.push(name)
    expect(changed).toEqual(team)
  })

  test('what was written is neither changed nor taken back, by nobody', async () => {
    await afresh()
    for (const table of tables.slice(0, 3)) {
      for (const statement of [
        sql`delete from ${sql.table(table)}`,
        sql`update ${sql.table(table)} set by_name = 'x'`,
      ]) {
        await expect(write(server, sofia, statement)).rejects.toMatchObject({ code: '42501' })
        await expect(write(server, sari.actor, statement)).rejects.toMatchObject({ code: '42501' })
      }
      await expect(server.owner.query(`update ${table} set by_name = 'x'`)).rejects.toThrow(/keeps what is written/)
    }
  })
})
