import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { ThreadScope } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { type Participant, type Place, readerOf } from './participant.ts'

type Db = Transaction<Tables>

/** The response with what questions are named by; whoever asks sees it or does not. */
export const findGround = (db: Db, response: string) => groundQuery(db).where('r.id', '=', response).executeTakeFirst()

/** The same of every response of a wave, in the order of its units. */
export const findGroundsOf = (db: Db, wave: string) =>
  groundQuery(db).where('r.wave_id', '=', wave).orderBy('u.position').orderBy('u.code').execute()

const groundQuery = (db: Db) =>
  db
    .selectFrom('study as s')
    .innerJoin('response as r', 'r.study_id', 's.id')
    .innerJoin('wave as w', (join) => join.onRef('w.study_id', '=', 'r.study_id').onRef('w.id', '=', 'r.wave_id'))
    .innerJoin('unit as u', (join) => join.onRef('u.study_id', '=', 'r.study_id').onRef('u.id', '=', 'r.unit_id'))
    .select(['r.study_id as study', 'r.id as response', 'r.instrument_hash as hash', 'u.code as unit', 'u.name'])
    .select(['w.title', 'w.year', 'w.reference_from as referenceFrom', 'w.reference_to as referenceTo'])
    .select(
      sql<boolean>`exists (select from submission n where n.study_id = r.study_id and n.response_id = r.id)`.as(
        'submitted',
      ),
    )

export type Ground = NonNullable<Awaited<ReturnType<typeof findGround>>>

export interface ThreadRow extends Place {
  readonly id: string
  readonly item: string | null
  readonly scope: ThreadScope
  readonly body: string | null
  readonly by_name: string
  readonly by_person: string | null
  readonly by_account: string | null
  readonly at: Date
  readonly messages: number
  readonly last_at: Date
  readonly resolved_by: string | null
  readonly resolved_at: Date | null
  readonly first: string
  readonly unread: number
  readonly mentioned: boolean
  /** Somebody else than its author wrote in it. */
  readonly others: boolean
  /** Whoever asks is of the ministry that opened it. */
  readonly own_ministry: boolean
}

const ofThread = (table: string) =>
  sql`${sql.ref(`${table}.study_id`)} = t.study_id and ${sql.ref(`${table}.response_id`)} = t.response_id
    and ${sql.ref(`${table}.thread_id`)} = t.id`

async function findThreadsWhere(db: Db, reader: string, condition: RawBuilder<unknown>): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select t.study_id as study, t.response_id as response, t.id, t.item, t.scope, t.body, t.by_name, t.by_person,
      t.by_account, t.at, t.messages, t.last_at, t.resolved_by, t.resolved_at, coalesce(f.text, '') as first,
      (select count(*)::integer from thread_message m where ${ofThread('m')} and ${unseen()}) as unread,
      exists (select from thread_message m join thread_mention n on n.study_id = m.study_id
        and n.response_id = m.response_id and n.message_id = m.id
        where ${ofThread('m')} and n.person_id = ${reader}::uuid and ${unseen()}) as mentioned,
      exists (select from thread_message m where ${ofThread('m')}
        and coalesce(m.by_person, m.by_account) <> coalesce(t.by_person, t.by_account)) as others,
      coalesce(ministry_called(t.body) = own_ministry(), false) as own_ministry
    from thread t
      left join thread_look l on ${ofThread('l')} and l.reader = ${reader}::uuid
      left join thread_message f on ${ofThread('f')} and f.number = 1
    where ${condition}
    order by t.resolved_at is not null, t.last_at desc, t.id`.execute(db)
  return rows

  function unseen() {
    return sql`m.number > coalesce(l.number, 0) and m.taken_back_at is null
      and coalesce(m.by_person, m.by_account) <> ${reader}::uuid`
  }
}

/** Open ones first, then by their newest message. */
export const findThreads = (db: Db, { study, response }: Place, who: Participant) =>
  findThreadsWhere(db, readerOf(who), sql`t.study_id = ${study}::uuid and t.response_id = ${response}::uuid`)

export const findThreadsOfWave = (db: Db, wave: string, who: Participant) =>
  findThreadsWhere(
    db,
    readerOf(who),
    sql`(t.study_id, t.response_id) in (select r.study_id, r.id from response r where r.wave_id = ${wave}::uuid)`,
  )

export const findThread = async (db: Db, { study, response }: Place, id: string, who: Participant) =>
  (
    await findThreadsWhere(
      db,
      readerOf(who),
      sql`t.study_id = ${study}::uuid and t.response_id = ${response}::uuid and t.id = ${id}::uuid`,
    )
  )[0]

/** Threads with something in them that this person has not seen. */
export async function countUnread(db: Db, place: Place & { readonly person: string }): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from thread t
    where t.study_id = ${place.study}::uuid and t.response_id = ${place.response}::uuid
      and exists (select from thread_message m where ${ofThread('m')} and m.taken_back_at is null
        and m.by_person is distinct from ${place.person}::uuid
        and m.number > coalesce((select l.number from thread_look l
          where ${ofThread('l')} and l.reader = ${place.person}::uuid), 0))`.execute(db)
  return rows[0]?.n ?? 0
}

export interface MessageRow {
  readonly id: string
  readonly number: number
  readonly text: string
  readonly by_name: string
  readonly by_body: string | null
  readonly author: string
  readonly at: Date
  readonly taken_back_at: Date | null
  readonly mentions: string[]
}

export async function findMessages(db: Db, { study, response }: Place, thread: string): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select m.id, m.number, m.text, m.by_name, m.by_body, coalesce(m.by_person, m.by_account) as author, m.at, m.taken_back_at,
      array(select n.person_name from thread_mention n where n.study_id = m.study_id and n.response_id = m.response_id
        and n.message_id = m.id order by n.person_name) as mentions
    from thread_message m
    where m.study_id = ${study}::uuid and m.response_id = ${response}::uuid and m.thread_id = ${thread}::uuid
    order by m.number`.execute(db)
  return rows
}

export interface ReaderRow {
  readonly person: string
  readonly name: string
  readonly body: string
}

/** Who of the administration reads a thread like this; nobody is named to the research team. */
export async function findReaders(
  db: Db,
  of: { readonly item: string | null; readonly scope: ThreadScope; readonly body: string | null },
): Promise<ReaderRow[]> {
  const { rows } = await sql<ReaderRow>`
    select person, name, body from readers_of(${of.item}::text, ${of.scope}::text, ${of.body}::text)`.execute(db)
  return rows
}

/** The ministry or office of whoever asks. */
export async function findOwnBody(db: Db): Promise<string | null> {
  const { rows } = await sql<{ body: string | null }>`select own_body() as body`.execute(db)
  return rows[0]?.body ?? null
}
