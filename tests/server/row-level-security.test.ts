import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, gate, inReading, inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { addRespondent, addStaff, makeWorld, type World } from '../support/people.ts'

// SQL as somebody who got past every check of the server.
let t: TestDatabase
let world: World
let people: Record<string, Actor>

beforeAll(async () => {
  t = await openTestDatabase()
  world = await makeWorld(t.owner)
  const { study, philippines, laos } = world
  for (const response of [philippines, laos]) {
    await t.owner.query(
      `insert into answer (study_id, response_id, item, value, version, by_name) values ($1, $2, 'A01', '"yes"', 1, 'somebody')`,
      [study, response],
    )
    await t.owner.query(
      `insert into file (study_id, response_id, sha256, name, bytes, type, content)
       values ($1, $2, encode(sha256('law'), 'hex'), 'law.pdf', 3, 'application/pdf', 'law')`,
      [study, response],
    )
  }
  people = {
    officer: await addRespondent(t.owner, { study, response: laos, role: 'clearing_officer', name: 'Khamla' }),
    coordinator: await addStaff(t.owner, { role: 'coordinator', name: 'Sofia' }),
    mei: world.mei,
    arun: world.arun,
    // a session forged for a response she is not a member of
    intruder: { ...world.maria, response: laos },
  }
})
afterAll(() => t.close())

test('a connection given back remembers nobody', async () => {
  await inReading(t.database, world.maria, async () => {})
  const { rows } = await sql`select * from answer`.execute(t.database)
  expect(rows).toEqual([])
})

test('looking up a session lends the rights of the gate for that call only', async () => {
  const atTheGate = await inReading(t.database, gate, (db) => db.selectFrom('person').select('id').execute())
  expect(atTheGate.length).toBeGreaterThan(1)
  await inUnitOfWork(t.database, world.mei, async (unit) => {
    unit.audit({ action: 'test.looked' })
    await sql`select * from session_of('\\x00', '1 hour', '1 hour')`.execute(unit.db)
    expect(await unit.db.selectFrom('person').select('id').execute()).toEqual([])
  })
})

const write = (actor: Actor, statement: ReturnType<typeof sql>) =>
  inUnitOfWork(t.database, actor, async (unit) => {
    unit.audit({ action: 'test.written' })
    return Number((await statement.execute(unit.db)).numAffectedRows ?? 0n)
  })

const answerFor = (response: string) =>
  sql`insert into answer (study_id, response_id, item, value, version, by_name)
    values (${world.study}, ${response}, 'A03', '"x"', 1, 'x') on conflict do nothing`

describe('what only the right person may write', () => {
  test('Maria answers for the Philippines', async () => {
    expect(await write(world.maria, answerFor(world.philippines))).toBe(1)
  })
  test('Maria cannot answer for Lao PDR, whatever her session says', async () => {
    await expect(write(world.maria, answerFor(world.laos))).rejects.toMatchObject({ code: '42501' })
    await expect(write(people['intruder'] as Actor, answerFor(world.laos))).rejects.toMatchObject({ code: '42501' })
  })
  test('an answer cannot be moved to another response', async () => {
    await expect(write(world.maria, sql`update answer set response_id = ${world.laos}`)).rejects.toMatchObject({
      code: '42501',
    })
  })
  test('researcher, coordinator, administrator and clearing officer answer for nobody', async () => {
    for (const name of ['mei', 'coordinator', 'arun', 'officer']) {
      await expect(write(people[name] as Actor, answerFor(world.laos))).rejects.toMatchObject({ code: '42501' })
    }
  })
  test('a boot task cannot touch the answers of a real study', async () => {
    await expect(write(system, answerFor(world.laos))).rejects.toMatchObject({ code: '42501' })
  })
  test('a contributor cannot submit', async () => {
    await expect(
      write(world.bounmy, sql`update response set state = 'submitted', submitted_at = now()`),
    ).rejects.toMatchObject({ code: '42501' })
  })
  test('nobody deletes answers or reads audit events of others', async () => {
    await expect(write(world.maria, sql`delete from answer`)).rejects.toMatchObject({ code: '42501' })
    const events = await inReading(t.database, world.bounmy, (db) => db.selectFrom('audit_event').selectAll().execute())
    expect(events.filter((event) => event.response_id !== world.laos)).toEqual([])
  })
  test('an audit event cannot be written in another name', async () => {
    await expect(
      write(world.maria, sql`insert into audit_event (action, actor) values ('x', 'Mei')`),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

test('once submitted, nothing of a response moves any more', async () => {
  const { study, philippines, maria } = world
  // nor is it submitted by saying so
  const said = sql`update response set state = 'submitted', submitted_at = now() where id = ${philippines}`
  await expect(write(maria, said)).rejects.toMatchObject({ code: '42501' })
  await t.owner.query("update response set state = 'submitted', submitted_at = now() where id = $1", [philippines])
  await expect(write(maria, answerFor(philippines))).rejects.toMatchObject({ code: '42501' })
  expect(await write(maria, sql`update answer set version = version + 1 where study_id = ${study}`)).toBe(0)
  await expect(
    write(maria, sql`update response set state = 'draft', submitted_at = null where id = ${philippines}`),
  ).rejects.toMatchObject({ constraint: 'response_submitted_stays_submitted' })
})

describe('what is written once stays, also for the owner', () => {
  test.each(['answer_event', 'audit_event', 'instrument_version', 'submission'])('%s', async (table) => {
    const { study, philippines, instrument } = world
    if (table === 'answer_event') {
      await t.owner.query(
        `insert into answer_event (study_id, response_id, item, version, by_name) values ($1, $2, 'A01', 1, 'x')`,
        [study, philippines],
      )
    }
    if (table === 'audit_event')
      await t.owner.query(`insert into audit_event (actor, actor_kind, action) values ('a', 'b', 'c')`)
    if (table === 'submission') {
      await t.owner.query(
        `insert into submission (study_id, response_id, number, reference, canonical, sha256, bytes, instrument_hash,
           attestation, answered, submitted_by)
         values ($1, $2, 1, 'R-1', '{}', encode(sha256('{}'), 'hex'), 2, $3, '{}', 0, $4)`,
        [study, philippines, instrument, world.maria.person],
      )
    }
    const change =
      table === 'instrument_version'
        ? 'code = code'
        : table === 'audit_event'
          ? 'action = action'
          : 'study_id = study_id'
    await expect(t.owner.query(`update ${table} set ${change}`)).rejects.toMatchObject({ code: '23001' })
    await expect(t.owner.query(`delete from ${table}`)).rejects.toMatchObject({ code: '23001' })
    await expect(t.owner.query(`truncate ${table} cascade`)).rejects.toMatchObject({ code: '23001' })
  })
})
