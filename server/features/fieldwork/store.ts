import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

/** Who acts: a person of an administration, or an account of the research team. */
export interface Writer {
  readonly name: string
  readonly person?: string
  readonly account?: string
}

const readerOf = ({ person, account }: Writer): string => person ?? account ?? ''

export interface Frame extends Place {
  readonly wave: string
  readonly state: 'draft' | 'submitted'
  /** The wave's own deadline, and the day an extension reaches to. */
  readonly due: string | null
  readonly extended: string | null
}

const frames = (db: Db) =>
  db
    .selectFrom('response as r')
    .innerJoin('wave as w', (join) => join.onRef('w.study_id', '=', 'r.study_id').onRef('w.id', '=', 'r.wave_id'))
    .select(['r.study_id as study', 'r.id as response', 'r.wave_id as wave', 'r.state', 'w.due_on as due'])
    .select(sql<string | null>`extended_to(r.study_id, r.id)`.as('extended'))

export const findFrame = (db: Db, { study, response }: Place): Promise<Frame | undefined> =>
  frames(db).where('r.study_id', '=', study).where('r.id', '=', response).executeTakeFirst()

/** Until the end of the transaction nobody else asks for this response. */
export const holdResponse = (db: Db, { study, response }: Place) =>
  db
    .selectFrom('response')
    .select('id')
    .where('study_id', '=', study)
    .where('id', '=', response)
    .forUpdate()
    .executeTakeFirst()

/** What whoever reads this was asked for; nobody asked who led the response from the start. */
export const findAsked = (db: Db, { study, response }: Place, person: string) =>
  db
    .selectFrom('membership')
    .select(['asked_by', 'message', 'sections', 'single_items', 'due_on'])
    .where('study_id', '=', study)
    .where('response_id', '=', response)
    .where('person_id', '=', person)
    .where('asked_by', 'is not', null)
    .executeTakeFirst()

export interface ExtensionRow {
  readonly number: number
  readonly wished_on: string
  readonly reason: string
  readonly by_name: string
  readonly at: Date
  readonly decided_by: string | null
  readonly decided_at: Date | null
  readonly granted_on: string | null
  readonly note: string | null
}

export const findExtensions = (db: Db, { study, response }: Place): Promise<readonly ExtensionRow[]> =>
  db
    .selectFrom('extension_request as q')
    .leftJoin('extension_decision as d', (join) =>
      join
        .onRef('d.study_id', '=', 'q.study_id')
        .onRef('d.response_id', '=', 'q.response_id')
        .onRef('d.number', '=', 'q.number'),
    )
    .select(['q.number', 'q.wished_on', 'q.reason', 'q.by_name', 'q.at'])
    .select(['d.by_name as decided_by', 'd.at as decided_at', 'd.granted_on', 'd.note'])
    .where('q.study_id', '=', study)
    .where('q.response_id', '=', response)
    .orderBy('q.number')
    .execute()

export interface NewExtension {
  readonly number: number
  readonly until: string
  readonly reason: string
}

export const insertExtension = (db: Db, by: Place & { person: string; name: string }, asked: NewExtension) =>
  db
    .insertInto('extension_request')
    .values({
      study_id: by.study,
      response_id: by.response,
      number: asked.number,
      wished_on: asked.until,
      reason: asked.reason,
      by_name: by.name,
      by_person: by.person,
    })
    .execute()

export interface LetterRow {
  readonly id: string
  readonly response_id: string | null
  readonly text: string
  readonly readers: 'leads' | 'everybody'
  readonly by_name: string
  readonly by_person: string | null
  readonly by_account: string | null
  readonly at: Date
  readonly read: boolean
}

/** Letters that whoever asks may read: to all of a wave, and to and from one response where one is given. */
export function findLetters(
  db: Db,
  { study, wave, response }: { study: string; wave: string; response: string | undefined },
  reader: Writer,
): Promise<readonly LetterRow[]> {
  return db
    .selectFrom('letter as m')
    .select(['m.id', 'm.response_id', 'm.text', 'm.readers', 'm.by_name', 'm.by_person', 'm.by_account', 'm.at'])
    .select(
      sql<boolean>`exists (select from letter_reading r where r.study_id = m.study_id and r.letter_id = m.id
        and r.reader = ${readerOf(reader)}::uuid)`.as('read'),
    )
    .where('m.study_id', '=', study)
    .where('m.wave_id', '=', wave)
    .where((where) =>
      response === undefined
        ? where('m.response_id', 'is', null)
        : where.or([where('m.response_id', 'is', null), where('m.response_id', '=', response)]),
    )
    .orderBy('m.at')
    .orderBy('m.id')
    .execute()
}

export interface NewLetter {
  readonly id: string
  readonly text: string
  readonly readers: 'leads' | 'everybody'
}

/** Writing the same letter again changes nothing. */
export const insertLetter = (
  db: Db,
  { study, wave, response }: { study: string; wave: string; response: string | undefined },
  by: Writer,
  { id, text, readers }: NewLetter,
) =>
  db
    .insertInto('letter')
    .values({
      study_id: study,
      wave_id: wave,
      id,
      response_id: response ?? null,
      text,
      readers,
      by_name: by.name,
      by_person: by.person ?? null,
      by_account: by.account ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** How many of these letters there are for whoever reads; all of them are marked as read. */
export async function writeReadings(db: Db, study: string, reader: Writer, ids: readonly string[]): Promise<number> {
  const seen = await db
    .selectFrom('letter')
    .select('id')
    .where('study_id', '=', study)
    .where('id', 'in', [...ids])
    .execute()
  if (seen.length === 0) return 0
  await db
    .insertInto('letter_reading')
    .values(seen.map(({ id }) => ({ study_id: study, letter_id: id, reader: readerOf(reader) })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return seen.length
}
