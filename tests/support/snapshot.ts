import type pg from 'pg'

/** How every table stood at a moment. */
export interface Snapshot {
  /** By table how many rows it has and which transaction wrote last: equal while nothing is written. */
  state(): Promise<Readonly<Record<string, string>>>
  /** Everything is as it was. */
  restore(): Promise<void>
}

interface Table {
  readonly name: string
  readonly columns: string
}

async function tablesOf(owner: pg.Pool): Promise<readonly Table[]> {
  const { rows } = await owner.query(`select c.relname as name,
      (select string_agg(format('%I', a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
    order by 1`)
  return rows
}

/** Keeps a copy of every table beside it, in a schema of its own; for small worlds. */
export async function takeSnapshot(owner: pg.Pool, schema = 'kept'): Promise<Snapshot> {
  const tables = await tablesOf(owner)
  const copies = tables.map(({ name }) => `create table ${schema}.${name} as table public.${name};`)
  await owner.query(`drop schema if exists ${schema} cascade; create schema ${schema}; ${copies.join('\n')}`)
  // how many rows, and the last transaction that wrote one
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, count(*) || ' ' || max(xmin::text::bigint) as mark from ${name}`,
  )
  const state = async (): Promise<Record<string, string>> => {
    // prepared: planning it takes far longer than running it
    const { rows } = await owner.query({ name: `state of ${schema}`, text: counts.join(' union all ') })
    return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]))
  }
  let then = await state()
  return {
    state,
    restore: async () => {
      const now = await state()
      const touched = tables.filter(({ name }) => now[name] !== then[name])
      const refills = touched.map(
        ({ name, columns }) => `delete from ${name};
          insert into ${name} (${columns}) overriding system value select ${columns} from ${schema}.${name};`,
      )
      // a replica's role: neither triggers nor foreign keys stand in the way
      await owner.query(`begin; set local session_replication_role = replica; ${refills.join('\n')} commit`)
      // without what was thrown away lying about, every later look stays as quick as the first
      if (touched.length > 0) await owner.query(`vacuum ${touched.map(({ name }) => name).join(', ')}`)
      then = await state()
    },
  }
}
