import type { Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { findKept } from './reconcile-store.ts'
import type { Place } from './store.ts'

export interface Reconciled {
  readonly epoch: string
  readonly revision: number
  readonly missing: string[]
}

/** Which of these changes are gone, after a restore or where a standby took over that had not got them yet. */
export async function reconcile(
  db: Transaction<Tables>,
  place: Place,
  mutations: readonly string[],
): Promise<Reconciled> {
  const found = await findKept(db, place, mutations)
  if (found === undefined) throw problem('not-found')
  const { epoch, revision } = found
  const kept = new Set(found.kept)
  return { epoch, revision, missing: mutations.filter((id) => !kept.has(id.toLowerCase())) }
}
