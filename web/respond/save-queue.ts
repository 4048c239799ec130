import type { Mutation, MutationResult, ProblemBody } from '#contract'
import type { Answer, KeyText } from '#engine'
import { isPassing } from '../api/call.ts'
import { answerIn, batchOf, type Change, faultsIn, keyIn } from './mutations.ts'
import { retryDelayMs } from './retry.ts'
import type { Conflict, SaveOutcome, SaveReport, SaveState, SaveTransport } from './save-report.ts'

interface Start {
  readonly revision: number
  readonly versions: Iterable<readonly [KeyText, number]>
  readonly onreport: (report: SaveReport) => void
}

const typingPauseMs = 400
const longestWaitMs = 2_000

/**
 * Changes wait by answer, the newest replacing the one before. A batch once sent is frozen and repeated under
 * the same ids until its fate is known, because the server may have applied it already.
 */
export class SaveQueue {
  #transport: SaveTransport
  #onreport: Start['onreport']
  #versions: Map<KeyText, number>
  #revision: number
  #waiting = new Map<KeyText, Change>()
  #batch: readonly Mutation[] = []
  #conflicts = new Map<KeyText, Conflict>()
  #refused = new Map<KeyText, string>()
  #attempt = 0
  #sending = false
  #failures = 0
  #oneByOne = false
  #stopped = false
  #problem: string | undefined
  #moved = false
  #pause: (() => void) | undefined
  #deadline: (() => void) | undefined
  #retry: (() => void) | undefined

  constructor(transport: SaveTransport, start: Start) {
    this.#transport = transport
    this.#onreport = start.onreport
    this.#versions = new Map(start.versions)
    this.#revision = start.revision
  }

