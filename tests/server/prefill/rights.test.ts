import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, inReading } from '../../../server/database/unit-of-work.ts'
import { everybody, write } from '../../support/delegation.ts'
import { decide, offered, type PrefillApp, prefillApp, prefills, states } from '../../support/prefill.ts'
import { type Respondent, respondent } from '../../support/respondent.ts'

let server: PrefillApp
let sari: Respondent

beforeAll(async () => {
  server = await prefillApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  sari = await offered(server)
  everyone = await everybody(server, sari)
})

let everyone: Record<string, Actor>

/** What each of them gets, by name. */
async function each<T>(work: (actor: Actor) => Promise<T>): Promise<Record<string, T>> {
  const found: Record<string, T> = {}
  for (const [name, actor] of Object.entries(everyone)) found[name] = await work(actor)
  return found
}

/** The one who was asked for B01 alone. */
const scoped = () => respondent(server, everyone['contributor of B01'] as Actor)
const entries = JSON.stringify([{ entry: 'x', source: 'A law', certainty: 'verified_primary', asOf: '2026-11-22' }])

const outside = { researcher: 403, administrator: 403, coordinator: 403, 'focal point of another country': 404 }

describe('through the server', () => {
  test('who works on a response reads what is offered; the research side and others do not', async () => {
    const statuses = await each(async (actor) => {
      const as = await server.as(actor)
      return (await as({ method: 'GET', url: `/api/responses/${sari.response}/prefills` })).statusCode
    })
    expect(statuses).toEqual({
      'focal point': 200,
      contributor: 200,
      'contributor of B01': 200,
      reviewer: 200,
      'clearing officer': 200,
      ...outside,
    })
  })

  test('a focal point and contributors decide, each within the part that was asked for', async () => {
    const all = await prefills(sari)
    const offer = (item: string) => all.find((one) => one.item === item)?.id
    const decideAs = (item: string) =>
      each(async (actor) => {
        const as = await server.as(actor)
        const payload = { decisions: [{ id: offer(item), decision: 'no_longer_applies' }] }
        return (await as({ method: 'POST', url: `/api/responses/${sari.response}/prefills/decisions`, payload }))
          .statusCode
      })
    const readers = { reviewer: 403, 'clearing officer': 403, ...outside }
    expect(await decideAs('B01')).toEqual({
      'focal point': 200,
      contributor: 200,
      'contributor of B01': 200,
      ...readers,
    })
    expect(Object.entries(await decideAs('A02')).filter(([, status]) => status === 200)).toEqual([
      ['focal point', 200],
      ['contributor', 200],
    ])
    expect(await states(sari)).toMatchObject({ B01: 'no_longer_applies', A02: 'no_longer_applies' })
  })

  test('whoever was asked for a part sees, counts and decides only that', async () => {
    const budi = await scoped()
    expect(Object.keys(await states(budi))).toEqual(['B01'])
    expect((await budi.read()).earlier).toBe(1)
    await decide(budi, 'confirm', 'B01')
    expect((await budi.read()).earlier).toBeUndefined()
    expect((await states(sari)).B01).toBe('confirmed')
  })

  test('only a coordinator has them offered', async () => {
    const statuses = await each(async (actor) => {
      const as = await server.as(actor)
      return (await as({ method: 'POST', url: `/api/waves/${server.next}/prefills` })).statusCode
    })
    expect(Object.entries(statuses).filter(([, status]) => status === 200)).toEqual([['coordinator', 200]])
    const as = await server.as(server.sofia)
    expect((await as({ method: 'POST', url: `/api/waves/${crypto.randomUUID()}/prefills` })).statusCode).toBe(404)
  })
})

