import type { PrefillState, StoredAnswer } from '#contract'
import {
  type Answer,
  type Instrument,
  isSameAnswer,
  type KeyText,
  keyText,
  type MissingReason,
  moveAnswer,
} from '#engine'
import { answerOf, keyOf } from '../responses/mutation.ts'
import { mapBetween } from '../versions/late.ts'
import type { Broken } from './offer.ts'
import type { OfferRow } from './store.ts'

/** An offer in the terms of the version that stands, and what became of it. */
export interface StandingOffer {
  readonly row: OfferRow
  readonly key: KeyText
  /** As it would stand; of a broken one as it was said. */
  readonly answer: Answer
  readonly broken: Broken | undefined
  readonly state: PrefillState
  /** Its record has to be confirmed first. */
  readonly waits: boolean
  /** What stands under its key, with its version. */
  readonly stands: StoredAnswer | undefined
}

export interface Ground {
  readonly instrument: Instrument
  readonly answers: readonly StoredAnswer[]
  /** The versions that offers were worked out for. */
  readonly versions: ReadonlyMap<string, Instrument>
}

/** Every offer with its state. Nothing is remembered of it but decisions: what stands decides the rest. */
export function standingOffers(rows: readonly OfferRow[], ground: Ground): readonly StandingOffer[] {
  const stored = new Map(ground.answers.map((answer) => [keyOf(answer), answer]))
  const placed = rows.map((row) => ({ row, ...placeOf(row, ground) }))
  const rosters = new Map(placed.map(({ row, key }) => [row.row === '' ? row.item : '', { row, key }]))
  return placed.map(({ row, key, answer, broken }) => {
    const stands = stored.get(key)
    const roster = row.roster === null ? undefined : rosters.get(row.roster)
    const waits = row.roster !== null && !isRecordThere(row, roster?.row, stored.get(roster?.key ?? ''))
    return { row, key, answer, broken, state: stateOf(row, answer, broken, stands), waits, stands }
  })
}

interface Placed {
  readonly key: KeyText
  readonly answer: Answer
  readonly broken: Broken | undefined
}

/** An offer that was worked out for a version the response has left goes along as an answer would. */
function placeOf(row: OfferRow, { instrument, versions }: Ground): Placed {
  const key = keyText(row.row === '' ? { item: row.item } : { item: row.item, row: row.row })
  const answer: Answer = row.missing === null ? { value: row.value } : { missing: row.missing as MissingReason }
  const broken = row.broken === null ? undefined : { reason: row.broken, why: row.why }
  const madeFor = versions.get(row.hash)
  if (row.hash === instrument.hash || madeFor === undefined) return { key, answer, broken }
  const { to, after, outcome, reason } = moveAnswer(mapBetween(madeFor, instrument), key, answer)
  if (broken !== undefined || outcome !== 'kept' || after === undefined) {
    return { key: to ?? key, answer, broken: broken ?? { reason, why: '' } }
  }
  return { key: to ?? key, answer: after, broken }
}

function stateOf(
  { decision }: OfferRow,
  answer: Answer,
  broken: Broken | undefined,
  stored: StoredAnswer | undefined,
): PrefillState {
  const stands = stored && answerOf(stored)
  if (stands !== undefined) {
    return decision === 'confirmed' && broken === undefined && isSameAnswer(stands, answer) ? 'confirmed' : 'changed'
  }
  if (decision === 'no_longer_applies') return 'no_longer_applies'
  return broken === undefined ? 'offered' : 'broken'
}

/** A record is the one that was meant only if it came from the same offer. */
function isRecordThere({ row }: OfferRow, roster: OfferRow | undefined, stands: StoredAnswer | undefined): boolean {
  return roster?.decision === 'confirmed' && Array.isArray(stands?.value) && stands.value.includes(row)
}
