import type { Transaction } from 'kysely'
import type { Mutation } from '#contract'
import {
  type Answer,
  follows,
  type Instrument,
  type KeyText,
  keyText,
  type MoveReason,
  moveAnswer,
  parseKey,
  reversed,
  type VersionMap,
  versionMap,
} from '#engine'
import type { Tables } from '../../database/tables.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { findMoves, type MoveRow } from './store.ts'

type Db = Transaction<Tables>

/** One move on the way from the version a change was typed on to the one that stands. */
export interface Step {
  readonly map: VersionMap
  /** By key of the earlier version: how many versions further the answer is since the move. */
  readonly shifts: Readonly<Record<KeyText, number>>
}

/** How two versions map onto one another, whichever of them follows the other. */
export const mapBetween = (from: Instrument, to: Instrument): VersionMap =>
  follows(to, from) ? reversed(versionMap(to, from)) : versionMap(from, to)

/** The moves since a response was last on this version; undefined when it never was. */
export async function stepsFrom(
  db: Db,
  place: { readonly study: string; readonly response: string },
  hash: string,
): Promise<readonly Step[] | undefined> {
  const moves = await findMoves(db, place)
  const left = moves.findLastIndex((move) => move.from_hash === hash)
  return left < 0 ? undefined : Promise.all(moves.slice(left).map((move) => stepOf(db, move)))
}

async function stepOf(db: Db, { from_hash, to_hash, keys }: MoveRow): Promise<Step> {
  const map = mapBetween(await getOpenedInstrument(db, from_hash), await getOpenedInstrument(db, to_hash))
  return { map, shifts: keys as unknown as Step['shifts'] }
}

/** A change typed on an earlier version, as it is to be saved on the one that stands. */
export interface LateChange {
  /** Absent when it has no place there. */
  readonly mutation?: Mutation
  readonly outcome: 'kept' | 'look' | 'set_aside'
  readonly reason: MoveReason
}

/** Carries one change along the moves, as the answer itself would have been carried had it been typed in time. */
export function carry(steps: readonly Step[], mutation: Mutation): LateChange {
  let late: LateChange = { mutation, outcome: 'kept', reason: 'same' }
  for (const step of steps) {
    if (late.mutation === undefined) break
    const next = carryOver(step, late.mutation)
    late =
      next.outcome === 'kept' && late.outcome !== 'kept'
        ? { ...late, ...next, outcome: late.outcome, reason: late.reason }
        : next
  }
  return late
}

function carryOver({ map, shifts }: Step, mutation: Mutation): LateChange {
  const { id, item, row, base } = mutation
  const key = keyText(row === undefined ? { item } : { item, row })
  // a cleared answer goes where its item goes; whichever value it had
  const given: Answer = mutation.missing !== undefined ? { missing: mutation.missing } : { value: mutation.value }
  const { to, after, outcome, reason } = moveAnswer(
    map,
    key,
    mutation.cleared === true ? { missing: 'no_answer' } : given,
  )
  if (to === undefined) return { outcome: 'set_aside', reason }
  const head = { id, ...parseKey(to), base: base + (shifts[key] ?? 0) }
  if (mutation.cleared === true) return { mutation: { ...head, cleared: true }, outcome: 'kept', reason: 'same' }
  if (after === undefined && outcome === 'set_aside') return { outcome, reason }
  return { mutation: { ...head, ...givenBy(after) }, outcome, reason }
}

function givenBy(after: Answer | undefined): Partial<Mutation> {
  if (after === undefined) return { cleared: true }
  if ('missing' in after) return { missing: after.missing as NonNullable<Mutation['missing']> }
  return after.value === undefined ? { cleared: true } : { value: after.value as NonNullable<Mutation['value']> }
}
