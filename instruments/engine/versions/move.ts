import { type Answer, type Answers, type KeyText, keyText, parseKey } from '../answers/answer.ts'
import type { Context } from '../definition/context.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { evaluate } from '../form/evaluate.ts'
import type { Finding } from '../form/form.ts'
import { itemTypeOf } from '../items/index.ts'
import { asksTheSame } from './meaning.ts'
import type { MovedAnswer, MovedPart, MovePlan, MoveReason, Outcome } from './move-plan.ts'
import { isReadable, readable } from './readings.ts'
import { rowSuccessors } from './successors.ts'
import { marked, type Piece, retyped, translate } from './translate.ts'
import { type VersionMap, versionMap } from './version-map.ts'

/**
 * What becomes of every answer when a response moves from one version to another. Each is accounted for once: kept,
 * to be looked at again, or set aside; within tables, lists and records part by part. Nothing is invented: what
 * stands afterwards is what stood before, at most under another code. Total: no answer makes it throw.
 */
export function moveAnswers(answers: Answers, from: Instrument, to: Instrument, context: Context): MovePlan {
  return moveAlong(versionMap(from, to), answers, context)
}

export function moveAlong(map: VersionMap, answers: Answers, context: Context): MovePlan {
  const taken = new Set<KeyText>()
  const moved = Object.entries(answers).map(([key, answer]) => {
    const one = moveAnswer(map, key, answer)
    if (one.to === undefined || one.after === undefined) return one
    if (taken.has(one.to)) return withoutPlace(one, 'part_taken')
    taken.add(one.to)
    return one
  })
  const found = newFindings(map, answers, standing(moved), context)
  const judged = moved.map((one) => withFinding(one, found))
  return { moved: judged, answers: standing(judged) }
}

const standing = (moved: readonly MovedAnswer[]): Answers =>
  Object.fromEntries(
    moved.flatMap(({ to, after }) => (to === undefined || after === undefined ? [] : [[to, after] as const])),
  )

/** What becomes of one answer by itself, before the newer version is asked what it makes of it. */
export function moveAnswer(map: VersionMap, key: KeyText, answer: Answer): MovedAnswer {
  const before = map.from.items.get(parseKey(key).item)
  const next = before === undefined ? undefined : map.item(before.code)
  const after = next === undefined ? undefined : map.to.items.get(next)
  const stays: MovedAnswer = { key, before: answer, outcome: 'kept', reason: 'same', parts: [wholePart(answer)] }
  if (before === undefined || after === undefined || itemTypeOf(after.definition).measure === 'none') {
    return withoutPlace(stays, 'item_removed')
  }
  const to = keyAfter(map, before, after, key)
  if (to === undefined) return withoutPlace(stays, before.roster === undefined ? 'item_moved' : 'code_removed')
  const piece = 'value' in answer ? valueAfter(map, before, after, answer.value) : asGiven(answer)
  const reworded = !asksTheSame(map, before.code, after.code)
  const parts = piece.parts.map((part) => (reworded ? marked(part, 'look', 'item_reworded') : part))
  const { outcome, reason } = summary(parts, piece.value !== undefined, key !== to)
  const given: Answer | undefined =
    piece.value === undefined ? undefined : 'value' in answer ? { value: piece.value } : answer
  return { key, before: answer, outcome, reason, parts, to, ...(given !== undefined && { after: given }) }
}

/** The key in the newer version; undefined when the item went into or out of a roster, or its row is no longer asked. */
function keyAfter(map: VersionMap, before: Item, after: Item, key: KeyText): KeyText | undefined {
  const { row } = parseKey(key)
  if (before.roster === undefined && after.roster === undefined) return row === undefined ? after.code : undefined
  if (before.roster === undefined || after.roster === undefined || row === undefined) return undefined
  if (map.item(before.roster.code) !== after.roster.code) return undefined
  const next = rowSuccessors(map, before.roster, after.roster)(row)
  return next.to === undefined ? undefined : keyText({ item: after.code, row: next.to })
}

function valueAfter(map: VersionMap, before: Item, after: Item, value: unknown): Piece {
  const piece = translate(map, before, after, value)
  const same = before.definition.type === after.definition.type
  if (same && piece.value !== undefined && isReadable(map.to, after, piece.value)) return piece
  if (same && piece.value === undefined) return piece
  const read =
    piece.value === undefined ? undefined : readable(map.to, { item: after, within: (one) => one }, piece.value)
  return retyped(piece, read)
}

const asGiven = (answer: Answer): Piece => ({ value: answer, parts: [wholePart(answer)] })

const wholePart = (answer: Answer): MovedPart => {
  const value = 'value' in answer ? answer.value : answer
  return { path: '', value, outcome: 'kept', reason: 'same', to: { path: '', value } }
}

/** Of several reasons the first of the most serious is said. Something that stands is at worst to be looked at. */
function summary(
  parts: readonly MovedPart[],
  stands: boolean,
  renamed: boolean,
): { readonly outcome: Outcome; readonly reason: MoveReason } {
  const aside = parts.find((part) => part.outcome === 'set_aside')
  const look = parts.find((part) => part.outcome === 'look')
  if (look !== undefined) return look
  if (aside !== undefined) return { outcome: stands ? 'look' : 'set_aside', reason: aside.reason }
  if (renamed) return { outcome: 'kept', reason: 'renamed' }
  return { outcome: 'kept', reason: parts.find((part) => part.reason !== 'same')?.reason ?? 'same' }
}

const withoutPlace = ({ key, before, parts }: MovedAnswer, reason: MoveReason): MovedAnswer => ({
  key,
  before,
  outcome: 'set_aside',
  reason,
  parts: parts.map(({ path, value }) => ({ path, value, outcome: 'set_aside', reason })),
})

/** What the newer version says of answers that the earlier one did not: out of range, a new constraint, a new check. */
function newFindings(
  map: VersionMap,
  before: Answers,
  after: Answers,
  context: Context,
): ReadonlyMap<KeyText, Finding> {
  const same = map.from.hash === map.to.hash && map.from.hash !== ''
  if (same) return new Map()
  const told = ({ key, code, params, at }: Finding) =>
    [key, code, params['check'] ?? '', at?.row ?? '', at?.column ?? ''].join(' ')
  const known = new Set(
    evaluate(map.from, before, context).findings.map((one) => told({ ...one, key: nextKey(map, one.key) })),
  )
  const fresh = evaluate(map.to, after, context).findings.filter(
    (one) => one.code !== 'required' && one.severity !== 'information' && !known.has(told(one)),
  )
  return new Map(fresh.toReversed().map((one) => [one.key, one]))
}

function nextKey(map: VersionMap, key: KeyText): KeyText {
  const { item, row } = parseKey(key)
  const next = map.item(item) ?? item
  return keyText(row === undefined ? { item: next } : { item: next, row })
}

function withFinding(one: MovedAnswer, found: ReadonlyMap<KeyText, Finding>): MovedAnswer {
  const finding = one.to === undefined || one.after === undefined ? undefined : found.get(one.to)
  if (finding === undefined || one.outcome !== 'kept') return one
  const parts = one.parts.map((part): MovedPart => ({ ...part, outcome: 'look', reason: 'finding' }))
  return { ...one, parts, outcome: 'look', reason: 'finding', finding }
}
