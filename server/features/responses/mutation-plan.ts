import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Mutation, MutationResult, StoredAnswer } from '#contract'
import { type KeyText, keyText } from '#engine'

/** A mutation the response already has: a repetition is recognised by its id and its fingerprint. */
export interface AppliedMutation {
  readonly id: string
  readonly fingerprint: string
  readonly version: number
}

/** One version of one answer; `stands` when no later change of the same request replaces it. */
export interface AnswerVersion {
  readonly item: string
  readonly row: string
  readonly version: number
  readonly value?: unknown
  readonly missing?: string | undefined
  /** Why a person should look at it again, where the change came late from an earlier version. */
  readonly look?: string | undefined
  readonly mutation: string
  readonly stands: boolean
}

/** A change, and what an earlier version it was typed on has to do with it. */
export type Incoming = Mutation & {
  /** Of the change as it was sent, so that a repetition is recognised under its old names. */
  readonly fingerprint?: string
  readonly look?: string
  /** How many versions further the answer is than the one who typed can know; results are told without them. */
  readonly shift?: number
  /** It has no place in the version that stands and is kept among the earlier answers. */
  readonly aside?: boolean
}

export interface Changes {
  readonly events: readonly AnswerVersion[]
  readonly applied: readonly AppliedMutation[]
}

export interface Plan extends Changes {
  readonly results: readonly MutationResult[]
}

/** RFC 8785, so that the same change in another order of fields is the same change. */
export function fingerprintOf({ item, row, base, value, missing, cleared }: Mutation): string {
  return createHash('sha256')
    .update(canonicalize({ item, row, base, value, missing, cleared }) ?? '')
    .digest('hex')
}

export const keyOf = ({ item, row }: { readonly item: string; readonly row?: string | undefined }): KeyText =>
  keyText(row === undefined ? { item } : { item, row })

const isSame = (mutation: Mutation, stored: StoredAnswer | undefined): boolean =>
  mutation.missing === stored?.missing && canonicalize(mutation.value) === canonicalize(stored?.value)

interface Ground {
  readonly answers: readonly StoredAnswer[]
  readonly applied: readonly AppliedMutation[]
}

/**
 * What each change does to what stands, in their order: saved, a repetition, a conflict, or an id used twice.
 * Conflicts are not remembered, so a repetition is judged again by what stands then.
 */
export function planChanges(mutations: readonly Incoming[], ground: Ground, by: string, at: string): Plan {
  const standing = new Map(ground.answers.map((answer) => [keyOf(answer), answer]))
  const known = new Map(ground.applied.map((mutation) => [mutation.id, mutation]))
  const events = new Map<string, AnswerVersion>()
  const applied: AppliedMutation[] = []
  const results = mutations.map((mutation): MutationResult => {
    const fingerprint = mutation.fingerprint ?? fingerprintOf(mutation)
    const id = mutation.id.toLowerCase()
    const first = known.get(id)
    if (first) {
      const repeated = first.fingerprint === fingerprint
      return { id: mutation.id, status: repeated ? 'replayed' : 'key-reused', version: first.version }
    }
    if (mutation.aside === true) {
      applied.push({ id, fingerprint, version: 0 })
      return { id: mutation.id, status: 'set-aside', version: 0 }
    }
    const key = keyOf(mutation)
    const current = standing.get(key)
    const before = current?.version ?? 0
    const converged = mutation.base !== before && isSame(mutation, current)
    const { shift = 0 } = mutation
    if (mutation.base !== before && !converged) {
      // on a form that is about to be replaced nobody can choose: what stands is marked, and what was typed is kept
      if (mutation.shift !== undefined) {
        applied.push({ id, fingerprint, version: before - shift })
        return { id: mutation.id, status: 'set-aside', version: before - shift }
      }
      return { id: mutation.id, status: 'conflict', version: before, ...(current && { current }) }
    }
    const version = converged ? before : before + 1
    applied.push({ id, fingerprint, version: version - shift })
    if (!converged) {
      standing.set(key, toStanding(mutation, version, by, at))
      events.set(`${key} ${version}`, toEvent(mutation, version))
    }
    return { id: mutation.id, status: 'saved', version: version - shift }
  })
  return { results, applied, events: markStanding([...events.values()], standing) }
}

const toStanding = (
  { item, row, value, missing, look }: Incoming,
  version: number,
  by: string,
  at: string,
): StoredAnswer => ({
  item,
  ...(row !== undefined && { row }),
  ...(value !== undefined && { value }),
  ...(missing !== undefined && { missing }),
  ...(look !== undefined && { look }),
  version,
  by,
  at,
})

const toEvent = ({ id, item, row, value, missing, look }: Incoming, version: number): AnswerVersion => ({
  item,
  row: row ?? '',
  version,
  value,
  missing,
  look,
  mutation: id,
  stands: false,
})

const markStanding = (
  events: readonly AnswerVersion[],
  standing: ReadonlyMap<KeyText, StoredAnswer>,
): readonly AnswerVersion[] =>
  events.map((event) => ({
    ...event,
    stands: standing.get(keyOf({ item: event.item, row: event.row || undefined }))?.version === event.version,
  }))
