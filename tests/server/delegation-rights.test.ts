import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, inReading } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { answer, ask, everybody, write } from '../support/delegation.ts'
import { newRespondent, type Respondent } from '../support/respondent.ts'

let server: TestApp
/** Focal point of a response of her own. */
let sari: Respondent

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await newRespondent(server)
})

const nobodyElse = ['researcher', 'coordinator', 'administrator', 'focal point of another country']

describe('who may do what, by row-level security alone', () => {
  const names = ['focal point', 'contributor', 'contributor of B01', 'reviewer', 'clearing officer'] as const
  const insert = (table: string, columns: string, values: ReturnType<typeof sql>) =>
    sql`insert into ${sql.table(table)} (study_id, response_id, ${sql.raw(columns)}) values (${server.world.study}, ${sari.response}, ${values})`
  type Statement = (actor: Actor) => ReturnType<typeof sql>
  const event =
    (item: string): Statement =>
    () =>
      insert('answer_event', 'item, version, by_name', sql`${item}, 900, 'x'`)
  const contribution =
    (item: string): Statement =>
    ({ person = null }) =>
      insert(
        'contribution',
        'id, item, value, source, instrument_hash, base, by_name, by_person',
        sql`gen_random_uuid(), ${item}, '1', 'person', ${server.world.instrument}, 0, 'x', ${person}`,
      )
  const matrix: readonly [string, Statement, readonly boolean[]][] = [
    ['answer within the part', () => answer(server, sari, 'B01'), [true, true, true, false, false]],
    ['answer outside of it', () => answer(server, sari, 'A01'), [true, true, false, false, false]],
    ['history within the part', event('B01'), [true, true, true, false, false]],
    ['history outside of it', event('A01'), [true, true, false, false, false]],
    ['contribution within the part', contribution('B01'), [true, true, true, false, false]],
    ['contribution outside of it', contribution('A01'), [true, true, false, false, false]],
    [
      'member',
      () => insert('membership', 'person_id, role', sql`${server.world.bounmy.person}, 'contributor'`),
      [true, false, false, false, false],
    ],
    [
      'second leader',
      () => insert('membership', 'person_id, role', sql`${server.world.bounmy.person}, 'focal_point'`),
      [false, false, false, false, false],
    ],
    [
      'person',
      () => sql`insert into person (id, name) values (gen_random_uuid(), 'x')`,
      [true, false, false, false, false, true],
    ],
    [
      'return',
      ({ person = null }) =>
        insert('delegation_return', 'id, person_id, outcome', sql`gen_random_uuid(), ${person}, 'done'`),
      [false, true, true, true, false],
    ],
  ]
  test.each(matrix)('%s', async (_what, statement, expected) => {
    const everyone = await everybody(server, sari)
    const allowed: Record<string, boolean> = {}
    for (const [name, actor] of Object.entries(everyone)) {
      // what one was allowed is taken back, so that each is asked the same
      const outcome = await write(server, actor, statement(actor)).then(
        () => true,
        (error: { code?: string }) => (error.code === '42501' ? false : Promise.reject(error)),
      )
      allowed[name] = outcome
      await server.owner.query('delete from membership where person_id = $1 and response_id = $2', [
        server.world.bounmy.person,
        sari.response,
      ])
      await server.owner.query(
        'set session_replication_role = replica; delete from answer_event; set session_replication_role = default',
      )
    }
    expect(allowed).toEqual({
      ...Object.fromEntries(names.map((name, at) => [name, expected[at]])),
      ...Object.fromEntries(nobodyElse.map((name) => [name, false])),
      'focal point of another country': expected[5] ?? false,
    })
  })
  test('a contributor widens no part, reads no answers outside of it, and sees nobody’s links', async () => {
    await sari.save({ item: 'A04', value: 'not theirs' }, { item: 'B01', value: 3 })
    const { respondent: asked } = await ask(server, sari, { items: ['B01'] })
    const widened = sql`update membership set sections = '{}', single_items = '{}', reads_all = true`
    expect(await write(server, asked.actor, widened)).toBe(0)
    const seen = (table: 'answer' | 'answer_event' | 'link') =>
      inReading(server.database, asked.actor, (db) => db.selectFrom(table).selectAll().execute())
    expect((await seen('answer')).map(({ item }: { item?: string }) => item)).toEqual(['B01'])
    expect((await seen('answer_event')).map(({ item }: { item?: string }) => item)).toEqual(['B01'])
    expect(await seen('link')).toEqual([])
  })
  test('a value that lost outside of the part is neither read nor resolved', async () => {
    const { respondent: asked } = await ask(server, sari, { items: ['B01'] })
    for (const item of ['A04', 'B01']) {
      await server.owner.query(
        `insert into alternative (study_id, response_id, id, item, value, base, stood, by_name)
         values ($1, $2, gen_random_uuid(), $3, '1', 0, 1, 'Sari')`,
        [server.world.study, sari.response, item],
      )
    }
    const seen = (actor: Actor) =>
      inReading(server.database, actor, (db) => db.selectFrom('alternative').select('item').orderBy('item').execute())
    expect(await seen(sari.actor)).toEqual([{ item: 'A04' }, { item: 'B01' }])
    expect(await seen(asked.actor)).toEqual([{ item: 'B01' }])
    const resolve = sql`update alternative set state = 'dismissed', resolved_by = 'x', resolved_at = now(),
      resolved_by_person = ${asked.actor.person} where item = 'A04'`
    expect(await write(server, asked.actor, resolve)).toBe(0)
  })
})