  get report(): SaveReport {
    const open = [
      ...this.#waiting.keys(),
      ...this.#batch.map(keyIn),
      ...this.#refused.keys(),
      ...this.#conflicts.keys(),
    ]
    return {
      state: this.#state(),
      unsaved: new Set(open).size,
      conflicts: [...this.#conflicts.values()],
      refused: new Map(this.#refused),
      problem: this.#problem,
      revision: this.#revision,
      moved: this.#moved,
    }
  }

  #state(): SaveState {
    if (this.#stopped || this.#conflicts.size > 0 || this.#refused.size > 0) return 'attention'
    if (this.#failures > 0) return 'waiting'
    return this.#waiting.size > 0 || this.#batch.length > 0 ? 'saving' : 'saved'
  }

  change(key: KeyText, answer: Answer | undefined): void {
    const conflict = this.#conflicts.get(key)
    this.#refused.delete(key)
    if (conflict === undefined) this.#put(key, answer)
    else this.#conflicts.set(key, { ...conflict, mine: answer })
    this.#pause?.()
    this.#pause = this.#transport.after(typingPauseMs, () => this.flush())
    this.#deadline ??= this.#transport.after(longestWaitMs, () => this.flush())
    this.#tell()
  }

  /** Send what is left without waiting for more typing. */
  flush(): void {
    this.#stopWaiting()
    if (this.#sending || this.#stopped || this.#retry !== undefined) return
    if (this.#batch.length === 0) this.#takeBatch()
    if (this.#batch.length > 0) void this.#deliver()
  }

  /** The page is going away: send everything, whatever is under way. Mutation ids make a repeat harmless. */
  leave(): void {
    this.#stopWaiting()
    if (this.#stopped || (this.#waiting.size === 0 && this.#batch.length === 0)) return
    const ahead = new Map(this.#versions)
    // what is under way becomes the next version, and the change behind it is made on that one
    for (const mutation of this.#batch) ahead.set(keyIn(mutation), mutation.base + 1)
    this.#freeze(batchOf(this.#waiting.values(), ahead, this.#batch))
    void this.#deliver()
  }

  /** The cause was removed: signed in again, back online. */
  resume(): void {
    this.#stopped = false
    this.#failures = 0
    this.#problem = undefined
    this.#retry?.()
    this.#retry = undefined
    this.flush()
    this.#tell()
  }

  /** Mine is sent again, on top of theirs. */
  keepMine(key: KeyText): void {
    const conflict = this.#resolve(key)
    if (conflict === undefined) return
    this.#put(key, conflict.mine)
    this.flush()
    this.#tell()
  }

  /** What was typed here is given up, by choice. */
  takeTheirs(key: KeyText): void {
    if (this.#resolve(key) !== undefined) this.#tell()
  }

  #resolve(key: KeyText): Conflict | undefined {
    const conflict = this.#conflicts.get(key)
    if (conflict === undefined) return undefined
    this.#conflicts.delete(key)
    this.#versions.set(key, conflict.version)
    return conflict
  }

  #put(key: KeyText, answer: Answer | undefined): void {
    this.#waiting.set(key, { id: this.#transport.newId(), key, answer })
  }

  #takeBatch(): void {
    const next = this.#oneByOne ? [...this.#waiting.values()].slice(0, 1) : this.#waiting.values()
    this.#freeze(batchOf(next, this.#versions))
  }

  #freeze(batch: readonly Mutation[]): void {
    this.#batch = batch
    for (const mutation of batch) {
      const key = keyIn(mutation)
      if (this.#waiting.get(key)?.id === mutation.id) this.#waiting.delete(key)
    }
  }

  async #deliver(): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    this.#sending = true
    this.#tell()
    const outcome = await this.#transport.send(this.#batch)
    if (outcome.ok) this.#settle(outcome)
    // when a later attempt with the same ids is under way, that one decides
    if (attempt === this.#attempt) {
      this.#sending = false
      if (outcome.ok) this.#goOn()
      else this.#failed(outcome)
    }
    this.#tell()
  }

  #goOn(): void {
    this.#failures = 0
    this.#problem = undefined
    if (this.#waiting.size === 0) this.#oneByOne = false
    const typing = this.#pause !== undefined
    if (this.#batch.length > 0 || (this.#waiting.size > 0 && !typing)) this.flush()
  }

  #settle({ revision, results, instrument }: Extract<SaveOutcome, { ok: true }>): void {
    this.#revision = Math.max(this.#revision, revision)
    this.#moved ||= instrument !== undefined
    const byId = new Map(this.#batch.map((mutation) => [mutation.id, mutation]))
    for (const result of results) {
      const mutation = byId.get(result.id)
      if (mutation !== undefined) this.#settleOne(mutation, result)
    }
    const settled = new Set(results.map((result) => result.id))
    this.#batch = this.#batch.filter((mutation) => !settled.has(mutation.id))
  }

  #settleOne(mutation: Mutation, { status, version, current }: MutationResult): void {
    const key = keyIn(mutation)
    const newer = this.#waiting.get(key)
    if (status === 'conflict') {
      this.#waiting.delete(key)
      const mine = newer === undefined ? answerIn(mutation) : newer.answer
      this.#conflicts.set(key, { key, mine, theirs: current, version })
    } else if (status === 'key-reused') {
      if (newer === undefined) this.#put(key, answerIn(mutation))
    } else this.#versions.set(key, version)
  }

  #failed({ name, problem }: Extract<SaveOutcome, { ok: false }>): void {
    this.#problem = name
    if (isPassing(name)) this.#tryAgainLater()
    else if (name === 'invalid-request' || name === 'too-large') this.#setAside(problem)
    else this.#stopped = true
  }

  #tryAgainLater(): void {
    this.#failures += 1
    this.#retry = this.#transport.after(retryDelayMs(this.#failures, this.#transport.random()), () => {
      this.#retry = undefined
      this.flush()
    })
  }

  /** One answer the server refuses never holds up the others. */
  #setAside(problem: ProblemBody): void {
    const faults = faultsIn(this.#batch, problem)
    const alone = this.#batch.length === 1
    for (const mutation of this.#batch) {
      const key = keyIn(mutation)
      // something newer was typed since: that one goes next
      if (this.#waiting.has(key)) continue
      if (faults.has(mutation) || alone) this.#refused.set(key, faults.get(mutation) ?? problem.detail)
      else this.#put(key, answerIn(mutation))
    }
    // nothing was pointed at: find it by sending one at a time
    if (faults.size === 0) this.#oneByOne = true
    this.#batch = []
    this.#goOn()
  }

  #stopWaiting(): void {
    this.#pause?.()
    this.#deadline?.()
    this.#pause = undefined
    this.#deadline = undefined
  }

  #tell(): void {
    this.#onreport(this.report)
  }
}
