import type { Transaction } from 'kysely'
import type { Clearance, ClearanceStep, Role } from '#contract'
import type { Tables } from '../../database/tables.ts'
import { findReopeningRequests } from './reopening-store.ts'
import {
  type DecisionRow,
  findDecisions,
  findLastEditor,
  findOpenRequest,
  findPeople,
  findPlanNumber,
  findReasons,
  findSteps,
  findWaiver,
  type OpenRequest,
  type Place,
  type PlanStep,
} from './store.ts'
import { findSubmissions } from './submission-store.ts'

type Db = Transaction<Tables>

/** Who asks; what may be done depends on it. */
export interface Viewer extends Place {
  readonly person: string
  readonly name: string
  readonly role: Role | 'system'
}

/** Without steps of its own a response is cleared as it was answered: by its focal point, alone. */
const byTheFocalPoint: PlanStep = {
  step: 1,
  title: 'Submission by the focal point',
  role: 'focal_point',
  person: null,
  personName: null,
  sections: [],
}

/** A request that is being cleared, its steps, and the decisions that stand. */
export interface Round {
  readonly request: OpenRequest
  readonly steps: readonly PlanStep[]
  /** By step: cleared, and not reopened since. */
  readonly standing: ReadonlyMap<number, DecisionRow>
  /** The step it waits for; undefined once all stand. */
  readonly next: PlanStep | undefined
}

export const stepsOf = async (db: Db, place: Place, plan: number): Promise<readonly PlanStep[]> =>
  plan === 0 ? [byTheFocalPoint] : findSteps(db, place, plan)

/** Cleared, and not reopened since. */
export function standingIn(decisions: readonly DecisionRow[], request: number): ReadonlyMap<number, DecisionRow> {
  const standing = new Map<number, DecisionRow>()
  for (const decision of decisions) {
    if (decision.request !== request) continue
    if (decision.decision === 'cleared') standing.set(decision.step, decision)
    if (decision.decision === 'reopened') standing.delete(decision.step)
  }
  return standing
}

export async function findRound(db: Db, place: Place): Promise<Round | undefined> {
  const request = await findOpenRequest(db, place)
  if (request === undefined) return undefined
  const steps = await stepsOf(db, place, request.plan)
  const standing = standingIn(await findDecisions(db, place), request.number)
  return { request, steps, standing, next: steps.find(({ step }) => !standing.has(step)) }
}

export const holds = ({ role, person }: PlanStep, viewer: Viewer): boolean =>
  (viewer.role === 'system' ? 'focal_point' : viewer.role) === role && (person === null || person === viewer.person)

/** How the opened questionnaire says it, in one word; nothing where the focal point submits alone. */
export async function clearanceInShort(
  db: Db,
  viewer: Viewer,
): Promise<'steps' | 'open' | 'yours' | 'returned' | undefined> {
  const round = await findRound(db, viewer)
  if (round !== undefined) return round.next !== undefined && holds(round.next, viewer) ? 'yours' : 'open'
  const plan = await findPlanNumber(db, viewer)
  if (plan === 0) return undefined
  const last = (await findDecisions(db, viewer)).at(-1)
  return last?.decision === 'returned' ? 'returned' : 'steps'
}

const toStep = (one: PlanStep, round: Round | undefined, viewer: Viewer): ClearanceStep => {
  const decision = round?.standing.get(one.step)
  const next = round !== undefined && one === round.next
  return {
    step: one.step,
    title: one.title,
    role: one.role,
    ...(one.person !== null && { person: { id: one.person, name: one.personName ?? '' } }),
    sections: [...one.sections],
    state: decision !== undefined ? 'cleared' : next ? 'next' : 'waiting',
    ...(decision !== undefined && { by: decision.signed_name ?? decision.by, at: decision.at.toISOString() }),
    yours: next && holds(one, viewer),
  }
}

const said = <R extends { readonly by: string; readonly at: Date }>({ at, ...rest }: R) => ({
  ...rest,
  at: at.toISOString(),
})

const mayPlan = (viewer: Viewer, steps: readonly PlanStep[], free: boolean): boolean =>
  free && (viewer.role === 'clearing_officer' || (viewer.role === 'focal_point' && !heldByOfficers(steps)))

export const heldByOfficers = (steps: readonly PlanStep[]): boolean =>
  steps.some(({ role }) => role === 'clearing_officer')

interface Standing {
  readonly state: 'draft' | 'submitted'
  readonly revision: number
}

/** Where clearance stands, as whoever asks may see it. */
export async function describeClearance(db: Db, viewer: Viewer, { state, revision }: Standing): Promise<Clearance> {
  const round = await findRound(db, viewer)
  const plan = round?.request.plan ?? (await findPlanNumber(db, viewer))
  const steps = round?.steps ?? (await stepsOf(db, viewer, plan))
  const titles = new Map(steps.map((one) => [one.step, one]))
  const submissions = await findSubmissions(db, viewer)
  const waiver = await findWaiver(db, viewer)
  const planning = mayPlan(viewer, plan === 0 ? [] : steps, state === 'draft' && round === undefined)
  const latest = submissions.at(-1)
  const decisions = await findDecisions(db, viewer)
  return {
    state,
    revision,
    plan,
    mayPlan: planning,
    ...(round !== undefined && {
      open: {
        request: round.request.number,
        revision: round.request.revision,
        by: round.request.by,
        at: round.request.at.toISOString(),
      },
    }),
    steps: Array.from(titles.values(), (one) => toStep(one, round, viewer)),
    history: decisions.toReversed().map(({ request, step, decision, note, by, signed_name, at }) => ({
      request,
      step,
      decision,
      note,
      by: signed_name ?? by,
      at: at.toISOString(),
    })),
    reasons: (await findReasons(db, viewer)).map(said),
    people: planning ? await peopleWho(db) : [],
    ...(waiver !== undefined && { waiver: said(waiver) }),
    lastEditor: (await findLastEditor(db, viewer)) === viewer.person,
    submissions: submissions.map(({ number, reference, submitted_at }) => ({
      number,
      reference,
      submittedAt: submitted_at.toISOString(),
    })),
    ...(state === 'submitted' &&
      latest && { reopening: await describeReopening(db, viewer, latest.number, plan, steps) }),
  }
}

const peopleWho = async (db: Db): Promise<Clearance['people']> =>
  (await findPeople(db)).flatMap(({ person, name, role }) =>
    role === 'focal_point' || role === 'clearing_officer' ? [{ person, name, role }] : [],
  )

async function describeReopening(db: Db, viewer: Viewer, submission: number, plan: number, steps: readonly PlanStep[]) {
  const asked = (await findReopeningRequests(db, viewer, submission)).map(said)
  const officers = plan !== 0 && heldByOfficers(steps)
  const proposed = asked.some(({ role }) => role === 'coordinator')
  return {
    asked,
    mayAgree: viewer.role === 'clearing_officer' || (viewer.role === 'focal_point' && !officers && proposed),
  }
}