describe('by row-level security alone', () => {
  const count = (actor: Actor, table: string) =>
    inReading(server.database, actor, async (db) => {
      const found = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
        where response_id = ${sari.response}::uuid`.execute(db)
      return found.rows[0]?.n
    })
  const done = (actor: Actor, statement: ReturnType<typeof sql>) =>
    write(server, actor, statement).then(
      () => true,
      (error: { code?: string }) => (error.code === '42501' ? false : Promise.reject(error)),
    )
  const none = { researcher: 0, administrator: 0, 'focal point of another country': 0 }
  const no = { researcher: false, administrator: false, 'focal point of another country': false }

  test('offers are read by who works on the response and by who makes them; decisions by the former alone', async () => {
    await decide(sari, 'confirm', 'A01', 'B01')
    const members = { contributor: 10, reviewer: 10, 'clearing officer': 10 }
    expect(await each((actor) => count(actor, 'prefill_offer'))).toEqual({
      'focal point': 10,
      ...members,
      'contributor of B01': 1,
      coordinator: 10,
      ...none,
    })
    const decisions = await each((actor) => count(actor, 'prefill_decision'))
    expect(decisions).toMatchObject({ 'focal point': 2, 'contributor of B01': 1, coordinator: 0, ...none })
  })

  test('decisions are made by who answers, in their own name, within their part, about offers of this response', async () => {
    const all = await prefills(sari)
    let number = 100
    const decision =
      (item: string, over: { by?: string; about?: string } = {}) =>
      ({ person }: Actor) => {
        number += 1
        const offer = over.about ?? all.find((one) => one.item === item)?.id
        return sql`insert into prefill_decision (study_id, response_id, offer_id, item, number, decision, by_name, by_person)
          values (${server.world.study}, ${sari.response}, ${offer}, ${item}, ${number}, 'confirmed', 'x', ${over.by ?? person ?? null})`
      }
    const allowed = (statement: (actor: Actor) => ReturnType<typeof sql>) =>
      each((actor) => done(actor, statement(actor)))
    const readers = { reviewer: false, 'clearing officer': false, coordinator: false, ...no }
    expect(await allowed(decision('B01'))).toEqual({
      'focal point': true,
      contributor: true,
      'contributor of B01': true,
      ...readers,
    })
    expect(await allowed(decision('A02'))).toEqual({
      'focal point': true,
      contributor: true,
      'contributor of B01': false,
      ...readers,
    })
    const { person = '' } = server.world.maria
    expect(Object.values(await allowed(decision('B01', { by: person })))).not.toContain(true)
    // an offer called something else would let somebody reach beyond their part
    const [elsewhere] = all.filter(({ item }) => item === 'A02')
    await expect(done(sari.actor, decision('B01', { about: elsewhere?.id ?? '' })(sari.actor))).rejects.toMatchObject({
      constraint: 'prefill_decision_is_about_an_offer',
    })
  })

  test('nobody who answers makes an offer, and nothing is offered to what was submitted', async () => {
    const offer = (response: string, item: string) =>
      sql`insert into prefill_offer (study_id, response_id, id, instrument_hash, item, value, kind, register, entries, as_of)
        values (${server.world.study}, ${response}, ${crypto.randomUUID()}, ${server.world.instrument}, ${item}, '1', 'register', 'x',
          ${entries}, '2026-11-22')`
    const allowed = await each((actor) => done(actor, offer(sari.response, 'A05')))
    expect(Object.entries(allowed).filter(([, is]) => is)).toEqual([['coordinator', true]])
    await decide(sari, 'confirm', 'A01', 'A02', 'B01')
    expect((await sari.submit()).statusCode).toBe(200)
    expect(await done(server.sofia, offer(sari.response, 'B02'))).toBe(false)
  })

  test('offers and decisions never change, and what is broken is confirmed by nobody', async () => {
    await decide(sari, 'confirm', 'A01')
    for (const table of ['prefill_offer', 'prefill_decision']) {
      for (const change of [`delete from ${table}`, `update ${table} set item = 'B01'`]) {
        await expect(server.owner.query(change)).rejects.toMatchObject({ constraint: `${table}_is_append_only` })
      }
    }
    const id = crypto.randomUUID()
    await server.owner.query(
      `insert into prefill_offer (study_id, response_id, id, instrument_hash, item, value, kind, register, entries, as_of, broken)
       values ($1, $2, $3, $4, 'B02', '1', 'register', 'x', $5, '2026-11-22', 'item_reworded')`,
      [server.world.study, sari.response, id, server.world.instrument, entries],
    )
    const confirm = sql`insert into prefill_decision (study_id, response_id, offer_id, item, number, decision, by_name, by_person)
      values (${server.world.study}, ${sari.response}, ${id}, 'B02', 1, 'confirmed', 'x', ${sari.actor.person})`
    await expect(write(server, sari.actor, confirm)).rejects.toMatchObject({
      constraint: 'prefill_decision_confirms_what_is_whole',
    })
    expect((await decide(sari, 'confirm', 'B02')).json().passed).toEqual([id])
  })
})
