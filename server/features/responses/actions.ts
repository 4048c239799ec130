import type { Transaction } from 'kysely'
import type { Mutation, MutationResult, OpenedResponse, ProblemError, Role, StoredAnswer } from '#contract'
import { type Answers, type Context, type DeclarableMissing, parseKey } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { clearanceInShort } from '../clearance/clearance-state.ts'
import { refuseDuringClearance, reopenForChange } from '../clearance/during-clearance.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { versionsFor } from '../versions/versions-for.ts'
import type { Author } from './author.ts'
import { carryChanges, keepEarlier } from './late-changes.ts'
import { claimsOf, outOfScope, readMutations, unkeptFiles } from './mutation-faults.ts'
import { type Incoming, type Plan, planChanges } from './mutation-plan.ts'
import {
  type Frame,
  findAnswers,
  findFiles,
  findFrame,
  findPart,
  type Ground,
  type LockedResponse,
  lockGround,
  lockResponse,
  type Place,
  writeChanges,
} from './store.ts'
import { contextOf, statementOf } from './submission.ts'

export { type Author, authorOf } from './author.ts'
export { keyOf } from './mutation-plan.ts'
export { toAnswers } from './submission.ts'
export type { Frame } from './store.ts'

/** The response as the browser opens it: everything an evaluation needs beside the instrument. */
export async function openResponse(
  db: Transaction<Tables>,
  place: Place & { readonly person: string },
  role: Role,
): Promise<OpenedResponse> {
  const frame = await findFrame(db, place)
  if (!frame) throw problem('not-found')
  const { today, unit, wave } = contextOf(frame, new Date().toISOString().slice(0, 10))
  const versions = await versionsFor(db, place, frame)
  const { part, together } = await findPart(db, place, place.person)
  const clearance = frame.state === 'draft' ? await clearanceInShort(db, { ...place, name: '', role }) : undefined
  return {
    id: frame.id,
    state: frame.state,
    revision: frame.revision,
    role,
    instrument: frame.hash,
    today,
    unit,
    wave,
    study: { title: frame.study_title, synthetic: frame.synthetic },
    attestation: { statement: statementOf(frame, await getOpenedInstrument(db, frame.hash)) },
    ...(clearance !== undefined && { clearance }),
    ...(versions !== undefined && { versions }),
    ...(part !== null && { part }),
    ...(together && { together }),
    answers: await findAnswers(db, place),
  }
}

export interface SaveRequest {
  readonly instrument: string
  readonly mutations: readonly Mutation[]
  /** The focal point was told that these changes reopen clearance. */
  readonly reopenClearance?: true | undefined
}

export interface Saved {
  readonly revision: number
  readonly results: MutationResult[]
  /** The version that stands, when the changes were typed on another. */
  readonly instrument?: string
}

/**
 * Applies changes in their order, each once; one that is not valid refuses them all, one that conflicts only itself.
 * Those typed on a version the response has left are carried over as the answers were, and none is lost.
 */
export async function saveAnswers(unit: Unit, author: Author, request: SaveRequest): Promise<Saved> {
  const ground = await lockGround(unit.db, author, request.mutations)
  if (!ground) throw problem('not-found')
  // a repetition of what was saved in time is answered even after the submission
  const isRepetition = ground.applied.length === request.mutations.length
  const isLate = ground.hash !== request.instrument
  if (!isLate && ground.state !== 'draft' && !isRepetition) throw problem('response-locked')
  const late = isLate ? await carryChanges(unit.db, author, request) : undefined
  if (isLate && ground.state !== 'draft' && !isRepetition) throw problem('response-locked')
  const typed = await readRequest(unit.db, author, { ...ground, hash: request.instrument }, request)
  const mutations: readonly Incoming[] = late === undefined ? typed : late.carry(typed)
  const standing = late === undefined ? ground : await lockGround(unit.db, author, mutations)
  if (!standing) throw problem('not-found')
  if (ground.clearing !== null && !isRepetition) {
    const items = mutations.map(({ item }) => item)
    const confirmed = request.reopenClearance === true
    await reopenForChange(unit, author, { items, revision: ground.revision, confirmed })
  }
  const plan = planChanges(mutations, standing, author.name, new Date().toISOString())
  if (late !== undefined) await keepEarlier(unit.db, author, { typed, mutations, plan, late, hash: request.instrument })
  const revision = plan.applied.length === 0 ? ground.revision : await writeChanges(unit.db, author, plan)
  const detail = { ...toDetail(plan), ...(isLate && { typedOn: request.instrument }) }
  unit.audit({ action: 'answers.saved', study: author.study, response: author.response, detail })
  return { revision, results: [...plan.results], ...(isLate && { instrument: ground.hash }) }
}

