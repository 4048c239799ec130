import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { constraintProblems } from '../../server/database/constraint-problems.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const folder = new URL('../../server/database/', import.meta.url)

let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

const rows = async <T>(sql: string) => (await t.owner.query(sql)).rows as T[]

/** `table.column?` for every column; the mark says that it may be empty. */
async function liveColumns(): Promise<string[]> {
  const found = await rows<{ name: string }>(`
    select table_name || '.' || column_name || case is_nullable when 'YES' then '?' else '' end as name
    from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'`)
  return found.map(({ name }) => name).sort()
}

/** The same from the text of tables.ts: a column may be empty where its type says Optional or null. */
async function declaredColumns(): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('-tables.ts')).concat('tables.ts')
  const read = (name: string) => readFile(new URL(name, folder), 'utf8')
  const text = (await Promise.all(files.map(read))).join('\n')
  const bodies = new Map<string, string>()
  for (const [, name = '', parent, body = ''] of text.matchAll(
    /interface (\w+?) (?:extends (\w+) )?\{\n([\s\S]*?)\n\}/g,
  )) {
    bodies.set(name, `${parent ? bodies.get(parent) : ''}\n${body}`)
  }
  const columns: string[] = []
  for (const [, table = '', type = ''] of (bodies.get('Tables') ?? '').matchAll(/^ {2}(\w+): (\w+)$/gm)) {
    for (const [, column, is = ''] of (bodies.get(type) ?? '').matchAll(/^ {2}(\w+): (.*)$/gm)) {
      columns.push(`${table}.${column}${/^Optional|^ColumnType<[^,]*\| null,/.test(is) ? '?' : ''}`)
    }
  }
  return columns.sort()
}

test('tables.ts names every table and column of the live schema, and which may be empty', async () => {
  const declared = await declaredColumns()
  expect(declared.length).toBeGreaterThan(100)
  expect(declared).toEqual(await liveColumns())
})

test('every rule on what users write has a problem to tell them', async () => {
  const found = await rows<{ name: string }>(`select conname as name from pg_constraint
    where contype <> 'n' and conrelid in ('response'::regclass, 'answer'::regclass, 'answer_event'::regclass,
      'mutation'::regclass, 'submission'::regclass, 'file'::regclass, 'link'::regclass, 'session'::regclass)`)
  expect(found.length).toBeGreaterThan(30)
  expect(found.map(({ name }) => name).filter((name) => !(name in constraintProblems))).toEqual([])
})

test('every problem for a rule is for a rule there is', async () => {
  const found = await rows<{ name: string }>(
    'select conname as name from pg_constraint union select tgname from pg_trigger where not tgisinternal',
  )
  const live = new Set(found.map(({ name }) => name))
  expect(Object.keys(constraintProblems).filter((name) => !live.has(name))).toEqual([])
})
