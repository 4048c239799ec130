import type { Transaction } from 'kysely'
import type { PrefillSource } from '#contract'
import type { KeyText } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { HeldResponse } from '../responses/actions.ts'
import { offersOf, sourceOf } from './reading.ts'
import type { Place } from './store.ts'

/** What a submission says of an answer that had been offered: whether it stands exactly as it was confirmed. */
export interface SubmittedPrefill {
  readonly item: string
  readonly row?: string
  readonly outcome: 'confirmed_unchanged' | 'changed'
  readonly source: PrefillSource
}

/** Of every answer that counts and had an offer. What nobody confirmed or answered is not in a submission. */
export async function submittedPrefills(
  db: Transaction<Tables>,
  place: Place,
  held: HeldResponse,
  onPath: ReadonlySet<KeyText>,
): Promise<readonly SubmittedPrefill[]> {
  const { offers } = await offersOf(db, place, held)
  return offers
    .filter(({ key, state, broken }) => onPath.has(key) && broken === undefined && isAnswered(state))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ stands, row, state }) => ({
      item: stands?.item ?? row.item,
      ...(stands?.row !== undefined && { row: stands.row }),
      outcome: state === 'confirmed' ? 'confirmed_unchanged' : 'changed',
      source: sourceOf(row),
    }))
}

const isAnswered = (state: string): boolean => state === 'confirmed' || state === 'changed'
