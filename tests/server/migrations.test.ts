import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, migrateDown } from '../../server/database/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase('empty')
})
afterAll(() => t.close())

const tables = async () =>
  (
    await t.owner.query(`select count(*)::int as n from information_schema.tables
    where table_schema = 'public' and table_name not like 'kysely%'`)
  ).rows[0].n

test('two servers starting at once migrate an empty database once', async () => {
  const applied = await Promise.all([migrate(t.connection), migrate(t.connection)])
  expect(applied.map((names) => names.length).sort()).toEqual([0, applied.flat().length])
  expect(applied.flat()[0]).toBe('20261122-01-studies')
  expect(await tables()).toBeGreaterThan(15)
})

test('every migration can be taken back and made again', async () => {
  await migrate(t.connection)
  const all = await tables()
  await migrateDown(t.connection)
  expect(await tables()).toBe(0)
  await migrate(t.connection)
  expect(await tables()).toBe(all)
})
