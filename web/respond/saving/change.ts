import type { Mutation, ProblemBody, StoredAnswer } from '#contract'
import { type Answer, givenMissing, isDeclarable, type KeyText, keyText, parseKey } from '#engine'

/** One change of one answer as it was typed. Its id goes with it through every repetition. */
export interface Change {
  readonly id: string
  readonly key: KeyText
  readonly answer: Answer | undefined
  /** The version of the answer it was typed on; recorded then and never worked out anew. */
  readonly base: number
  /** The change of the same answer that it was typed on, where that one does not simply stand. */
  readonly after?: string
  /** The hash of the instrument on whose form it was typed. */
  readonly instrument: string
}

/** A change the server has. */
export interface Sent extends Change {
  /** The version it was confirmed as: said when it has to be sent again because the server lost it. */
  readonly was: number
  /** What stood then, where that was something else. */
  readonly stands?: StoredAnswer | undefined
}

export const mutationOf = ({ id, key, answer, base, after, ...sent }: Change & Partial<Sent>): Mutation => ({
  id,
  ...parseKey(key),
  base,
  ...(sent.was && { was: sent.was }),
  ...(after && { after }),
  ...givenBy(answer),
})

export function givenBy(answer: Answer | undefined): Pick<Mutation, 'value' | 'missing' | 'cleared'> {
  if (answer === undefined) return { cleared: true }
  const missing = givenMissing(answer)
  if (missing !== undefined && isDeclarable(missing)) return { missing }
  return { value: ('value' in answer ? answer.value : undefined) as NonNullable<Mutation['value']> }
}

/** What a change or an alternative says; undefined: the answer was taken away. */
export function answerIn({ value, missing }: Pick<Mutation, 'value' | 'missing'>): Answer | undefined {
  if (missing !== undefined) return { missing }
  return value === undefined ? undefined : { value }
}

export const keyIn = ({ item, row }: Pick<Mutation, 'item' | 'row'>): KeyText =>
  keyText(row === undefined ? { item } : { item, row })

/** Which changes of a batch the server points at, and what it says of each. */
export function faultsIn(batch: readonly Change[], problem: ProblemBody): ReadonlyMap<Change, string> {
  const faults = new Map<Change, string>()
  for (const { pointer, message } of problem.errors ?? []) {
    const change = batch[Number(/^\/mutations\/(\d+)/.exec(pointer)?.[1] ?? -1)]
    if (change !== undefined) faults.set(change, message)
  }
  return faults
}
