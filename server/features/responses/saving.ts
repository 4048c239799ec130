import type { Mutation, MutationResult, ProblemError } from '#contract'
import { type Answers, type DeclarableMissing, parseKey } from '#engine'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { reopenForChange } from '../clearance/during-clearance.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { insertDraftTexts } from './alternatives-store.ts'
import type { Author } from './author.ts'
import type { Plan } from './changes.ts'
import { carryChanges, keepEarlier } from './late-changes.ts'
import type { Incoming } from './mutation.ts'
import { claimsOf, type Judged, judgeFiles, judgeMutations, soundOf } from './mutation-faults.ts'
import { planChanges } from './mutation-plan.ts'
import { findEarlierVersions, findFiles, type Ground, lockGround, writeChanges } from './store.ts'

export interface SaveRequest {
  readonly instrument: string
  readonly mutations: readonly Mutation[]
  /** The focal point was told that these changes reopen clearance. */
  readonly reopenClearance?: true | undefined
  /** All changes are sound or none is saved, and none is merged or kept beside an answer: the caller has its own way. */
  readonly strict?: true
}

export interface Saved {
  readonly revision: number
  readonly epoch: string
  readonly results: MutationResult[]
  /** The version that stands, when the changes were typed on another. */
  readonly instrument?: string
}

/**
 * Applies changes in their order, each once and each by itself: none that is refused or conflicts holds up another.
 * Those typed on a version the response has left are carried over as the answers were. Nothing typed is lost: what does
 * not fit is kept as a draft text, what lost against another change as an alternative.
 */
export async function saveAnswers(unit: Unit, author: Author, request: SaveRequest): Promise<Saved> {
  const ground = await lockGround(unit.db, author, request.mutations)
  if (!ground) throw problem('not-found')
  // a repetition of what was saved in time is answered even after the submission
  const isRepetition = request.mutations.every((mutation) => isApplied(ground, mutation))
  if (ground.state !== 'draft' && !isRepetition) throw problem('response-locked')
  const isLate = ground.hash !== request.instrument
  const late = isLate ? await carryChanges(unit.db, author, request) : undefined
  if (isLate && late === undefined) return staleAll(unit, author, request, ground)
  const judged = await judge(unit, author, { ...ground, hash: request.instrument }, request)
  const typed = soundOf(judged)
  const mutations: readonly Incoming[] = late === undefined ? typed : late.carry(typed)
  const standing = late === undefined ? ground : await lockGround(unit.db, author, mutations)
  if (!standing) throw problem('not-found')
  if (ground.clearing !== null && !isRepetition && typed.length > 0) {
    const items = mutations.map(({ item }) => item)
    const confirmed = request.reopenClearance === true
    await reopenForChange(unit, author, { items, revision: ground.revision, confirmed })
  }
  const plan = await planOn(unit, author, standing, { mutations, strict: request.strict === true })
  if (late !== undefined) await keepEarlier(unit.db, author, { typed, mutations, plan, late, hash: request.instrument })
  await keepDraftTexts(unit, author, judged)
  const revision = plan.applied.length === 0 ? ground.revision : await writeChanges(unit.db, author, plan)
  const results = inOrder(judged, plan.results)
  const detail = { ...toDetail(results, plan), ...(isLate && { typedOn: request.instrument }) }
  unit.audit({ action: 'answers.saved', study: author.study, response: author.response, detail })
  return { revision, epoch: ground.epoch, results, ...(isLate && { instrument: ground.hash }) }
}

const isApplied = ({ applied }: Ground, { id }: Mutation): boolean => applied.some((one) => one.id === id.toLowerCase())

async function judge(unit: Unit, author: Author, ground: Ground, request: SaveRequest): Promise<readonly Judged[]> {
  const instrument = await getOpenedInstrument(unit.db, ground.hash)
  const read = judgeMutations(instrument, request.mutations, ground.part)
  const claims = claimsOf(instrument, read)
  const hashes = claims.map((claim) => claim.sha256)
  const judged = claims.length === 0 ? read : judgeFiles(instrument, read, await findFiles(unit.db, author, hashes))
  const errors = judged.flatMap((one) => one.errors)
  if (request.strict === true && errors.length > 0) throw refusalOf(judged, errors)
  return judged
}

