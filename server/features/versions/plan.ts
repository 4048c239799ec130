import type { StoredAnswer } from '#contract'
import {
  type Answer,
  type Answers,
  type Context,
  type KeyText,
  keyText,
  type MovedAnswer,
  moveAlong,
  parseKey,
  type VersionMap,
} from '#engine'
import { type HeldResponse, keyOf } from '../responses/actions.ts'
import type { NewEarlier, Written } from './store.ts'

/** What a move writes and counts. */
export interface PlannedMove {
  readonly moved: readonly MovedAnswer[]
  readonly written: readonly Written[]
  /** By key of the version that is left: how many versions further the answer is afterwards. */
  readonly keys: Readonly<Record<KeyText, number>>
  readonly kept: number
  readonly looks: number
  readonly setAside: number
}

/** The answers that say something; what was only marked to be looked at has its mark carried on beside. */
export const saidAnswers = (stored: readonly StoredAnswer[]): Answers =>
  Object.fromEntries(
    stored.flatMap(({ item, row, value, missing }): [KeyText, Answer][] => {
      const key = keyText(row === undefined ? { item } : { item, row })
      if (value !== undefined) return [[key, { value }]]
      return missing === undefined ? [] : [[key, { missing } as Answer]]
    }),
  )

/** What becomes of the answers of a response on this way. Nothing is written yet. */
export function planMove(map: VersionMap, answers: readonly StoredAnswer[], context: Context): PlannedMove {
  const { moved } = moveAlong(map, saidAnswers(answers), context)
  const stored = new Map(answers.map((answer) => [keyOf(answer), answer]))
  const written = writes(map, moved, stored)
  const count = (outcome: MovedAnswer['outcome']) => moved.filter((one) => one.outcome === outcome).length
  return {
    moved,
    written,
    keys: shifts(map, stored, written),
    kept: count('kept'),
    looks: count('look'),
    setAside: count('set_aside'),
  }
}

type Stored = ReadonlyMap<KeyText, StoredAnswer>

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** One line for every key whose answer changes; what stays as it is keeps its version, its author and its time. */
function writes(map: VersionMap, moved: readonly MovedAnswer[], stored: Stored): readonly Written[] {
  const marks = pendingMarks(map, stored)
  const lines = new Map<KeyText, Pick<Written, 'value' | 'missing' | 'look'>>()
  for (const { key } of moved) lines.set(key, {})
  for (const one of moved) if (one.to !== undefined) lines.set(one.to, lineOf(one, marks))
  for (const [key, look] of marks) if (!lines.has(key)) lines.set(key, { look })
  for (const [key, { look }] of stored) if (look !== undefined && !lines.has(key)) lines.set(key, {})
  return Array.from(lines).flatMap(([key, line]): Written[] => {
    const before = stored.get(key)
    const unchanged = same(line.value, before?.value) && line.missing === before?.missing && line.look === before?.look
    if (unchanged) return []
    const { item, row = '' } = parseKey(key)
    return [{ item, row, version: (before?.version ?? 0) + 1, ...line }]
  })
}

function lineOf({ after, outcome, reason, to }: MovedAnswer, marks: ReadonlyMap<KeyText, string>) {
  const look = outcome === 'look' ? reason : marks.get(to ?? '')
  return {
    ...(after !== undefined && 'value' in after && { value: after.value }),
    ...(after !== undefined && 'missing' in after && { missing: after.missing }),
    ...(look !== undefined && { look }),
  }
}

/** Marks of an earlier move that nobody has dealt with go along with their items. */
function pendingMarks(map: VersionMap, stored: Stored): ReadonlyMap<KeyText, string> {
  const marks = new Map<KeyText, string>()
  for (const { item, row, look } of stored.values()) {
    const next = look === undefined ? undefined : map.item(item)
    if (next !== undefined && look !== undefined)
      marks.set(keyText(row === undefined ? { item: next } : { item: next, row }), look)
  }
  return marks
}

/** How far the versions of an answer are apart under its two names; only where they are. */
function shifts(map: VersionMap, stored: Stored, written: readonly Written[]): Readonly<Record<KeyText, number>> {
  const after = new Map(Array.from(stored, ([key, { version }]) => [key, version] as const))
  for (const { item, row, version } of written) after.set(keyOf({ item, row: row || undefined }), version)
  const back = new Map(Array.from(map.from.items.keys(), (code) => [map.item(code), code] as const))
  const names = new Set<KeyText>(stored.keys())
  for (const key of after.keys()) {
    const { item, row } = parseKey(key)
    const before = back.get(item)
    if (before !== undefined) names.add(keyText(row === undefined ? { item: before } : { item: before, row }))
  }
  const found: Record<KeyText, number> = {}
  for (const name of names) {
    const { item, row } = parseKey(name)
    const next = map.item(item)
    const key = next === undefined ? name : keyText(row === undefined ? { item: next } : { item: next, row })
    const shift = (after.get(key) ?? 0) - (stored.get(name)?.version ?? 0)
    if (shift !== 0) found[name] = shift
  }
  return found
}

/** Every answer of which something does not stand as it was, whole and as it was given. */
export function earlierOf(plan: PlannedMove, held: HeldResponse, number: number): readonly NewEarlier[] {
  const stored = new Map(held.answers.map((answer) => [keyOf(answer), answer]))
  return plan.moved.flatMap(({ key, to, outcome, reason }): NewEarlier[] => {
    const before = stored.get(key)
    if (outcome === 'kept' || before === undefined) return []
    const { item, row = '', value, missing, by, at } = before
    return [
      {
        hash: held.locked.hash,
        item,
        row,
        value,
        missing,
        outcome,
        reason,
        ...(outcome === 'look' && to !== undefined && { to: parseKey(to) }),
        move: number,
        by,
        givenAt: at,
      },
    ]
  })
}
