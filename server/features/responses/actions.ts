import type { Transaction } from 'kysely'
import type { OpenAlternative, OpenedResponse, Role, StoredAnswer } from '#contract'
import type { Context } from '#engine'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { clearanceInShort } from '../clearance/clearance-state.ts'
import { refuseDuringClearance } from '../clearance/during-clearance.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { countWaiting } from '../prefill/waiting.ts'
import { versionsFor } from '../versions/versions-for.ts'
import { findOpenAlternatives } from './alternatives-store.ts'
import type { Author } from './author.ts'
import { type Frame, findAnswers, findFrame, findPart, type LockedResponse, lockResponse, type Place } from './store.ts'
import { contextOf, statementOf } from './submission.ts'

export { type Author, authorOf } from './author.ts'
export { keyOf } from './mutation.ts'
export { answerAs, type Saved, type SaveRequest, saveAnswers } from './saving.ts'
export type { Frame } from './store.ts'
export { toAnswers } from './submission.ts'

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
  const open = await findOpenAlternatives(db, place)
  const alternatives = open.filter(({ item }) => part === null || part.includes(item))
  const earlier = frame.state === 'draft' ? await countWaiting(db, place) : 0
  const clearance = frame.state === 'draft' ? await clearanceInShort(db, { ...place, name: '', role }) : undefined
  return {
    id: frame.id,
    state: frame.state,
    revision: frame.revision,
    epoch: frame.epoch,
    role,
    instrument: frame.hash,
    today,
    unit,
    wave,
    study: { title: frame.study_title, synthetic: frame.synthetic },
    attestation: { statement: statementOf(frame, await getOpenedInstrument(db, frame.hash)) },
    ...(clearance !== undefined && { clearance }),
    ...(versions !== undefined && { versions }),
    ...(earlier > 0 && { earlier }),
    ...(part !== null && { part }),
    ...(together && { together }),
    answers: await findAnswers(db, place),
    ...(alternatives.length > 0 && { alternatives }),
  }
}

/** A draft that takes changes, held until the end of the transaction. */
export async function lockDraft(unit: Unit, author: Author): Promise<LockedResponse> {
  const locked = await lockedDraft(unit, author)
  await refuseDuringClearance(unit, author)
  return locked
}

/** A draft, held until the end of the transaction; clearance may be under way. */
export async function lockedDraft(unit: Unit, author: Author): Promise<LockedResponse> {
  const locked = await lockResponse(unit.db, author)
  if (!locked) throw problem('not-found')
  if (locked.state !== 'draft') throw problem('response-locked')
  return locked
}

/** A response held until the end of the transaction, with everything a move to another version needs. */
export async function holdResponse(db: Transaction<Tables>, place: Place): Promise<HeldResponse> {
  const locked = await lockResponse(db, place)
  const frame = await findFrame(db, place)
  if (!locked || !frame) throw problem('not-found')
  return { locked, frame, ...(await findContent(db, place, frame)) }
}

/** The same without holding it, for looking only. */
export async function lookAtResponse(db: Transaction<Tables>, place: Place): Promise<HeldResponse> {
  const frame = await findFrame(db, place)
  if (!frame) throw problem('not-found')
  return { locked: frame, frame, ...(await findContent(db, place, frame)) }
}

export interface HeldResponse {
  readonly locked: LockedResponse
  readonly frame: Frame
  readonly context: Context
  readonly answers: readonly StoredAnswer[]
  /** Values that lost against others, while nobody has chosen. */
  readonly alternatives: readonly OpenAlternative[]
}

const findContent = async (db: Transaction<Tables>, place: Place, frame: Frame) => ({
  context: contextToday(frame),
  answers: await findAnswers(db, place),
  alternatives: await findOpenAlternatives(db, place),
})

const contextToday = (frame: Frame): Context => contextOf(frame, new Date().toISOString().slice(0, 10))
