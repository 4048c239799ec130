import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Actor, inReading, inUnitOfWork } from '../../server/database/unit-of-work.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { ask, type Clearing, clear, newClearing, plan, wholeBy } from '../support/clearing.ts'
import { addStaff } from '../support/people.ts'

let server: TestApp
let people: Clearing
let staff: Record<'coordinator' | 'researcher' | 'administrator', Actor>

beforeAll(async () => {
  server = await testApp({ bundle: smallInstrument })
  const coordinator = await addStaff(server.owner, { role: 'coordinator', name: 'Sofia' })
  staff = { coordinator, researcher: server.world.mei, administrator: server.world.arun }
})
afterAll(() => server.close())
beforeEach(async () => {
  people = await newClearing(server)
  await plan(people.sari, [{ title: 'First', role: 'clearing_officer' }, wholeBy(people.putri)])
})

type Somebody = 'focal point' | 'contributor' | 'clearing officer' | keyof typeof staff

const actorOf = (who: Somebody): Actor =>
  ({
    'focal point': people.sari.actor,
    contributor: people.budi.actor,
    'clearing officer': people.dewi.actor,
    ...staff,
  })[who]

/** SQL as somebody who got past every check of the server. */
const write = (actor: Actor, statement: ReturnType<typeof sql>) =>
  inUnitOfWork(server.database, actor, async (unit) => {
    unit.audit({ action: 'test.written' })
    return Number((await statement.execute(unit.db)).numAffectedRows ?? 0n)
  })

const place = () => sql`${server.world.study}::uuid, ${people.sari.response}::uuid`
const here = () => sql`study_id = ${server.world.study} and response_id = ${people.sari.response}`

const request = (by: Actor, number = 1, of = 1) => sql`insert into clearance_request
  (study_id, response_id, number, plan, revision, by_name, by_person)
  values (${place()}, ${number}, ${of}, 1, 'x', ${by.person})`
const decision = (by: Actor, what: string, step: number, number: number) => sql`insert into clearance_decision
  (study_id, response_id, request, number, step, decision, note, revision, by_name, by_person)
  values (${place()}, 1, ${number}, ${step}, ${what}, 'note', 1, 'x', ${by.person})`
const submission = (by: Actor, asked: number) => sql`insert into submission
  (study_id, response_id, number, reference, canonical, sha256, bytes, instrument_hash, attestation, answered, submitted_by,
   revision, request)
  values (${place()}, 1, ${`R-${crypto.randomUUID()}`}, '{}', encode(sha256('{}'), 'hex'), 2, ${server.world.instrument}, '{}', 0,
    ${by.person}, 1, ${asked})`
const answer = sql`update answer set version = version + 1 where item = 'A01'`
const submitted = () =>
  sql`update response set state = 'submitted', submitted_at = now() where id = ${people.sari.response}`

const denied = { code: '42501' }

