import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inReading, inUnitOfWork, system } from '../../server/database/unit-of-work.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { makeWorld, type World } from '../support/people.ts'

let t: TestDatabase
let world: World
beforeAll(async () => {
  t = await openTestDatabase()
  world = await makeWorld(t.owner)
})
afterAll(() => t.close())

const actions = async () =>
  (await t.owner.query('select action, actor, actor_kind, response_id from audit_event order by id')).rows

test('what was done is on record in the name of who did it', async () => {
  const { maria, philippines } = world
  await inUnitOfWork(t.database, maria, async (unit) => unit.audit({ action: 'answers.saved', detail: { count: 1 } }))
  expect(await actions()).toContainEqual({
    action: 'answers.saved',
    actor: 'Maria',
    actor_kind: 'focal_point',
    response_id: philippines,
  })
})

test('a change nobody records does not happen', async () => {
  const silently = inUnitOfWork(t.database, system, ({ db }) =>
    db.insertInto('study').values({ id: crypto.randomUUID(), code: 'SILENT', title: 'x' }).execute(),
  )
  await expect(silently).rejects.toThrow('audits nothing')
  expect((await t.owner.query(`select from study where code = 'SILENT'`)).rowCount).toBe(0)
})

test('a change that fails leaves neither rows nor records', async () => {
  const before = await actions()
  const failing = inUnitOfWork(t.database, system, async (unit) => {
    unit.audit({ action: 'study.opened' })
    await unit.db.insertInto('study').values({ id: crypto.randomUUID(), code: 'FAILED', title: 'x' }).execute()
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await actions()).toEqual(before)
  expect((await t.owner.query(`select from study where code = 'FAILED'`)).rowCount).toBe(0)
})

test('two changes in each other’s way are tried again, at most three times', async () => {
  let attempts = 0
  const clashing = (failures: number) => {
    attempts = 0
    return inUnitOfWork(t.database, system, async (unit) => {
      unit.audit({ action: 'test.clashed' })
      attempts += 1
      if (attempts <= failures) await sql`do $$ begin raise exception using errcode = '40P01'; end $$`.execute(unit.db)
      return attempts
    })
  }
  expect(await clashing(2)).toBe(3)
  await expect(clashing(3)).rejects.toMatchObject({ code: '40P01' })
  expect(attempts).toBe(3)
})

test('who only reads cannot write', async () => {
  const writing = inReading(t.database, system, (db) =>
    db.insertInto('study').values({ id: crypto.randomUUID(), code: 'READ', title: 'x' }).execute(),
  )
  await expect(writing).rejects.toMatchObject({ code: '25006' })
})

test('a date stays the day it was, wherever the server runs', async () => {
  const wave = await inReading(t.database, system, (db) =>
    db.selectFrom('wave').select(['reference_from', 'reference_to']).executeTakeFirst(),
  )
  expect(wave).toEqual({ reference_from: '2025-07-01', reference_to: '2026-06-30' })
})