const refusalOf = (judged: readonly Judged[], errors: readonly ProblemError[]) =>
  judged.some(({ status }) => status === 'forbidden')
    ? problem('not-allowed', 'You were asked for another part of this response.', errors)
    : problem('invalid-request', undefined, errors)

interface Asked {
  readonly mutations: readonly Incoming[]
  readonly strict: boolean
}

async function planOn(unit: Unit, author: Author, ground: Ground, { mutations, strict }: Asked): Promise<Plan> {
  const instrument = await getOpenedInstrument(unit.db, ground.hash)
  const earlier = strict ? new Map() : await findEarlierVersions(unit.db, author, basesOf(mutations, ground))
  const { answers, applied } = ground
  const said = { by: author.name, at: new Date().toISOString() }
  return planChanges(mutations, { instrument, answers, applied, earlier, strict }, said)
}

/** The versions that a merge begins with, and those that changes were confirmed as before a restore, if they stand no more. */
const basesOf = (mutations: readonly Incoming[], { answers, applied }: Ground) =>
  mutations.flatMap(({ item, row, base, after, shift, was = 0 }) => {
    const built = applied.find(({ id }) => id === after?.toLowerCase())?.version ?? base
    const current = answers.find((answer) => answer.item === item && answer.row === row)
    const isOld = (version: number) => shift === undefined && version > 0 && version < (current?.version ?? 0)
    return [built, was].filter(isOld).map((version) => ({ item, row, version }))
  })

const keepDraftTexts = (unit: Unit, author: Author, judged: readonly Judged[]): Promise<void> =>
  insertDraftTexts(
    unit.db,
    author,
    judged
      .filter(({ status }) => status === 'invalid')
      .map(({ mutation: { id, item, row, value, missing }, errors }) => ({
        id,
        item,
        row: row ?? '',
        typed: value,
        missing,
        errors,
      })),
  )

/** One result for each change as it was sent. */
function inOrder(judged: readonly Judged[], sound: readonly MutationResult[]): MutationResult[] {
  const rest = sound[Symbol.iterator]()
  return judged.map(({ mutation: { id, base }, status, errors }): MutationResult => {
    if (status !== 'sound') return { id, status, version: base, errors: [...errors] }
    return rest.next().value as MutationResult
  })
}

function staleAll(unit: Unit, author: Author, { mutations }: SaveRequest, { revision, epoch }: Ground): Saved {
  const results = mutations.map(({ id, base }): MutationResult => ({ id, status: 'stale-instrument', version: base }))
  const detail = { stale: results.length }
  unit.audit({ action: 'answers.saved', study: author.study, response: author.response, detail })
  return { revision, epoch, results }
}

/** Counts and item codes; the answers themselves stand in no log. */
function toDetail(results: readonly MutationResult[], { events }: Plan): Readonly<Record<string, unknown>> {
  const count = (status: MutationResult['status']) => results.filter((result) => result.status === status).length
  return {
    saved: count('saved'),
    replayed: count('replayed'),
    merged: count('merged'),
    conflicts: count('conflict'),
    invalid: count('invalid'),
    forbidden: count('forbidden'),
    reused: count('key-reused'),
    setAside: count('set-aside'),
    items: [...new Set(events.map((event) => event.item))],
  }
}

/** First answers of an untouched response, saved exactly as a respondent's would be: for prefilling and demonstrations. */
export async function answerAs(unit: Unit, author: Author, instrument: string, answers: Answers): Promise<Saved> {
  const mutations = Object.entries(answers).map(([key, answer]): Mutation => {
    const head = { id: crypto.randomUUID(), ...parseKey(key), base: 0 }
    if ('missing' in answer) return { ...head, missing: answer.missing as DeclarableMissing }
    return { ...head, value: answer.value as NonNullable<Mutation['value']> }
  })
  return saveAnswers(unit, author, { instrument, mutations, strict: true })
}
