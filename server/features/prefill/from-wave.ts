import {
  type Answer,
  type Answers,
  type Context,
  type Instrument,
  type KeyText,
  keyText,
  type MovedAnswer,
  moveAlong,
  parseKey,
  type VersionMap,
} from '#engine'
import { inPlainWords } from '../responses/plain-words.ts'
import { mapBetween } from '../versions/late.ts'
import { changedQuestions } from './changed-questions.ts'
import type { Broken, NewOffer, WaveSource } from './offer.ts'
import { isOfferedAgain } from './offerable.ts'
import { rosterOf, unsound } from './soundness.ts'

/** What the same unit submitted before. */
export interface EarlierSubmission {
  readonly source: WaveSource
  /** Those that counted. */
  readonly answers: Answers
}

/** An answer on its way from the version it was said in to the one that asks now. */
interface Track {
  readonly from: KeyText
  readonly said: Answer
  readonly key: KeyText
  readonly answer: Answer
  readonly broken: Broken | undefined
}

/**
 * Every answer of an earlier submission whose question is asked again, version by version along the chain (the first is the
 * one it was said in). What changed on the way is broken with its reason: it is offered for reading only. Questions that are
 * not asked any more offer nothing.
 */
export function offersFromWave(
  chain: readonly Instrument[],
  { source, answers }: EarlierSubmission,
  context: Context,
): readonly NewOffer[] {
  const last = chain.at(-1)
  if (last === undefined) return []
  let tracks = Object.entries(answers).map(
    ([key, answer]): Track => ({ from: key, said: answer, key, answer, broken: undefined }),
  )
  for (const [at, to] of chain.entries()) {
    const from = chain[at - 1]
    if (from !== undefined) tracks = oneStep(mapBetween(from, to), tracks, context)
  }
  const found = new Map<KeyText, NewOffer>()
  for (const track of tracks) {
    const item = last.items.get(parseKey(track.key).item)
    if (item === undefined || !isOfferedAgain(item) || found.has(track.key)) continue
    const broken = track.broken ?? unsound(last, track.key, track.answer)
    const { key, from, said, answer } = track
    const head = { key, from, source, ...rosterOf(item) }
    found.set(key, broken === undefined ? { ...head, answer } : { ...head, answer: said, broken })
  }
  return Array.from(found.values())
}

function oneStep(map: VersionMap, tracks: readonly Track[], context: Context): Track[] {
  const answers = Object.fromEntries(tracks.map(({ key, answer }) => [key, answer]))
  const moved = new Map(moveAlong(map, answers, context).moved.map((one) => [one.key, one]))
  const changed = changedQuestions(map.from, map.to)
  return tracks.flatMap((track): Track[] => {
    const one = moved.get(track.key)
    const key = one && placeAfter(map, one)
    if (one === undefined || key === undefined) return []
    const broken = track.broken ?? brokenBy(one) ?? changed(parseKey(key).item)
    return [{ ...track, key, answer: one.after ?? track.answer, broken }]
  })
}

/** The key an answer would have; none when its question, or its record, is not asked any more. */
function placeAfter(map: VersionMap, { key, to }: MovedAnswer): KeyText | undefined {
  if (to !== undefined) return to
  const { item, row } = parseKey(key)
  const next = map.item(item)
  // what went into or out of records is another question; a row without a successor is no longer asked
  return next === undefined || row !== undefined || map.to.items.get(next)?.roster !== undefined
    ? undefined
    : keyText({ item: next })
}

function brokenBy({ outcome, reason, finding }: MovedAnswer): Broken | undefined {
  if (outcome === 'kept') return undefined
  return { reason, why: finding === undefined ? '' : finding.message || inPlainWords(finding.code, finding.params) }
}
