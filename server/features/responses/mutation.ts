import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Mutation, StoredAnswer } from '#contract'
import { type Answer, type KeyText, keyText, type MissingReason } from '#engine'

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

/** A mutation the response already has: a repetition is recognised by its id and its fingerprint. */
export interface AppliedMutation {
  readonly id: string
  readonly fingerprint: string
  /** As its sender counts. */
  readonly version: number
  /** What became of it; absent: it was saved as it was. */
  readonly status?: 'merged' | 'conflict' | 'set-aside' | undefined
  /** What was typed, where something else stands: the next change may be built on it. */
  readonly typed?: Pick<Mutation, 'value' | 'missing'> | undefined
  /** On a conflict: has nobody chosen yet? */
  readonly open?: boolean | undefined
}

/** RFC 8785, so that the same change in another order of fields is the same change. */
export function fingerprintOf({ item, row, base, after, value, missing, cleared }: Mutation): string {
  return createHash('sha256')
    .update(canonicalize({ item, row, base, after, value, missing, cleared }) ?? '')
    .digest('hex')
}

export const keyOf = ({ item, row }: { readonly item: string; readonly row?: string | undefined }): KeyText =>
  keyText(row === undefined ? { item } : { item, row })

/** What a change or a stored answer says; undefined: nothing, it was taken away. */
export function answerOf({ value, missing }: Pick<StoredAnswer, 'value' | 'missing'>): Answer | undefined {
  if (missing !== undefined) return { missing: missing as MissingReason }
  return value === undefined ? undefined : { value }
}
