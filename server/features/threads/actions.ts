import type { Thread, ThreadScope } from '#contract'
import type { Actor, Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Participant, type Place, readerOf } from './participant.ts'
import { hasQuestion } from './question-names.ts'
import { getGround, getThread, readThread } from './reading.ts'
import { narrowerFor, widerFor } from './scope.ts'
import {
  findMessages,
  findOwnBody,
  findReaders,
  findThread,
  type Ground,
  type ReaderRow,
  type ThreadRow,
} from './store.ts'
import { emptyMessage, insertMessage, insertThread, updateResolution, updateScope, writeLook } from './writing-store.ts'

export { listReaders, listSharedThreads, listThreads, readThread, unreadThreads } from './reading.ts'

/** A thread is reached through its response by respondents and by the research team alike; the database knows who sees it. */
export const participantOf = ({ name, role, person, account }: Actor): Participant => ({ name, role, person, account })

interface Written {
  /** The sender's. */
  readonly id: string
  readonly text: string
  readonly mentions: readonly string[]
}

interface Opened extends Written {
  readonly item?: string | undefined
  readonly scope: ThreadScope
}

export async function openThread(unit: Unit, response: string, given: Opened): Promise<Thread> {
  const { db, actor } = unit
  const who = participantOf(actor)
  const ground = await getGround(db, response)
  const { id, item, scope, text, mentions } = given
  await refuseToOpen(unit, ground, given)
  const earlier = await findThread(db, ground, id, who)
  if (earlier !== undefined && (earlier.by_person ?? earlier.by_account) === readerOf(who))
    return again(unit, ground, id)
  const body = await findOwnBody(db)
  await insertThread(db, ground, who, { id, item, scope, body })
  const mentioned = await meant(unit, { item: item ?? null, scope, body }, mentions)
  await insertMessage(db, ground, who, { id, thread: id, text, body, mentioned })
  return done(unit, ground, id, 'thread.opened')
}

async function refuseToOpen({ db, actor }: Unit, ground: Ground, { item, scope }: Opened): Promise<void> {
  if (actor.person === undefined) {
    if (scope !== 'research') throw problem('not-allowed', 'The research team writes where the research team reads.')
    if (!ground.submitted)
      throw problem('not-submitted', 'Wait until the response is submitted, or until somebody asks.')
  }
  if (item !== undefined && !(await hasQuestion(db, ground.hash, item))) {
    const message = `There is no question ${item}.`
    throw problem('invalid-request', message, [{ pointer: '/item', code: 'item.unknown', message }])
  }
  if (actor.person === undefined) return
  const readers = await findReaders(db, { item: item ?? null, scope: 'administration', body: null })
  if (readers.some(({ person }) => person === actor.person)) return
  throw problem('not-allowed', 'This is not in the part you were asked for.')
}

export async function writeMessage(unit: Unit, response: string, thread: string, given: Written): Promise<Thread> {
  const { db, actor } = unit
  const who = participantOf(actor)
  const ground = await getGround(db, response)
  const row = await getThread(db, ground, thread, who)
  const { id, text, mentions } = given
  const earlier = (await findMessages(db, ground, row.id)).find((one) => one.id === id && one.author === readerOf(who))
  if (earlier !== undefined) return again(unit, ground, row.id)
  if (row.resolved_at !== null) throw problem('thread-resolved')
  const mentioned = await meant(unit, row, mentions)
  await insertMessage(db, ground, who, { id, thread: row.id, text, body: await findOwnBody(db), mentioned })
  return done(unit, ground, row.id, 'thread.written')
}

/** Everybody who is meant has to read it; nobody is told about a thread they would not find. */
async function meant(
  { db, actor }: Unit,
  of: Pick<ThreadRow, 'item' | 'scope' | 'body'>,
  wanted: readonly string[],
): Promise<readonly ReaderRow[]> {
  const others = new Set(wanted.filter((person) => person !== actor.person))
  if (others.size === 0) return []
  const found = (await findReaders(db, of)).filter(({ person }) => others.has(person))
  if (found.length === others.size) return found
  const message = 'Somebody who is named does not read this thread.'
  throw problem('invalid-request', message, [{ pointer: '/mentions', code: 'mention.not_reading', message }])
}

