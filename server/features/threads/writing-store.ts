import { sql, type Transaction } from 'kysely'
import type { ThreadScope } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { type Participant, type Place, readerOf } from './participant.ts'
import type { ReaderRow } from './store.ts'

type Db = Transaction<Tables>

const whoWrites = ({ name, person, account }: Participant) => ({
  by_name: name,
  by_person: person ?? null,
  by_account: account ?? null,
})

export interface NewThread {
  readonly id: string
  readonly item: string | undefined
  readonly scope: ThreadScope
  readonly body: string | null
}

export const insertThread = (db: Db, { study, response }: Place, who: Participant, thread: NewThread) =>
  db
    .insertInto('thread')
    .values({ study_id: study, response_id: response, ...thread, item: thread.item ?? null, ...whoWrites(who) })
    .execute()

export interface NewMessage {
  readonly id: string
  readonly thread: string
  readonly text: string
  readonly body: string | null
  readonly mentioned: readonly ReaderRow[]
}

/** The database counts it, and holds the thread until the end of the transaction. */
export async function insertMessage(db: Db, place: Place, who: Participant, message: NewMessage): Promise<void> {
  const { id, thread, text, body, mentioned } = message
  const where = { study_id: place.study, response_id: place.response, thread_id: thread }
  await db
    .insertInto('thread_message')
    .values({ ...where, id, text, by_body: body, ...whoWrites(who) })
    .execute()
  if (mentioned.length === 0) return
  const mentions = mentioned.map(({ person, name }) => ({
    ...where,
    message_id: id,
    person_id: person,
    person_name: name,
  }))
  await db.insertInto('thread_mention').values(mentions).execute()
}

export const emptyMessage = (db: Db, { study, response }: Place, id: string) =>
  db
    .updateTable('thread_message')
    .set({ text: '', taken_back_at: sql<Date>`clock_timestamp()` })
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('id', '=', id)
    .execute()

const threadOf = (db: Db, { study, response }: Place, id: string) =>
  db.updateTable('thread').where('study_id', '=', study).where('response_id', '=', response).where('id', '=', id)

export const updateResolution = (db: Db, place: Place, id: string, by: string | null) =>
  threadOf(db, place, id)
    .set({ resolved_by: by, resolved_at: by === null ? null : sql<Date>`clock_timestamp()` })
    .execute()

/** How many were changed: none when its scope was another by then. */
export async function updateScope(db: Db, place: Place, id: string, from: ThreadScope, to: ThreadScope) {
  const { numUpdatedRows } = await threadOf(db, place, id)
    .set({ scope: to })
    .where('scope', '=', from)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export const writeLook = (db: Db, { study, response }: Place, who: Participant, thread: string, number: number) =>
  sql`
    insert into thread_look (study_id, response_id, thread_id, reader, number)
    values (${study}::uuid, ${response}::uuid, ${thread}::uuid, ${readerOf(who)}::uuid, ${number}::integer)
    on conflict on constraint thread_look_is_one_per_reader
    do update set number = greatest(thread_look.number, excluded.number), at = clock_timestamp()`.execute(db)
