import { sql } from 'kysely'
import { type Actor, inReading } from '../../../server/database/unit-of-work.ts'
import type { TestDatabase } from '../../support/database.ts'

/** `ours`, of which `ours elsewhere` is not B01; `theirs`; `others`; `shared` belongs to no response. */
export type Owner = 'ours' | 'ours elsewhere' | 'theirs' | 'others' | 'shared'

export interface Responses {
  readonly ours: string
  readonly theirs: string
}

export interface TableInfo {
  readonly name: string
  readonly columns: readonly string[]
  /** What the server's role may change, column by column. */
  readonly changeable: readonly string[]
  readonly insertable: readonly string[]
  readonly readable: boolean
  readonly deletable: boolean
}

/** Every table of the catalogue, with what the server's role was granted. */
export async function tablesOf({ owner }: TestDatabase): Promise<readonly TableInfo[]> {
  const columns = (condition: string) =>
    `coalesce((select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and not a.attisdropped and ${condition}), '{}')`
  const granted = (privilege: string) => columns(`has_column_privilege('mufakat_app', c.oid, a.attnum, '${privilege}')`)
  const { rows } = await owner.query(`select c.relname as name, ${columns('true')} as columns,
      ${granted('update')} as changeable, ${granted('insert')} as insertable,
      has_table_privilege('mufakat_app', c.oid, 'select') as readable,
      has_table_privilege('mufakat_app', c.oid, 'delete') as deletable
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
    order by 1`)
  return rows
}

// what tells whose a row is, where the table has no response_id
const responseOf: Readonly<Record<string, string>> = {
  response: 't.id',
  unit: '(select r.id from response r where r.unit_id = t.id)',
  person: '(select m.response_id from membership m where m.person_id = t.id limit 1)',
}

/** SQL that says whose a row `t` is. */
export function ownerOf({ name, columns }: TableInfo, { ours, theirs }: Responses): string {
  const response = responseOf[name] ?? (columns.includes('response_id') ? 't.response_id' : 'null::uuid')
  const elsewhere = columns.includes('item')
    ? `when ${response} = '${ours}' and t.item <> 'B01' then 'ours elsewhere'`
    : ''
  return `case ${elsewhere} when ${response} = '${ours}' then 'ours' when ${response} = '${theirs}' then 'theirs'
    when ${response} is null then 'shared' else 'others' end`
}

/** Whose rows somebody sees, by table, past every check of the server. */
export async function seenBy(
  test: TestDatabase,
  actor: Actor,
  tables: readonly TableInfo[],
): Promise<Readonly<Record<string, readonly Owner[]>>> {
  const each = tables
    .filter(({ readable }) => readable)
    .map(({ name }) => `select '${name}' as name, t.ctid::text as place from ${name} t`)
  type Row = { name: string; place: string; owner: Owner }
  const owned: readonly Row[] = (await test.owner.query('select * from kept_owners')).rows
  const owners = new Map(owned.map(({ name, place, owner }) => [`${name} ${place}`, owner]))
  const { rows } = await inReading(test.database, actor, (db) =>
    sql<Omit<Row, 'owner'>>`${sql.raw(each.join(' union all '))}`.execute(db),
  )
  const seen = Map.groupBy(rows, ({ name }) => name)
  return Object.fromEntries(
    tables.map(({ name }) => {
      const found = (seen.get(name) ?? []).map(({ place }) => owners.get(`${name} ${place}`) ?? 'others')
      return [name, [...new Set(found)].sort()]
    }),
  )
}

/** Keeps whose each row is, so that it is known of rows that are gone; by table, whose rows it has. */
export async function keepOwners(
  { owner }: TestDatabase,
  tables: readonly TableInfo[],
  responses: Responses,
): Promise<Readonly<Record<string, readonly Owner[]>>> {
  const each = tables.map(
    (table) =>
      `select '${table.name}' as name, t.ctid::text as place, ${ownerOf(table, responses)} as owner from ${table.name} t`,
  )
  await owner.query(`create table kept_owners as ${each.join(' union all ')}`)
  const { rows } = await owner.query('select name, array_agg(distinct owner) as owners from kept_owners group by 1')
  return Object.fromEntries(rows.map((row) => [row.name, row.owners]))
}
