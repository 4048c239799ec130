import type { Transaction } from 'kysely'
import type { AnswerOutcome, InstrumentVersion, ResponseMove, StoredAnswer, VersionOffer } from '#contract'
import { answerInWords, changeInWords, differences, type Instrument, type MovedAnswer, parseKey } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { refuseDuringClearance } from '../clearance/during-clearance.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type Author, type HeldResponse, holdResponse, keyOf, lookAtResponse } from '../responses/actions.ts'
import { labels } from './earlier.ts'
import { mapBetween } from './late.ts'
import { earlierOf, type PlannedMove, planMove, saidAnswers } from './plan.ts'
import {
  findBefore,
  findMoves,
  insertEarlier,
  type MoveRow,
  type NewEarlier,
  type Written,
  writeMove,
} from './store.ts'
import { nextVersion, reversible } from './versions-for.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

export { readEarlier } from './earlier.ts'

const toVersion = ({ bundle, hash }: Instrument): InstrumentVersion => ({
  code: bundle.instrument,
  version: bundle.version,
  hash,
})

/** The version that is offered next, if there is one, and the move that could be taken back. */
export async function readOffer(db: Db, place: Place): Promise<VersionOffer> {
  const held = await lookAtResponse(db, place)
  const { hash, state, revision } = held.locked
  const from = await getOpenedInstrument(db, hash)
  const head = { instrument: toVersion(from), revision }
  if (state !== 'draft') return head
  const back = reversible(await findMoves(db, place))
  const next = await nextVersion(db, place, hash)
  const move = back?.to_hash === hash ? { move: toMove(back) } : {}
  if (next === undefined) return { ...head, ...move }
  const to = await getOpenedInstrument(db, next)
  const plan = planMove(mapBetween(from, to), held.answers, held.context)
  const { language } = labels(to)
  return {
    ...head,
    ...move,
    offer: {
      instrument: toVersion(to),
      changes: differences(from, to, language).map((change) => ({ kind: change.kind, words: changeInWords(change) })),
      answers: plan.moved.map((one) => outcomeOf(from, to, one)),
    },
  }
}

function outcomeOf(from: Instrument, to: Instrument, one: MovedAnswer): AnswerOutcome {
  const { item, row } = parseKey(one.key)
  const was = labels(from)
  const is = labels(to)
  const next = one.to === undefined ? undefined : parseKey(one.to).item
  return {
    item: next ?? item,
    ...(row !== undefined && { row }),
    label: next === undefined ? was.label(item) : is.label(next),
    outcome: one.outcome,
    reason: one.reason,
    before: answerInWords(from, one.key, one.before, was.language),
    after: one.to === undefined || one.after === undefined ? '' : answerInWords(to, one.to, one.after, is.language),
  }
}

/** Moves the response to the version that was seen; whoever does so again is told of the move there is. */
export async function acceptMove(
  unit: Unit,
  author: Author,
  request: { readonly instrument: string; readonly revision: number },
): Promise<ResponseMove> {
  const { db } = unit
  const held = await holdResponse(db, author)
  const { hash, state, revision } = held.locked
  if (state !== 'draft') throw problem('response-locked')
  const moves = await findMoves(db, author)
  const last = moves.at(-1)
  if (hash === request.instrument && last !== undefined && last.reverses === null) {
    unit.audit({ action: 'response.moved_again', study: author.study, response: author.response })
    return toMove(last)
  }
  if ((await nextVersion(db, author, hash)) !== request.instrument) throw problem('not-offered')
  if (revision !== request.revision) throw stale()
  await refuseDuringClearance(unit, author)
  const [from, to] = [await getOpenedInstrument(db, hash), await getOpenedInstrument(db, request.instrument)]
  const plan = planMove(mapBetween(from, to), held.answers, held.context)
  const number = moves.length + 1
  await writeMove(db, author, { ...plan, number, from: hash, to: request.instrument, before: held.answers })
  await insertEarlier(db, author, earlierOf(plan, held, number))
  return written(unit, author, 'response.moved', plan)
}

const stale = () =>
  problem('stale-response', 'Answers were changed since you last saw them. Look at what the move means again.')

async function written(unit: Unit, author: Author, action: string, plan: Counts): Promise<ResponseMove> {
  const made = (await findMoves(unit.db, author)).at(-1)
  if (made === undefined) throw new Error('a move that was written cannot be found')
  const move = toMove(made)
  const detail = {
    from: move.from.version,
    to: move.to.version,
    kept: plan.kept,
    look: plan.looks,
    setAside: plan.setAside,
  }
  unit.audit({ action, study: author.study, response: author.response, detail })
  return move
}

type Counts = Pick<PlannedMove, 'kept' | 'looks' | 'setAside'>