describe('the same with the server’s checks switched off', () => {
  test('clearance is asked for by the focal point, for the plan that holds, once', async () => {
    for (const who of ['contributor', 'clearing officer', 'coordinator', 'researcher', 'administrator'] as const) {
      await expect(write(actorOf(who), request(people.sari.actor))).rejects.toMatchObject(denied)
    }
    await expect(write(people.sari.actor, request(people.sari.actor, 1, 0))).rejects.toMatchObject(denied)
    await expect(write(people.sari.actor, request(people.dewi.actor))).rejects.toMatchObject(denied)
    expect(await write(people.sari.actor, request(people.sari.actor))).toBe(1)
    await expect(write(people.sari.actor, request(people.sari.actor, 2))).rejects.toMatchObject(denied)
  })

  test('an officer clears or returns in turn, and in no other name', async () => {
    const { sari, dewi, putri, budi } = people
    await write(sari.actor, request(sari.actor))
    for (const who of [sari, budi]) {
      await expect(write(who.actor, decision(who.actor, 'cleared', 1, 1))).rejects.toMatchObject(denied)
    }
    await expect(write(dewi.actor, decision(putri.actor, 'cleared', 1, 1))).rejects.toMatchObject(denied)
    await expect(write(putri.actor, decision(putri.actor, 'cleared', 2, 1))).rejects.toMatchObject(denied)
    await expect(write(dewi.actor, decision(dewi.actor, 'reopened', 1, 1))).rejects.toMatchObject(denied)
    expect(await write(dewi.actor, decision(dewi.actor, 'cleared', 1, 1))).toBe(1)
    await expect(write(dewi.actor, decision(dewi.actor, 'cleared', 2, 2))).rejects.toMatchObject(denied)
    expect(await write(putri.actor, decision(putri.actor, 'returned', 2, 2))).toBe(1)
    await expect(write(putri.actor, decision(putri.actor, 'cleared', 2, 3))).rejects.toMatchObject(denied)
  })

  test('officers read every answer and change none; coordinators do neither', async () => {
    const { dewi } = people
    expect(await write(dewi.actor, answer)).toBe(0)
    await expect(
      write(dewi.actor, sql`update response set revision = revision + 1 where id = ${people.sari.response}`),
    ).rejects.toMatchObject({ constraint: 'response_is_not_edited_by_its_clearing_officer' })
    const seen = (actor: Actor) =>
      inReading(
        server.database,
        actor,
        async (db) => (await sql`select 1 from answer where ${here()}`.execute(db)).rows.length,
      )
    expect(await seen(dewi.actor)).toBe(3)
    expect(await seen(staff.coordinator)).toBe(0)
    expect(await write(staff.coordinator, answer)).toBe(0)
    for (const table of ['clearance_step', 'clearance_request', 'clearance_decision', 'warning_reason']) {
      const { rows } = await inReading(server.database, staff.coordinator, (db) =>
        sql`select 1 from ${sql.table(table)}`.execute(db),
      )
      expect([table, rows]).toEqual([table, []])
    }
  })

  test('while clearance is open contributors change nothing, and the focal point nothing that is cleared', async () => {
    const { sari, budi, dewi } = people
    await write(sari.actor, request(sari.actor))
    expect(await write(budi.actor, answer)).toBe(0)
    expect(await write(sari.actor, answer)).toBe(1)
    await write(dewi.actor, decision(dewi.actor, 'cleared', 1, 1))
    expect(await write(sari.actor, answer)).toBe(0)
    const late = sql`insert into answer (study_id, response_id, item, value, version, by_name) values (${place()}, 'A04', '"x"', 1, 'x')`
    await expect(write(sari.actor, late)).rejects.toMatchObject(denied)
    await write(sari.actor, decision(sari.actor, 'reopened', 1, 2))
    expect(await write(sari.actor, answer)).toBe(1)
  })

  test('nothing is submitted before every step stands, nor by anybody but the last signer', async () => {
    const { sari, dewi, putri } = people
    await write(sari.actor, request(sari.actor))
    await write(dewi.actor, decision(dewi.actor, 'cleared', 1, 1))
    for (const who of [sari, dewi, putri]) {
      await expect(write(who.actor, submission(who.actor, 1))).rejects.toMatchObject(denied)
    }
    await write(putri.actor, decision(putri.actor, 'cleared', 2, 2))
    await expect(write(dewi.actor, submission(dewi.actor, 1))).rejects.toMatchObject(denied)
    await expect(write(putri.actor, submitted())).rejects.toMatchObject(denied)
    expect(await write(putri.actor, submission(putri.actor, 1))).toBe(1)
    await expect(write(dewi.actor, answer)).resolves.toBe(0)
  })

  test('the last editor signs only with a waiver, which coordinators record', async () => {
    const { sari, budi } = people
    const waiver = (
      by: Actor,
    ) => sql`insert into clearance_waiver (study_id, response_id, number, reason, by_name, by_account)
      values (${place()}, 1, 'letter', 'x', ${by.account ?? staff.coordinator.account})`
    await plan(people.dewi, [{ title: 'Alone', role: 'focal_point' }], 1)
    await sari.save({ item: 'A04', value: 'mine' })
    await write(sari.actor, request(sari.actor, 1, 2))
    await write(sari.actor, decision(sari.actor, 'cleared', 1, 1))
    await expect(write(sari.actor, submission(sari.actor, 1))).rejects.toMatchObject(denied)
    for (const actor of [sari.actor, budi.actor, staff.researcher]) {
      await expect(write(actor, waiver(actor))).rejects.toMatchObject(denied)
    }
    expect(await write(staff.coordinator, waiver(staff.coordinator))).toBe(1)
    // one submission per revision, whatever the way there
    expect(await write(sari.actor, submission(sari.actor, 1))).toBe(1)
  })

  test('a submitted response is reopened by its officer and by what is on record, not by itself', async () => {
    const { sari, dewi, putri, budi } = people
    await ask(sari)
    await clear(dewi)
    await clear(putri)
    const back = sql`update response set state = 'draft', submitted_at = null, revision = revision + 1 where id = ${sari.response}`
    const reopening = (
      by: Actor,
    ) => sql`insert into reopening (study_id, response_id, submission, reason, by_name, by_person)
      values (${place()}, 1, 'why', 'x', ${by.person})`
    for (const who of [sari, dewi]) {
      await expect(write(who.actor, back)).rejects.toMatchObject({ constraint: 'response_submitted_stays_submitted' })
    }
    for (const who of [sari, budi]) {
      await expect(write(who.actor, reopening(who.actor))).rejects.toMatchObject(denied)
    }
    await expect(write(staff.coordinator, reopening(dewi.actor))).rejects.toMatchObject(denied)
    expect(await write(dewi.actor, reopening(dewi.actor))).toBe(1)
    await expect(
      write(dewi.actor, sql`update response set state = 'draft', submitted_at = null where id = ${sari.response}`),
    ).rejects.toMatchObject({ constraint: 'response_submitted_stays_submitted' })
    expect(await write(dewi.actor, back)).toBe(1)
    expect(await write(budi.actor, answer)).toBe(1)
  })

  test('steps that an officer holds are loosened by officers alone', async () => {
    const alone = (by: Actor) => sql`insert into clearance_step
      (study_id, response_id, plan, step, title, role, by_name, by_person)
      values (${place()}, 2, 1, 'alone', 'focal_point', 'x', ${by.person})`
    for (const who of [people.sari, people.budi]) {
      await expect(write(who.actor, alone(who.actor))).rejects.toMatchObject(denied)
    }
    expect(await write(people.dewi.actor, alone(people.dewi.actor))).toBe(1)
  })

  test.each([
    'clearance_step',
    'clearance_request',
    'clearance_decision',
    'clearance_waiver',
    'warning_reason',
    'reopening',
    'reopening_request',
    'signing_key',
  ])('%s keeps what is written to it, also for the owner', async (table) => {
    await expect(server.owner.query(`truncate ${table} cascade`)).rejects.toMatchObject({ code: '23001' })
    const { rows } = await server.owner.query(
      `select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal`,
    )
    expect(rows.map(({ tgname }) => tgname).sort()).toEqual([`${table}_is_append_only`, `${table}_is_never_emptied`])
  })
})
