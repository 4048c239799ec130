import { sql } from 'kysely'
import { type Actor, inUnitOfWork } from '../../../server/database/unit-of-work.ts'
import type { TestDatabase } from '../../support/database.ts'
import { type Owner, ownerOf, type Responses, type TableInfo } from './sql.ts'

class TakenBack extends Error {}

/** Somebody's attempts to write, each taken back: whose rows were touched, or the SQLSTATE of the refusal. */
async function attempts(
  test: TestDatabase,
  actor: Actor,
  statements: readonly { readonly table: TableInfo; readonly statement: string }[],
  responses: Responses,
): Promise<readonly (readonly Owner[] | string)[]> {
  let outcomes: readonly string[] = []
  const texts = statements.map(({ statement }) => statement)
  const looks = statements.map(({ table }) => lookAt(table, responses))
  const takenBack = inUnitOfWork(test.database, actor, async ({ db }) => {
    const { rows } = await sql<{ outcome: string }>`select attempt(statement, look) as outcome
      from unnest(${texts}::text[], ${looks}::text[]) with ordinality as asked (statement, look, at) order by at`.execute(
      db,
    )
    outcomes = rows.map(({ outcome }) => outcome)
    throw new TakenBack()
  })
  await takenBack.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return outcomes.map((outcome) => (outcome.startsWith('{') ? (JSON.parse(outcome).touched as Owner[]) : outcome))
}

/** Whose rows were written or removed since the transaction began. */
function lookAt(table: TableInfo, responses: Responses): string {
  // a removed row is in the copy that was made before anybody tried
  const removed = `union select owner from kept_owners k where k.name = '${table.name}'
    and not exists (select from ${table.name} t where t.ctid::text = k.place)`
  return `select json_build_object('touched', coalesce(json_agg(distinct owner), '[]')) from (
    select ${ownerOf(table, responses)} as owner from ${table.name} t
      where t.xmin::text::bigint >= pg_current_xact_id()::text::bigint ${table.deletable ? removed : ''}) touched`
}

/** Tries a statement as whoever acts, looks at what it did as the owner of the tables, and undoes it. */
export const prepareAttempts = (test: TestDatabase) =>
  test.owner.query(`create function attempt(statement text, look text) returns text language plpgsql as $$
    declare found text;
    begin
      execute statement;
      set local role postgres;
      execute look into found;
      raise exception using errcode = 'UNDO1', message = found;
    exception
      when sqlstate 'UNDO1' then return sqlerrm;
      when others then return sqlstate;
    end $$`)

// who is said to have written a row
const authorColumns: Readonly<Record<string, 'person' | 'account'>> = {
  by_person: 'person',
  person_id: 'person',
  submitted_by: 'person',
  resolved_by_person: 'person',
  by_account: 'account',
}

const literal = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`

/** The same row once more, in the name of whoever acts: what stands in its way is row-level security, or only that it is there. */
function insertionOf(table: TableInfo, row: Readonly<Record<string, unknown>>, actor: Actor): string {
  const authored = Object.entries(authorColumns)
    .filter(([column, kind]) => column in row && actor[kind] !== undefined)
    .map(([column, kind]) => [column, actor[kind]] as const)
  const columns = table.insertable.map((column) => `"${column}"`).join(', ')
  const said = { ...row, ...Object.fromEntries(authored) }
  return `insert into ${table.name} (${columns}) select ${columns} from jsonb_populate_record(null::${table.name}, ${literal(said)})`
}

/** Every column that may be changed gets what it has in this row, in all rows the policies let through: nothing is read. */
function changeOf(table: TableInfo, row: Readonly<Record<string, unknown>>): string {
  const columns = table.changeable.map((column) => `"${column}"`)
  const values = `select ${columns.join(', ')} from jsonb_populate_record(null::${table.name}, ${literal(row)})`
  return `update ${table.name} set (${columns.join(', ')}) = (${values})`
}

/** A row as it stands, and whose it is. */
export interface Sample {
  readonly table: TableInfo
  readonly owner: Owner
  readonly row: Readonly<Record<string, unknown>>
}

/** Of each table and owner one row. */
export async function sampleRows({ owner }: TestDatabase, found: readonly TableInfo[]): Promise<readonly Sample[]> {
  const each = found.map(async (table) => {
    const { rows } = await owner.query(
      `select distinct on (owner) k.owner, to_jsonb(t) as row from ${table.name} t
       join kept_owners k on k.name = '${table.name}' and k.place = t.ctid::text order by owner`,
    )
    return rows.map((row): Sample => ({ table, owner: row.owner, row: row.row }))
  })
  return (await Promise.all(each)).flat()
}

const kinds = ['inserts', 'changes', 'removes'] as const
type Kind = (typeof kinds)[number]
/** By table, whose rows. */
type Reached = Readonly<Record<string, readonly Owner[]>>

const statementOf: Readonly<Record<Kind, (sample: Sample, actor: Actor) => string | undefined>> = {
  inserts: ({ table, row }, actor) => (table.insertable.length === 0 ? undefined : insertionOf(table, row, actor)),
  changes: ({ table, row }) => (table.changeable.length === 0 ? undefined : changeOf(table, row)),
  removes: ({ table }) => (table.deletable ? `delete from ${table.name}` : undefined),
}

// what else stands in the way of an insertion comes after the policies
const isRefused = (outcome: string) => outcome === '42501' || outcome === '23001'

/** Somebody tries everything on every table; by kind and table, whose rows that wrote. Nothing of it stays. */
export async function writtenBy(
  test: TestDatabase,
  actor: Actor,
  samples: readonly Sample[],
  responses: Responses,
): Promise<Readonly<Record<Kind, Reached>>> {
  const tried = kinds.flatMap((kind) =>
    samples.flatMap((sample) => {
      const statement = statementOf[kind](sample, actor)
      return statement === undefined ? [] : [{ kind, ...sample, statement }]
    }),
  )
  const outcomes = await attempts(test, actor, tried, responses)
  const touched = tried.map(({ kind, owner, table }, at) => {
    const outcome = outcomes[at] ?? []
    const isIn = kind === 'inserts' && !(typeof outcome === 'string' && isRefused(outcome))
    return { kind, name: table.name, owners: isIn ? [owner] : typeof outcome === 'string' ? [] : outcome }
  })
  const of = (kind: Kind): Reached => {
    const byTable = Map.groupBy(
      touched.filter((one) => one.kind === kind),
      ({ name }) => name,
    )
    return Object.fromEntries(
      Array.from(byTable, ([name, all]) => [name, [...new Set(all.flatMap((one) => one.owners))].sort()]),
    )
  }
  return { inserts: of('inserts'), changes: of('changes'), removes: of('removes') }
}
