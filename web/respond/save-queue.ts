import type { Mutation, MutationResult, OpenAlternative, ProblemBody, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import { isPassing } from '../api/call.ts'
import { answerIn, batchOf, type Change, faultsIn, givenBy, keyIn } from './mutations.ts'
import { retryDelayMs } from './retry.ts'
import type { Choice, Conflict, SaveOutcome, SaveReport, SaveState, SaveTransport } from './save-report.ts'

interface Start {
  readonly revision: number
  readonly versions: Iterable<readonly [KeyText, number]>
  readonly standing?: (key: KeyText) => StoredAnswer | undefined
  /** What others, or this person before, left to choose between. */
  readonly alternatives?: readonly OpenAlternative[] | undefined
  readonly onreport: (report: SaveReport) => void
  /** Another answer stands now than the one on the page. */
  readonly onstanding: (key: KeyText, answer: StoredAnswer | undefined) => void
}

const typingPauseMs = 400
const longestWaitMs = 2_000

/**
 * Changes wait by answer, the newest replacing the one before. A batch once sent is frozen and repeated under
 * the same ids until its fate is known, because the server may have applied it already.
 */
export class SaveQueue {
  #transport: SaveTransport
  #start: Start
  #versions: Map<KeyText, number>
  #revision: number
  #waiting = new Map<KeyText, Change>()
  #batch: readonly Mutation[] = []
  /** By the id of their alternative. */
  #conflicts = new Map<string, Conflict>()
  /** The last change of an answer, where that one does not simply stand: the next is typed on it. */
  #before = new Map<KeyText, string>()
  #refused = new Map<KeyText, string>()
  #attempt = 0
  #sending = false
  #failures = 0
  #oneByOne = false
  #stopped = false
  #problem: string | undefined
  #moved = false
  #choosing = false
  #pause: (() => void) | undefined
  #deadline: (() => void) | undefined
  #retry: (() => void) | undefined

  constructor(transport: SaveTransport, start: Start) {
    this.#transport = transport
    this.#start = start
    this.#versions = new Map(start.versions)
    this.#revision = start.revision
    for (const { id, value, missing, by, at, ...place } of start.alternatives ?? []) {
      const key = keyIn(place)
      const mine = missing === undefined && value === undefined ? undefined : answerIn({ value, missing } as Mutation)
      const theirs = start.standing?.(key)
      this.#conflicts.set(id, { id, key, mine, by: { by, at }, theirs, version: theirs?.version ?? 0 })
    }
  }

  get report(): SaveReport {
    const open = [...this.#waiting.keys(), ...this.#batch.map(keyIn), ...this.#refused.keys()]
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
    this.#refused.delete(key)
    this.#put(key, answer)
    const own = this.#before.get(key)
    const conflict = own === undefined ? undefined : this.#conflicts.get(own)
    if (conflict !== undefined) this.#conflicts.set(conflict.id, { ...conflict, mine: answer })
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
    // what is under way becomes the next version, or something else: the change behind it names it
    const underWay = new Map(this.#batch.map((mutation) => [keyIn(mutation), mutation]))
    for (const [key, mutation] of underWay) ahead.set(key, mutation.base + 1)
    const behind = Array.from(this.#waiting.values(), (change) => {
      const before = underWay.get(change.key)
      return before === undefined ? change : { ...change, after: before.id }
    })
    this.#freeze(batchOf(behind, ahead, this.#batch))
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

  /** Mine is to stand. */
  async keepMine(id: string): Promise<void> {
    const waiting = this.#waiting.get(this.#conflicts.get(id)?.key ?? '')
    const typedOn = waiting !== undefined && waiting.after === id
    await this.#choose(id, typedOn ? { choice: 'other', ...givenBy(waiting.answer) } : { choice: 'alternative' })
  }

  /** What was typed here is given up, by choice; the server keeps it on record. */
  takeTheirs(id: string): Promise<void> {
    return this.#choose(id, { choice: 'standing' })
  }

  async #choose(id: string, choice: Omit<Choice, 'id' | 'version'>): Promise<void> {
    const conflict = this.#conflicts.get(id)
    if (conflict === undefined || this.#choosing) return
    const { key, version } = conflict
    this.#choosing = true
    const outcome = await this.#transport.choose(id, { id: this.#transport.newId(), version, ...choice })
    this.#choosing = false
    if (outcome.ok) {
      if (this.#waiting.get(key)?.after === id) this.#waiting.delete(key)
      this.#revision = Math.max(this.#revision, outcome.revision)
      this.#conflicts.delete(id)
      this.#before.delete(key)
      this.#stand(key, outcome.current)
      this.#problem = undefined
    } else this.#problem = outcome.name
    this.#tell()
  }

  /** Other choices about the same answer are between what stands now and their alternatives. */
  #stand(key: KeyText, current: StoredAnswer | undefined): void {
    const version = current?.version ?? 0
    this.#versions.set(key, version)
    for (const other of this.#conflicts.values()) {
      if (other.key === key) this.#conflicts.set(other.id, { ...other, theirs: current, version })
    }
    if (!this.#waiting.has(key)) this.#start.onstanding(key, current)
  }

  #put(key: KeyText, answer: Answer | undefined): void {
    const after = this.#before.get(key)
    this.#waiting.set(key, { id: this.#transport.newId(), key, answer, ...(after !== undefined && { after }) })
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
    if (!this.#stopped) this.#problem = undefined
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

  #settleOne(mutation: Mutation, { status, version, current, alternative, errors }: MutationResult): void {
    const key = keyIn(mutation)
    const newer = this.#waiting.get(key)
    if (mutation.after !== undefined) this.#conflicts.delete(mutation.after)
    if (status === 'conflict' && alternative !== undefined) {
      const mine = newer === undefined ? answerIn(mutation) : newer.answer
      this.#conflicts.set(alternative, { id: alternative, key, mine, theirs: current, version })
      this.#typedOn(key, alternative)
    } else if (status === 'invalid' || status === 'forbidden') {
      if (newer === undefined) this.#refused.set(key, errors?.[0]?.message ?? status)
    } else if (status === 'key-reused' || status === 'stale-instrument') {
      if (newer === undefined) this.#put(key, answerIn(mutation))
      if (status === 'stale-instrument') this.#stop(status)
    } else {
      this.#before.delete(key)
      this.#versions.set(key, version)
      if (status === 'merged') this.#stand(key, current)
      // typed before it was known what stands: it is built on what was typed here
      if (status === 'merged' && newer !== undefined) this.#typedOn(key, mutation.id)
    }
  }

  #typedOn(key: KeyText, id: string): void {
    const newer = this.#waiting.get(key)
    this.#before.set(key, id)
    if (newer !== undefined) this.#waiting.set(key, { ...newer, after: id })
  }

  #stop(name: string): void {
    this.#stopped = true
    this.#problem = name
  }

  #failed({ name, problem }: Extract<SaveOutcome, { ok: false }>): void {
    this.#problem = name
    if (isPassing(name)) this.#tryAgainLater()
    else if (name === 'invalid-request' || name === 'too-large') this.#setAside(problem)
    else this.#stop(name)
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
    this.#start.onreport(this.report)
  }
}