async function readRequest(
  db: Unit['db'],
  place: Place,
  { hash, sections }: Ground,
  request: SaveRequest,
): Promise<readonly Mutation[]> {
  const instrument = await getOpenedInstrument(db, hash)
  const foreign = outOfScope(instrument, request.mutations, sections)
  if (foreign.length > 0) throw problem('not-allowed', 'You were asked for other sections of this response.', foreign)
  const read = readMutations(instrument, request.mutations)
  if (!read.ok) throw invalid(read.errors)
  const claims = claimsOf(instrument, read.mutations)
  if (claims.length === 0) return read.mutations
  const hashes = claims.map((claim) => claim.sha256)
  const unkept = unkeptFiles(instrument, read.mutations, await findFiles(db, place, hashes))
  if (unkept.length > 0) throw invalid(unkept)
  return read.mutations
}

const invalid = (errors: readonly ProblemError[]) =>
  problem(
    'invalid-request',
    errors.length === 1 ? undefined : `${errors.length} parts of the request need attention.`,
    errors,
  )

/** Counts and item codes; the answers themselves stand in no log. */
function toDetail({ results, events }: Plan): Readonly<Record<string, unknown>> {
  const count = (status: MutationResult['status']) => results.filter((result) => result.status === status).length
  return {
    saved: count('saved'),
    replayed: count('replayed'),
    conflicts: count('conflict'),
    reused: count('key-reused'),
    setAside: count('set-aside'),
    items: [...new Set(events.map((event) => event.item))],
  }
}

/** A draft that takes changes, held until the end of the transaction. */
export async function lockDraft(unit: Unit, author: Author): Promise<LockedResponse> {
  const locked = await lockResponse(unit.db, author)
  if (!locked) throw problem('not-found')
  if (locked.state !== 'draft') throw problem('response-locked')
  await refuseDuringClearance(unit, author)
  return locked
}

/** A response held until the end of the transaction, with everything a move to another version needs. */
export async function holdResponse(db: Transaction<Tables>, place: Place): Promise<HeldResponse> {
  const locked = await lockResponse(db, place)
  const frame = await findFrame(db, place)
  if (!locked || !frame) throw problem('not-found')
  return { locked, frame, context: contextToday(frame), answers: await findAnswers(db, place) }
}

/** The same without holding it, for looking only. */
export async function lookAtResponse(db: Transaction<Tables>, place: Place): Promise<HeldResponse> {
  const frame = await findFrame(db, place)
  if (!frame) throw problem('not-found')
  return { locked: frame, frame, context: contextToday(frame), answers: await findAnswers(db, place) }
}

export interface HeldResponse {
  readonly locked: LockedResponse
  readonly frame: Frame
  readonly context: Context
  readonly answers: readonly StoredAnswer[]
}

const contextToday = (frame: Frame): Context => contextOf(frame, new Date().toISOString().slice(0, 10))

/** First answers of an untouched response, saved exactly as a respondent's would be: for prefilling and demonstrations. */
export async function answerAs(unit: Unit, author: Author, instrument: string, answers: Answers): Promise<Saved> {
  const mutations = Object.entries(answers).map(([key, answer]): Mutation => {
    const head = { id: crypto.randomUUID(), ...parseKey(key), base: 0 }
    if ('missing' in answer) return { ...head, missing: answer.missing as DeclarableMissing }
    return { ...head, value: answer.value as NonNullable<Mutation['value']> }
  })
  return saveAnswers(unit, author, { instrument, mutations })
}
