import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import type { Author } from '../responses/author.ts'
import { findRound, type Round } from './clearance-state.ts'
import { insertDecisions, type Place } from './store.ts'

interface Change {
  /** Codes of the items that are about to change. */
  readonly items: readonly string[]
  readonly revision: number
  /** The focal point was told, and goes on. */
  readonly confirmed: boolean
}

/**
 * While clearance is open only the focal point changes anything, and says that it reopens what was cleared: the earliest
 * step that covers one of the items, and every later one. Nothing is open most of the time, and then this asks nothing.
 */
export async function reopenForChange(unit: Unit, author: Author, change: Change): Promise<void> {
  const { db, actor } = unit
  const round = await findRound(db, author)
  if (round === undefined) return
  if (actor.role !== 'focal_point') {
    throw problem('clearance-open', 'Clearance is under way; only the focal point can still change answers.')
  }
  if (!change.confirmed) throw problem('reopens-clearance', sentence(reopenedBy(round, change.items).length))
  const steps = reopenedBy(round, change.items)
  const { number: request } = round.request
  const { revision } = change
  await insertDecisions(
    db,
    author,
    steps.map((step) => ({ request, step, decision: 'reopened' as const, revision })),
  )
  const { study, response } = author
  if (steps.length > 0) unit.audit({ action: 'clearance.reopened', study, response, detail: { request, steps } })
}

const sentence = (steps: number): string =>
  steps === 0
    ? 'Clearance is under way; whoever reads the response now has to read it again.'
    : `${steps === 1 ? 'One cleared step has' : `${steps} cleared steps have`} to be cleared again after this change.`

/** Steps that stand, from the first that covers one of the items on. */
function reopenedBy({ standing }: Round, items: readonly string[]): readonly number[] {
  const cleared = Array.from(standing.values()).sort((a, b) => a.step - b.step)
  const first = cleared.find((one) => one.items === null || one.items.some((item) => items.includes(item)))
  return first === undefined ? [] : cleared.filter((one) => one.step >= first.step).map((one) => one.step)
}

/** Evidence and files are part of what is cleared: they wait until the request is returned or withdrawn. */
export async function refuseDuringClearance(unit: Unit, place: Place): Promise<void> {
  if (await findRound(unit.db, place)) {
    throw problem('clearance-open', 'Clearance is under way; take the request back to change this.')
  }
}