export async function takeMessageBack(unit: Unit, response: string, thread: string, id: string): Promise<Thread> {
  const { db, actor } = unit
  const who = participantOf(actor)
  const ground = await getGround(db, response)
  const row = await getThread(db, ground, thread, who)
  const message = (await findMessages(db, ground, row.id)).find((one) => one.id === id.toLowerCase())
  if (message === undefined) throw problem('not-found')
  if (message.author !== readerOf(who)) throw problem('not-allowed', 'Only its author takes a message back.')
  if (message.taken_back_at !== null) return again(unit, ground, row.id)
  await emptyMessage(db, ground, message.id)
  return done(unit, ground, row.id, 'thread.message_taken_back', { message: message.id })
}

export async function resolveThread(unit: Unit, response: string, id: string, resolved: boolean): Promise<Thread> {
  const who = participantOf(unit.actor)
  const ground = await getGround(unit.db, response)
  const row = await getThread(unit.db, ground, id, who)
  if (resolved === (row.resolved_at !== null)) return again(unit, ground, row.id)
  await updateResolution(unit.db, ground, row.id, resolved ? who.name : null)
  return done(unit, ground, row.id, resolved ? 'thread.resolved' : 'thread.reopened')
}

export interface ScopeChange {
  readonly from: ThreadScope
  readonly to: ThreadScope
}

/** To fewer people by its author or the focal point; to more by its author alone, while nobody else wrote in it. */
export async function changeScope(
  unit: Unit,
  response: string,
  id: string,
  { from, to }: ScopeChange,
): Promise<Thread> {
  const who = participantOf(unit.actor)
  const ground = await getGround(unit.db, response)
  const row = await getThread(unit.db, ground, id, who)
  if (row.scope === to) return again(unit, ground, row.id)
  if (row.scope !== from)
    throw problem('stale-response', 'Somebody changed who reads this meanwhile. Look at it again.')
  if (!narrowerFor(row, who).includes(to) && !widerFor(row, who).includes(to)) throw refusalOf(row, to)
  const changed = await updateScope(unit.db, ground, row.id, from, to)
  if (changed === 0) throw problem('stale-response', 'Somebody changed who reads this meanwhile. Look at it again.')
  return done(unit, ground, row.id, 'thread.scope_changed', { from, to })
}

const widths: Readonly<Record<ThreadScope, number>> = { ministry: 1, administration: 2, research: 3 }

const refusalOf = ({ scope }: ThreadRow, to: ThreadScope) =>
  widths[to] > widths[scope]
    ? problem(
        'thread-of-others',
        'Begin a new thread with your own words; others wrote theirs for those who read here.',
      )
    : problem('not-allowed', 'Who began a thread, or the focal point, shows it to fewer people they belong to.')

export async function noteLook(unit: Unit, response: string, id: string, until: number): Promise<void> {
  const who = participantOf(unit.actor)
  const ground = await getGround(unit.db, response)
  const row = await getThread(unit.db, ground, id, who)
  const number = Math.min(until, row.messages)
  await writeLook(unit.db, ground, who, row.id, number)
  audit(unit, ground, 'thread.seen', { thread: row.id, until: number })
}

async function done(unit: Unit, ground: Ground, thread: string, action: string, detail: object = {}): Promise<Thread> {
  audit(unit, ground, action, { thread, ...detail })
  return readThread(unit.db, ground.response, thread, participantOf(unit.actor))
}

/** Sent twice, done once. */
const again = (unit: Unit, ground: Ground, thread: string): Promise<Thread> =>
  done(unit, ground, thread, 'thread.asked_again')

/** Never what was written, nor about which question: the trail has more readers than a thread. */
const audit = (unit: Unit, { study, response }: Place, action: string, detail: Readonly<Record<string, unknown>>) =>
  unit.audit({ action, study, response, detail })
