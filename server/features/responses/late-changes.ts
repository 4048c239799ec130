import type { Transaction } from 'kysely'
import type { Mutation } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { type EarlierChange, keepChanges } from '../versions/earlier.ts'
import { carry, type LateChange, stepsFrom } from '../versions/late.ts'
import type { Author } from './author.ts'
import type { Plan } from './changes.ts'
import { fingerprintOf, type Incoming } from './mutation.ts'
import { markConflicts } from './store.ts'

/** Changes typed on a version that the response has left. */
export interface Late {
  carry(typed: readonly Incoming[]): readonly Incoming[]
  outcomeOf(mutation: Mutation): LateChange
}

/** How changes of this request are carried over; undefined for a version the response never was on. */
export async function carryChanges(
  db: Transaction<Tables>,
  author: Author,
  request: { readonly instrument: string },
): Promise<Late | undefined> {
  const steps = await stepsFrom(db, author, request.instrument)
  if (steps === undefined) return undefined
  const outcomeOf = (mutation: Mutation) => carry(steps, mutation)
  return {
    outcomeOf,
    carry: (typed) =>
      typed.map((mutation): Incoming => {
        const { fingerprint = fingerprintOf(mutation) } = mutation
        const { mutation: carried, outcome, reason } = outcomeOf(mutation)
        if (carried === undefined) return { ...mutation, fingerprint, aside: true }
        const shift = carried.base - mutation.base
        return { ...carried, fingerprint, shift, ...(outcome === 'look' && { look: reason }) }
      }),
  }
}

interface LateSave {
  readonly typed: readonly Mutation[]
  readonly mutations: readonly Incoming[]
  readonly plan: Plan
  readonly late: Late
  readonly hash: string
}

/** What was typed and does not stand as it was typed is kept; where somebody else answered, what stands is marked. */
export async function keepEarlier(db: Transaction<Tables>, author: Author, save: LateSave): Promise<void> {
  const conflicts: Incoming[] = []
  const kept = save.typed.flatMap((mutation, at): EarlierChange[] => {
    const status = save.plan.results[at]?.status
    if (mutation.cleared === true || status === 'replayed' || status === 'key-reused') return []
    const { outcome, reason } = save.late.outcomeOf(mutation)
    const to = save.mutations[at]
    if (status === 'set-aside' && to !== undefined && to.aside !== true) {
      conflicts.push(to)
      return [{ mutation, to, outcome: 'look', reason: 'conflict' }]
    }
    return outcome === 'kept' ? [] : [{ mutation, ...(outcome === 'look' && { to }), outcome, reason }]
  })
  await keepChanges(db, author, save.hash, kept)
  await markConflicts(db, author, conflicts)
}
