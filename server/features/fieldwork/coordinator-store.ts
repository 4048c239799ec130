import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Place } from './store.ts'

type Db = Transaction<Tables>

export const findWave = (db: Db, wave: string) =>
  db
    .selectFrom('wave as w')
    .innerJoin('study as s', 's.id', 'w.study_id')
    .select(['w.study_id as study', 'w.id as wave', 'w.title', 'w.due_on as due', 's.title as study_title'])
    .where('w.id', '=', wave)
    .executeTakeFirst()

export type WaveRow = NonNullable<Awaited<ReturnType<typeof findWave>>>

export const updateDeadline = (db: Db, { study, wave }: WaveRow, due: string) =>
  db.updateTable('wave').set({ due_on: due }).where('study_id', '=', study).where('id', '=', wave).execute()

export interface UnitRow {
  readonly code: string
  readonly name: string
  readonly state: 'draft' | 'submitted'
  readonly revision: number
  readonly extended: string | null
  readonly open: boolean
  readonly unread: number
}

/** Every unit asked in a wave: how far it is, whether it waits for more time, and what `reader` has not read of it. */
export async function findUnits(db: Db, { study, wave }: WaveRow, reader: string): Promise<readonly UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select u.code, u.name, r.state, r.revision, extended_to(r.study_id, r.id) as extended,
      open_extension(r.study_id, r.id) is not null as open,
      (select count(*)::integer from letter m where m.study_id = r.study_id and m.response_id = r.id
        and m.by_person is not null and not exists (select from letter_reading g where g.study_id = m.study_id
          and g.letter_id = m.id and g.reader = ${reader}::uuid)) as unread
    from response r join unit u on u.study_id = r.study_id and u.id = r.unit_id
    where r.study_id = ${study}::uuid and r.wave_id = ${wave}::uuid order by u.position, u.code`.execute(db)
  return rows
}

export const findUnit = (db: Db, { study, wave }: WaveRow, code: string) =>
  db
    .selectFrom('response as r')
    .innerJoin('unit as u', (join) => join.onRef('u.study_id', '=', 'r.study_id').onRef('u.id', '=', 'r.unit_id'))
    .select(['r.id as response', 'u.code', 'u.name'])
    .where('r.study_id', '=', study)
    .where('r.wave_id', '=', wave)
    .where('u.code', '=', code)
    .executeTakeFirst()

export interface Decision {
  readonly number: number
  readonly until: string | undefined
  readonly note: string
}

export const insertDecision = (
  db: Db,
  { study, response }: Place,
  by: { readonly account: string; readonly name: string },
  { number, until, note }: Decision,
) =>
  db
    .insertInto('extension_decision')
    .values({
      study_id: study,
      response_id: response,
      number,
      granted_on: until ?? null,
      note,
      by_name: by.name,
      by_account: by.account,
    })
    .execute()
