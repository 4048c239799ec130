import type { MutationResult, OpenAlternative, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import { answerIn, type Change, givenBy, keyIn } from './change.ts'
import type { Choice, ChoiceOutcome, Conflict, SaveTransport } from './report.ts'

/** Answers that two people gave, until somebody chooses. */
export class Conflicts {
  /** By the id of their alternative. */
  #open = new Map<string, Conflict>()
  /** The alternative of an answer that was typed here: what is typed next takes its place. */
  #own = new Map<KeyText, string>()
  #choosing = false

  constructor(left: readonly OpenAlternative[] = [], standing?: (key: KeyText) => StoredAnswer | undefined) {
    for (const { id, value, missing, by, at, ...place } of left) {
      const key = keyIn(place)
      const theirs = standing?.(key)
      const mine = answerIn({ value, missing } as Pick<Choice, 'value' | 'missing'>)
      this.#open.set(id, { id, key, mine, by: { by, at }, theirs, version: theirs?.version ?? 0 })
    }
  }

  get open(): readonly Conflict[] {
    return [...this.#open.values()]
  }

  /** The alternative that the next change of this answer is typed on. */
  ownOf(key: KeyText): string | undefined {
    return this.#own.get(key)
  }

  /** More was typed, before anybody chose. */
  type(key: KeyText, answer: Answer | undefined): void {
    const conflict = this.#open.get(this.#own.get(key) ?? '')
    if (conflict !== undefined) this.#open.set(conflict.id, { ...conflict, mine: answer })
  }

  /** The change was settled: what it was typed on is no choice any more; it may be one itself. */
  settle(
    { key, after, answer }: Change,
    { status, alternative, current, version }: MutationResult,
    newer?: Change,
  ): void {
    if (after !== undefined) this.#open.delete(after)
    if (status === 'conflict' && alternative !== undefined) {
      const mine = newer === undefined ? answer : newer.answer
      this.#open.set(alternative, { id: alternative, key, mine, theirs: current, version })
      this.#own.set(key, alternative)
    } else this.#own.delete(key)
  }

  /** Other choices about the same answer are between what stands now and their alternatives. */
  stand(key: KeyText, current: StoredAnswer | undefined): void {
    for (const other of this.#open.values()) {
      if (other.key === key) this.#open.set(other.id, { ...other, theirs: current, version: current?.version ?? 0 })
    }
  }

  /**
   * One of two answers is to stand. `typed` is what was typed on mine and not sent yet. Undefined: there is nothing to
   * choose, or a choice is under way.
   */
  async choose(
    id: string,
    which: 'mine' | 'theirs',
    { transport, typed }: { readonly transport: SaveTransport; readonly typed: Change | undefined },
  ): Promise<ChoiceOutcome | undefined> {
    const conflict = this.#open.get(id)
    if (conflict === undefined || this.#choosing) return undefined
    this.#choosing = true
    const head = { id: transport.newId(), version: conflict.version }
    const outcome = await transport.choose(id, { ...head, ...choiceOf(id, which, typed) })
    this.#choosing = false
    if (outcome.ok) {
      this.#open.delete(id)
      this.#own.delete(conflict.key)
    }
    return outcome
  }

  keyOf(id: string): KeyText | undefined {
    return this.#open.get(id)?.key
  }
}

/** What lost is given up by choice; the server keeps it on record. */
function choiceOf(id: string, which: 'mine' | 'theirs', typed: Change | undefined): Omit<Choice, 'id' | 'version'> {
  if (which === 'theirs') return { choice: 'standing' }
  return typed?.after === id ? { choice: 'other', ...givenBy(typed.answer) } : { choice: 'alternative' }
}
