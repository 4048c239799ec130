import type { Transaction } from 'kysely'
import type { OpenedResponse } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { findMoves, findVersionsOf, type MoveRow } from './store.ts'

type Db = Transaction<Tables>

interface Place {
  readonly study: string
  readonly response: string
}

/** The version after this one in the order of the wave’s offers. */
export async function nextVersion(db: Db, place: Place, hash: string): Promise<string | undefined> {
  const versions = await findVersionsOf(db, place)
  const at = versions.indexOf(hash)
  return at < 0 ? undefined : versions[at + 1]
}

/** The move that can be taken back: the last one, unless it takes one back itself. */
export function reversible(moves: readonly MoveRow[]): MoveRow | undefined {
  const taken = new Set(moves.map((move) => move.reverses))
  const open = moves.filter((move) => move.reverses === null && !taken.has(move.number))
  return open.at(-1)
}

/** What its focal point may decide about versions; nothing once the response is submitted. */
export async function versionsFor(
  db: Db,
  place: Place,
  { state, hash }: { readonly state: string; readonly hash: string },
): Promise<OpenedResponse['versions']> {
  if (state !== 'draft') return undefined
  if ((await nextVersion(db, place, hash)) !== undefined) return 'offered'
  return reversible(await findMoves(db, place)) === undefined ? undefined : 'moved'
}