const toMove = (row: MoveRow): ResponseMove => ({
  number: row.number,
  from: { code: row.code, version: row.from_version, hash: row.from_hash },
  to: { code: row.code, version: row.to_version, hash: row.to_hash },
  kept: row.kept,
  look: row.looks,
  setAside: row.set_aside,
  by: row.by_name,
  at: row.at.toISOString(),
})

/** Takes the last move back: what stood before it stands again, and what was typed since is kept among the earlier answers. */
export async function reverseMove(unit: Unit, author: Author, number: number): Promise<ResponseMove> {
  const { db } = unit
  const held = await holdResponse(db, author)
  if (held.locked.state !== 'draft') throw problem('response-locked')
  const moves = await findMoves(db, author)
  const done = moves.find((move) => move.reverses === number)
  if (done !== undefined) {
    unit.audit({ action: 'response.moved_back_again', study: author.study, response: author.response })
    return toMove(done)
  }
  const move = moves.find((one) => one.number === number)
  if (move === undefined) throw problem('not-found', 'There is no such move.')
  if (move !== reversible(moves) || move.to_hash !== held.locked.hash) {
    throw problem('stale-response', 'A later move stands; take that one back first.')
  }
  await refuseDuringClearance(unit, author)
  const before = await findBefore(db, author, number)
  const [from, to] = [await getOpenedInstrument(db, move.to_hash), await getOpenedInstrument(db, move.from_hash)]
  const back = planMove(mapBetween(from, to), held.answers, held.context)
  const lines = restored(before, held.answers)
  const kept = before.filter((answer) => answer.value !== undefined || answer.missing !== undefined).length
  const counts = { kept, looks: 0, setAside: 0 }
  const earlier = typedSince(held, { to, from, before, move: moves.length + 1 })
  await writeMove(db, author, {
    ...counts,
    number: moves.length + 1,
    reverses: number,
    from: move.to_hash,
    to: move.from_hash,
    before: held.answers,
    keys: backwardKeys(back, held.answers, lines),
    written: lines,
  })
  await insertEarlier(db, author, earlier)
  return written(unit, author, 'response.moved_back', { ...counts, setAside: earlier.length })
}

/** Every key whose answer is another than before the move, as it was before it. */
function restored(before: readonly StoredAnswer[], now: readonly StoredAnswer[]): readonly Written[] {
  const stood = new Map(before.map((answer) => [keyOf(answer), answer]))
  const stands = new Map(now.map((answer) => [keyOf(answer), answer]))
  return Array.from(new Set([...stood.keys(), ...stands.keys()])).flatMap((key): Written[] => {
    const [was, is] = [stood.get(key), stands.get(key)]
    if (isSame(was, is)) return []
    const { item, row = '' } = parseKey(key)
    const { value, missing, look } = was ?? {}
    return [{ item, row, version: Math.max(is?.version ?? 0, was?.version ?? 0) + 1, value, missing, look }]
  })
}

const isSame = (a: StoredAnswer | undefined, b: StoredAnswer | undefined): boolean =>
  JSON.stringify([a?.value, a?.missing, a?.look]) === JSON.stringify([b?.value, b?.missing, b?.look])

/** Versions under the names of the version that is left, for what is typed there and arrives after the way back. */
function backwardKeys(
  back: PlannedMove,
  now: readonly StoredAnswer[],
  lines: readonly Written[],
): Readonly<Record<string, number>> {
  const versions = new Map(now.map((answer) => [keyOf(answer), answer.version]))
  for (const line of lines) versions.set(keyOf({ item: line.item, row: line.row || undefined }), line.version)
  const keys: Record<string, number> = {}
  for (const { key, to } of back.moved) {
    const shift = (versions.get(to ?? key) ?? 0) - (now.find((answer) => keyOf(answer) === key)?.version ?? 0)
    if (shift !== 0) keys[key] = shift
  }
  return keys
}

interface Reversal {
  /** The version gone back to, and the one that is left. */
  readonly to: Instrument
  readonly from: Instrument
  readonly before: readonly StoredAnswer[]
  readonly move: number
}

/** Answers that neither stood before the move nor came from it: somebody typed them on the version that is left. */
function typedSince(held: HeldResponse, { to, from, before, move }: Reversal): readonly NewEarlier[] {
  const carried = planMove(mapBetween(to, from), before, held.context)
  const came = new Map(
    carried.moved.flatMap(({ to: key, after }) => (key === undefined ? [] : [[key, after] as const])),
  )
  const stood = saidAnswers(before)
  return held.answers.flatMap(({ item, row, value, missing, by, at }): NewEarlier[] => {
    if (value === undefined && missing === undefined) return []
    const key = keyOf({ item, row })
    const typed = JSON.stringify(value === undefined ? { missing } : { value })
    if (JSON.stringify(came.get(key)) === typed || JSON.stringify(stood[key]) === typed) return []
    const reason = 'typed_since'
    return [
      { hash: from.hash, item, row: row ?? '', value, missing, outcome: 'reversed', reason, move, by, givenAt: at },
    ]
  })
}
