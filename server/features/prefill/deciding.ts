import type { Mutation, PrefillDecision, PrefillList } from '#contract'
import { parseKey } from '#engine'
import type { Origin } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type Author, lockDraft, saveAnswers } from '../responses/actions.ts'
import { listPrefills, openOffers } from './reading.ts'
import { toChange } from './soundness.ts'
import type { StandingOffer } from './standing.ts'
import { insertDecisions, type NewDecision } from './store.ts'

export interface DecidedPrefills extends PrefillList {
  /** Those nothing was done about. */
  passed: string[]
}

interface Step {
  readonly offer: StandingOffer
  /** What becomes of the answer; undefined: nothing. */
  readonly mutation?: Mutation
  readonly decision: NewDecision['decision']
}

/**
 * Makes answers of the offers a person confirms, exactly as if they had been typed, puts others aside, and takes either back.
 * Nothing that stands is overwritten: an offer somebody has answered otherwise meanwhile is passed over and told.
 */
export async function decidePrefills(
  unit: Unit,
  author: Author,
  decisions: readonly PrefillDecision[],
  language?: string,
): Promise<DecidedPrefills> {
  const { db } = unit
  await lockDraft(unit, author)
  const { offers, instrument } = await openOffers(db, author)
  const byId = new Map(offers.map((offer) => [offer.row.id, offer]))
  const asked = new Map(decisions.map(({ id, decision }) => [id.toLowerCase(), decision]))
  if (Array.from(asked.keys()).some((id) => !byId.has(id)))
    throw problem('not-found', 'There is no such earlier answer.')
  const steps: Step[] = []
  const passed: string[] = []
  // records go before what stands in them
  for (const offer of offers.toSorted((a, b) => Number(a.row.roster !== null) - Number(b.row.roster !== null))) {
    const decision = asked.get(offer.row.id)
    if (decision === undefined) continue
    const step = stepOf(offer, decision, steps)
    if (step === 'done') continue
    if (step === undefined) passed.push(offer.row.id)
    else steps.push(step)
  }
  await save(unit, author, instrument.hash, steps)
  await insertDecisions(db, author, steps.map(toDecision))
  audit(unit, author, steps, passed)
  return { ...(await listPrefills(db, author, language)), passed }
}

const toDecision = ({ offer: { row }, decision }: Step): NewDecision => ({
  offer: row.id,
  item: row.item,
  number: row.decisions + 1,
  decision,
})

function stepOf(
  offer: StandingOffer,
  decision: PrefillDecision['decision'],
  before: readonly Step[],
): Step | 'done' | undefined {
  const { state } = offer
  if (decision === 'confirm') {
    if (state === 'confirmed') return 'done'
    return state === 'offered' && mayStand(offer, before) ? confirmed(offer) : undefined
  }
  if (decision === 'no_longer_applies') {
    if (state === 'no_longer_applies') return 'done'
    return state === 'offered' || state === 'broken' ? { offer, decision: 'no_longer_applies' } : undefined
  }
  if (state === 'confirmed') return { offer, decision: 'undone', mutation: { ...headOf(offer), cleared: true } }
  if (state === 'no_longer_applies') return { offer, decision: 'undone' }
  return state === 'changed' ? undefined : 'done'
}

const headOf = ({ key, stands }: StandingOffer) => ({
  id: crypto.randomUUID(),
  ...parseKey(key),
  base: stands?.version ?? 0,
})

const confirmed = (offer: StandingOffer): Step => ({
  offer,
  decision: 'confirmed',
  mutation: { ...headOf(offer), ...toChange(offer.answer) },
})

/** In a record that stands, or that is confirmed in the same breath. */
const mayStand = ({ row, waits }: StandingOffer, before: readonly Step[]): boolean =>
  !waits ||
  before.some(
    ({ offer, decision }) =>
      decision === 'confirmed' &&
      offer.row.item === row.roster &&
      'value' in offer.answer &&
      Array.isArray(offer.answer.value) &&
      offer.answer.value.includes(row.row),
  )

const originOf = ({ offer, decision }: Step): Origin => {
  if (decision !== 'confirmed') return 'respondent'
  return offer.row.kind === 'wave' ? 'carried_over' : 'prefill'
}

/** Through the same door as everything typed, so that versions, parts, clearance and history hold for it too. */
async function save(unit: Unit, author: Author, instrument: string, steps: readonly Step[]): Promise<void> {
  for (const [origin, own] of Map.groupBy(steps, originOf)) {
    const mutations = own.flatMap(({ mutation }) => mutation ?? [])
    if (mutations.length === 0) continue
    const { results } = await saveAnswers(unit, { ...author, origin }, { instrument, mutations, strict: true })
    if (results.some(({ status }) => status !== 'saved')) throw problem('stale-response')
  }
}

function audit(unit: Unit, author: Author, steps: readonly Step[], passed: readonly string[]): void {
  const count = (decision: Step['decision']) => steps.filter((step) => step.decision === decision).length
  unit.audit({
    action: 'prefill.decided',
    study: author.study,
    response: author.response,
    detail: {
      confirmed: count('confirmed'),
      noLongerApplies: count('no_longer_applies'),
      undone: count('undone'),
      passed: passed.length,
      items: [...new Set(steps.map(({ offer }) => offer.row.item))],
    },
  })
}
