import type { Transaction } from 'kysely'
import type { Mutation, MutationResult } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { problem } from '../../problems.ts'
import { type EarlierChange, keepChanges } from '../versions/earlier.ts'
import { carry, type LateChange, stepsFrom } from '../versions/late.ts'
import type { Author } from './author.ts'
import { fingerprintOf, type Incoming, type Plan } from './mutation-plan.ts'

/** Changes typed on a version that the response has left. */
export interface Late {
  carry(typed: readonly Mutation[]): readonly Incoming[]
  outcomeOf(mutation: Mutation): LateChange
  /** The results, with what each change is called now. */
  told(results: readonly MutationResult[], mutations: readonly Incoming[]): readonly MutationResult[]
}

/** How changes of this request are carried over; a version the response never was on is refused. */
export async function carryChanges(
  db: Transaction<Tables>,
  author: Author,
  request: { readonly instrument: string },
): Promise<Late> {
  const steps = await stepsFrom(db, author, request.instrument)
  if (steps === undefined) throw problem('stale-instrument')
  const outcomeOf = (mutation: Mutation) => carry(steps, mutation)
  return {
    outcomeOf,
    carry: (typed) =>
      typed.map((mutation): Incoming => {
        const fingerprint = fingerprintOf(mutation)
        const { mutation: carried, outcome, reason } = outcomeOf(mutation)
        if (carried === undefined) return { ...mutation, fingerprint, aside: true }
        const shift = carried.base - mutation.base
        return { ...carried, fingerprint, shift, ...(outcome === 'look' && { look: reason }) }
      }),
    told: (results, mutations) =>
      results.map((result, at) => {
        const mutation = mutations[at]
        return mutation === undefined || mutation.aside === true ? result : { ...result, moved: calledNow(mutation) }
      }),
  }
}

const calledNow = ({ item, row, value, missing, cleared }: Incoming): NonNullable<MutationResult['moved']> => ({
  item,
  ...(row !== undefined && { row }),
  ...(value !== undefined && { value }),
  ...(missing !== undefined && { missing }),
  ...(cleared === true && { cleared }),
})

interface LateSave {
  readonly typed: readonly Mutation[]
  readonly mutations: readonly Incoming[]
  readonly plan: Plan
  readonly late: Late
  readonly hash: string
}

/** What was typed and does not stand as it was typed is kept among the earlier answers, also when it conflicts. */
export async function keepEarlier(db: Transaction<Tables>, author: Author, save: LateSave): Promise<void> {
  const kept = save.typed.flatMap((mutation, at): EarlierChange[] => {
    const status = save.plan.results[at]?.status
    if (mutation.cleared === true || status === 'replayed' || status === 'key-reused') return []
    const { outcome, reason } = save.late.outcomeOf(mutation)
    const to = save.mutations[at]
    if (status === 'conflict') return [{ mutation, to, outcome: 'set_aside', reason: 'conflict' }]
    return outcome === 'kept' ? [] : [{ mutation, ...(outcome === 'look' && { to }), outcome, reason }]
  })
  await keepChanges(db, author, save.hash, kept)
}
