import type { Transaction } from 'kysely'
import type { Thread, ThreadMessage, ThreadReader, ThreadReaders, ThreadSummary } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { type Participant, type Place, readerOf } from './participant.ts'
import { questionNames } from './question-names.ts'
import { narrowerFor, whyNotWider, widerFor } from './scope.ts'
import {
  countUnread,
  findGround,
  findGroundsOf,
  findMessages,
  findOwnBody,
  findReaders,
  findThread,
  findThreads,
  findThreadsOfWave,
  type Ground,
  type MessageRow,
  type ReaderRow,
  type ThreadRow,
} from './store.ts'

type Db = Transaction<Tables>
type NameOf = (item: string) => string

export async function getGround(db: Db, response: string): Promise<Ground> {
  const ground = await findGround(db, response)
  if (ground === undefined) throw problem('not-found')
  return ground
}

export async function getThread(db: Db, place: Place, id: string, who: Participant): Promise<ThreadRow> {
  const row = await findThread(db, place, id, who)
  if (row === undefined) throw problem('not-found')
  return row
}

export async function listThreads(db: Db, response: string, who: Participant): Promise<ThreadSummary[]> {
  const ground = await getGround(db, response)
  const rows = await findThreads(db, ground, who)
  const nameOf = rows.length === 0 ? codeItself : await questionNames(db, ground)
  return rows.map((row) => toSummary(row, who, nameOf))
}

export async function readThread(db: Db, response: string, id: string, who: Participant): Promise<Thread> {
  const ground = await getGround(db, response)
  const row = await getThread(db, ground, id, who)
  const notWider = row.scope === 'research' ? undefined : whyNotWider(row, who)
  return {
    ...toSummary(row, who, await questionNames(db, ground)),
    unit: ground.name,
    written: (await findMessages(db, ground, row.id)).map((message) => toMessage(message, who)),
    readers: (await findReaders(db, row)).map((one) => toReader(one, who)),
    narrower: narrowerFor(row, who),
    wider: widerFor(row, who),
    ...(notWider !== undefined && { notWider }),
  }
}

/** Who would read it, before anything is written. */
export async function listReaders(db: Db, response: string, item: string | undefined, who: Participant) {
  await getGround(db, response)
  const of = { item: item ?? null, body: await findOwnBody(db) }
  const names = async (scope: keyof ThreadReaders) =>
    (await findReaders(db, { ...of, scope })).map((one) => toReader(one, who))
  return { ministry: await names('ministry'), administration: await names('administration') }
}

/** What the research team was let into, response by response; those without a thread too, when they were submitted. */
export async function listSharedThreads(db: Db, wave: string, who: Participant) {
  const grounds = await findGroundsOf(db, wave)
  const [first] = grounds
  if (first === undefined) throw problem('not-found')
  const rows = Map.groupBy(await findThreadsOfWave(db, wave, who), (row) => row.response)
  const responses = []
  for (const ground of grounds) {
    const here = rows.get(ground.response) ?? []
    if (here.length === 0 && !ground.submitted) continue
    const nameOf = here.length === 0 ? codeItself : await questionNames(db, ground)
    const { response, unit, name, submitted } = ground
    responses.push({ response, unit, name, submitted, threads: here.map((row) => toSummary(row, who, nameOf)) })
  }
  return { wave: first.title, responses }
}

/** How many threads of a response hold something this person has not seen. */
export const unreadThreads = (db: Db, place: Place & { readonly person: string }): Promise<number> =>
  countUnread(db, place)

const codeItself: NameOf = (item) => item

function toSummary(row: ThreadRow, who: Participant, nameOf: NameOf): ThreadSummary {
  const { id, response, item, scope, body, by_name: by, messages, unread, mentioned } = row
  return {
    ...{ id, response, scope, by, messages, unread, mentioned },
    ...(item !== null && { item, label: nameOf(item) }),
    ...(body !== null && { body }),
    mine: (row.by_person ?? row.by_account) === readerOf(who),
    at: row.at.toISOString(),
    lastAt: row.last_at.toISOString(),
    beginning: beginningOf(row.first),
    ...(row.resolved_at !== null && { resolved: { by: row.resolved_by ?? '', at: row.resolved_at.toISOString() } }),
  }
}

const mostGraphemes = 160
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cut between characters as people see them: Khmer and Burmese stack several code points. */
function beginningOf(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= mostGraphemes) return line
  const parts = Array.from(graphemes.segment(line), ({ segment }) => segment)
  return parts.length <= mostGraphemes ? line : `${parts.slice(0, mostGraphemes).join('').trimEnd()}…`
}

const toMessage = (row: MessageRow, who: Participant): ThreadMessage => ({
  id: row.id,
  number: row.number,
  by: row.by_name,
  ...(row.by_body !== null && { body: row.by_body }),
  mine: row.author === readerOf(who),
  at: row.at.toISOString(),
  ...(row.taken_back_at === null && { text: row.text }),
  mentions: row.taken_back_at === null ? row.mentions : [],
})

const toReader = ({ person, name, body }: ReaderRow, who: Participant): ThreadReader => ({
  ...{ person, name, body },
  me: person === who.person,
})
