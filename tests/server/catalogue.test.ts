import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

// what the catalogue of the database must look like, whatever tables there are
let t: TestDatabase
beforeAll(async () => {
  t = await openTestDatabase()
})
afterAll(() => t.close())

/** The names a query finds. */
const names = async (sql: string): Promise<readonly string[]> =>
  (await t.owner.query<{ name: string }>(sql)).rows.map(({ name }) => name)

const ours = (alias: string) => `${alias}.relnamespace = 'public'::regnamespace`

/** Tables without row-level security, each with the reason why. */
const open: Readonly<Record<string, string>> = {
  kysely_migration: 'which migrations have run; the server’s role may not read it',
  kysely_migration_lock: 'held while migrations run; the server’s role may not read it',
}

describe('row-level security', () => {
  test('is on and forced on every table but those that say why not', async () => {
    const bare = await names(`select relname as name from pg_class c where relkind in ('r', 'p') and ${ours('c')}
      and not (relrowsecurity and relforcerowsecurity) order by 1`)
    expect(bare).toEqual(Object.keys(open))
    const readable = await names(`select relname as name from pg_class c where relname = any('{${bare}}')
      and has_table_privilege('mufakat_app', c.oid, 'select, insert, update, delete')`)
    expect(readable).toEqual([])
  })

  test('has a policy for reading on every table that may be read, and one for whatever else was granted', async () => {
    const without = await names(`select c.relname || ' ' || p.command as name from pg_class c,
        (values ('select'), ('insert'), ('update'), ('delete')) p (command)
      where c.relkind in ('r', 'p') and ${ours('c')} and case p.command
          when 'delete' then has_table_privilege('mufakat_app', c.oid, 'delete')
          else has_any_column_privilege('mufakat_app', c.oid, p.command) end
        and not exists (select from pg_policies o where o.tablename = c.relname and o.permissive = 'PERMISSIVE'
          and lower(o.cmd) in (p.command, 'all'))`)
    expect(without).toEqual([])
  })

  test('is never always true, and checks what is written', async () => {
    const policies = `select tablename || ': ' || policyname as name from pg_policies where schemaname = 'public' and `
    expect(await names(`${policies} 'true' in (qual, with_check)`)).toEqual([])
    expect(await names(`${policies} cmd = 'INSERT' and with_check is null`)).toEqual([])
    expect(await names(`${policies} cmd <> 'INSERT' and qual is null`)).toEqual([])
    // without a check of its own a change is checked by what it was let through by, which must then say whose row it is
    expect(
      await names(`${policies} cmd in ('UPDATE', 'ALL') and permissive = 'PERMISSIVE' and with_check is null
        and qual !~ 'response_id|study_id'`),
    ).toEqual([])
  })

  test('holds for views, and nothing keeps a copy of rows beside it', async () => {
    expect(
      await names(`select relname as name from pg_class c where relkind = 'v' and ${ours('c')}
        and not coalesce('security_invoker=true' = any(reloptions), false)`),
    ).toEqual([])
    expect(await names(`select relname as name from pg_class c where relkind = 'm' and ${ours('c')}`)).toEqual([])
  })
})

describe('functions', () => {
  test('that run with the rights of their owner look names up where they should', async () => {
    const loose = await names(`select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace
      and p.prosecdef and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`)
    expect(loose).toEqual([])
  })
})

describe('the role the server works as', () => {
  test('is nobody special, owns nothing and can change nothing about the schema', async () => {
    const { rows } =
      await t.owner.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin,
      (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid) as owned,
      (select count(*)::int from pg_auth_members where member = r.oid) as lent,
      has_schema_privilege(r.oid, 'public', 'create') as creates from pg_roles r where rolname = 'mufakat_app'`)
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolcanlogin: false,
        owned: 0,
        lent: 0,
        creates: false,
      },
    ])
  })

  test('may neither empty a table, nor hang triggers on it, nor point at it', async () => {
    const granted = await names(`select c.relname || ' ' || p.privilege as name from pg_class c,
        (values ('truncate'), ('trigger'), ('references')) p (privilege)
      where c.relkind in ('r', 'p') and ${ours('c')} and has_table_privilege('mufakat_app', c.oid, p.privilege)`)
    expect(granted).toEqual([])
  })

  test('has its rights by name: nothing is granted to everybody', async () => {
    expect(
      await names(`select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
        where table_schema = 'public' and grantee = 'PUBLIC'`),
    ).toEqual([])
  })

  test('deletes only what is passing', async () => {
    const deletable = await names(`select relname as name from pg_class c where relkind in ('r', 'p') and ${ours('c')}
      and has_table_privilege('mufakat_app', c.oid, 'delete') order by 1`)
    expect(deletable).toEqual(['session', 'upload_piece'])
  })
})
