import type { Mutation, ProblemBody } from '#contract'
import { type Answer, givenMissing, isDeclarable, type KeyText, keyText, parseKey } from '#engine'

/** A change not sent yet. Its id goes with it through every repetition. */
export interface Change {
  readonly id: string
  readonly key: KeyText
  readonly answer: Answer | undefined
  /** The change of the same answer that it was typed on, where that one does not simply stand. */
  readonly after?: string
}

type Versions = ReadonlyMap<KeyText, number>

const mostPerBatch = 50
/** Browsers finish a request after the page is gone only up to 64 kB. */
const mostCharacters = 50_000

/** What is under way already and the next changes behind it, oldest first, as far as one request may hold. */
export function batchOf(
  changes: Iterable<Change>,
  versions: Versions,
  underWay: readonly Mutation[] = [],
): readonly Mutation[] {
  const batch = [...underWay]
  let characters = JSON.stringify(batch).length
  for (const change of changes) {
    const mutation = mutationOf(change, versions)
    characters += JSON.stringify(mutation).length
    if (batch.length > 0 && (batch.length >= mostPerBatch || characters > mostCharacters)) break
    batch.push(mutation)
  }
  return batch
}

function mutationOf({ id, key, answer, after }: Change, versions: Versions): Mutation {
  return { id, ...parseKey(key), base: versions.get(key) ?? 0, ...(after && { after }), ...givenBy(answer) }
}

export function givenBy(answer: Answer | undefined): Pick<Mutation, 'value' | 'missing' | 'cleared'> {
  if (answer === undefined) return { cleared: true }
  const missing = givenMissing(answer)
  if (missing !== undefined && isDeclarable(missing)) return { missing }
  return { value: ('value' in answer ? answer.value : undefined) as NonNullable<Mutation['value']> }
}

export function answerIn({ value, missing, cleared }: Mutation): Answer | undefined {
  if (cleared === true) return undefined
  return missing === undefined ? { value } : { missing }
}

export const keyIn = ({ item, row }: Pick<Mutation, 'item' | 'row'>): KeyText =>
  keyText(row === undefined ? { item } : { item, row })

/** Which mutations of the batch the server points at, and what it says of each. */
export function faultsIn(batch: readonly Mutation[], problem: ProblemBody): ReadonlyMap<Mutation, string> {
  const faults = new Map<Mutation, string>()
  for (const { pointer, message } of problem.errors ?? []) {
    const mutation = batch[Number(/^\/mutations\/(\d+)/.exec(pointer)?.[1] ?? -1)]
    if (mutation !== undefined) faults.set(mutation, message)
  }
  return faults
}
