import type { Mutation, MutationResult, OpenAlternative, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import { answerIn, type Change, keyIn } from './change.ts'
import type { Conflict } from './report.ts'

/** Answers that two people gave, until somebody chooses. */
export class Conflicts {
  /** By the id of their alternative. */
  #open = new Map<string, Conflict>()
  /** The alternative of an answer that was typed here: what is typed next takes its place. */
  #own = new Map<KeyText, string>()

  constructor(left: readonly OpenAlternative[] = [], standing?: (key: KeyText) => StoredAnswer | undefined) {
    for (const { id, value, missing, by, at, ...place } of left) {
      const key = keyIn(place)
      const theirs = standing?.(key)
      const mine = answerIn({ value, missing } as Pick<Mutation, 'value' | 'missing'>)
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

  /** A person has chosen. Returns whose answer it was about; undefined: that was settled already. */
  close(id: string): KeyText | undefined {
    const key = this.#open.get(id)?.key
    this.#open.delete(id)
    if (key !== undefined) this.#own.delete(key)
    return key
  }
}
