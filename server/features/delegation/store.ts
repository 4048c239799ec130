import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { Author } from '../responses/author.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

export interface ColleagueRow {
  readonly person: string
  readonly name: string
  readonly role: Tables['membership']['role']
  readonly alternate: boolean
  readonly body: string
  readonly sections: string[]
  readonly single_items: string[]
  readonly due_on: string | null
}

/** Everybody who works on the response of this session, by name and part. */
export const findColleagues = async (db: Db): Promise<readonly ColleagueRow[]> =>
  (await sql<ColleagueRow>`select * from colleagues()`.execute(db)).rows

export interface AskedRow extends ColleagueRow {
  readonly email: string | null
  readonly reads_all: boolean
  readonly message: string
  readonly asked_by: string | null
  readonly asked_at: Date
  readonly withdrawn_at: Date | null
  readonly opened: boolean
  readonly worked: boolean
  readonly link_until: Date | null
}

/** The same with what only a focal point may know; those who were withdrawn too. */
export async function findAsked(db: Db, { study, response }: Place): Promise<readonly AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select m.person_id as person, p.name, p.email, m.role, m.alternate, m.body, m.sections, m.single_items, m.due_on,
      m.reads_all, m.message, m.asked_by, m.asked_at, m.withdrawn_at,
      exists (select from link l where l.study_id = m.study_id and l.response_id = m.response_id
        and l.person_id = m.person_id and l.redeemed_at is not null) as opened,
      exists (select from answer_event e where e.study_id = m.study_id and e.response_id = m.response_id
        and e.by_person = m.person_id and e.at >= m.asked_at) as worked,
      (select max(l.expires_at) from link l where l.study_id = m.study_id and l.response_id = m.response_id
        and l.person_id = m.person_id and l.revoked_at is null and l.expires_at > now()) as link_until
    from membership m join person p on p.id = m.person_id
    where m.study_id = ${study}::uuid and m.response_id = ${response}::uuid`.execute(db)
  return rows
}

export interface ReturnRow {
  readonly person: string
  readonly outcome: 'done' | 'cannot'
  readonly note: string
  readonly at: Date
}

/** The newest of each person that whoever asks may see. */
export async function findReturns(db: Db, { study, response }: Place): Promise<readonly ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`
    select distinct on (d.person_id) d.person_id as person, d.outcome, d.note, d.at from delegation_return d
    where d.study_id = ${study}::uuid and d.response_id = ${response}::uuid order by d.person_id, d.at desc`.execute(db)
  return rows
}

export const insertReturn = (db: Db, by: Author, id: string, outcome: 'done' | 'cannot', note: string) =>
  db
    .insertInto('delegation_return')
    .values({ study_id: by.study, response_id: by.response, id, person_id: by.person, outcome, note })
    .execute()

export interface Part {
  readonly sections: readonly string[]
  readonly items: readonly string[]
  readonly context: readonly string[]
  readonly readsAll: boolean
  readonly due: string | undefined
  readonly message: string
}

const columnsOf = ({ sections, items, context, readsAll, due, message }: Part) => ({
  sections: [...sections],
  single_items: [...items],
  context: [...context],
  reads_all: readsAll,
  due_on: due ?? null,
  message,
})

export interface NewMember extends Part {
  readonly person: string
  readonly name: string
  readonly email: string
  readonly role: ColleagueRow['role']
  readonly body: string
}

export async function insertMember(db: Db, by: Author, member: NewMember): Promise<void> {
  const { person, name, email, role, body } = member
  await db.insertInto('person').values({ id: person, name, email }).execute()
  await db
    .insertInto('membership')
    .values({
      study_id: by.study,
      response_id: by.response,
      person_id: person,
      role,
      alternate: role === 'focal_point',
      body,
      asked_by: by.name,
      ...columnsOf(member),
    })
    .execute()
}

const memberOf = (db: Db, { study, response }: Place, person: string) =>
  db
    .updateTable('membership')
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('person_id', '=', person)

export const updatePart = (db: Db, place: Place, person: string, part: Part) =>
  memberOf(db, place, person).set(columnsOf(part)).execute()

/** From now on every earlier session of this person is over. */
export const markWithdrawn = (db: Db, place: Place, person: string) =>
  memberOf(db, place, person).set({ withdrawn_at: sql<Date>`now()`, sessions_from: sql<Date>`now()` }).execute()

export const markAskedAgain = (db: Db, place: Place, person: string) =>
  memberOf(db, place, person).set({ withdrawn_at: null }).execute()

/** Of the current plan of clearance. */
export async function holdsStep(db: Db, { study, response }: Place, person: string): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`
    select exists (select from clearance_step s where s.study_id = ${study}::uuid and s.response_id = ${response}::uuid
      and s.person_id = ${person}::uuid and s.plan = current_plan(${study}::uuid, ${response}::uuid)) as holds`.execute(
    db,
  )
  return rows[0]?.holds ?? false
}

export const findLook = async (db: Db, { study, response, person }: Author): Promise<Date | undefined> =>
  (
    await db
      .selectFrom('last_look')
      .select('at')
      .where('study_id', '=', study)
      .where('response_id', '=', response)
      .where('person_id', '=', person)
      .executeTakeFirst()
  )?.at

/** Items whose answers others changed since, with how many answers of each. */
export async function findChanges(db: Db, { study, response, person }: Author, since: Date | undefined) {
  const { rows } = await sql<{ item: string; n: number }>`
    select e.item, count(distinct e.row)::integer as n from answer_event e
    where e.study_id = ${study}::uuid and e.response_id = ${response}::uuid and e.by_person is distinct from ${person}::uuid
      and e.at > coalesce(${since ?? null}::timestamptz, '-infinity')
    group by e.item`.execute(db)
  return rows
}

export const writeLook = (db: Db, { study, response, person }: Author, at: Date) =>
  db
    .insertInto('last_look')
    .values({ study_id: study, response_id: response, person_id: person, at })
    .onConflict((conflict) => conflict.constraint('last_look_is_one_per_member').doUpdateSet({ at }))
    .execute()
