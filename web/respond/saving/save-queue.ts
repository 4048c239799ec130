import type { MutationResult, OpenAlternative, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import type { Change } from './change.ts'
import { Conflicts } from './conflicts.ts'
import type { Device } from './device.ts'
import { Pending } from './pending.ts'
import type { SaveReport, SaveState, SaveTransport } from './report.ts'
import { Sender } from './sender.ts'
import type { Line, Settled, TabMessage, Tabs } from './tabs.ts'

/** What the server said when the response was loaded. */
export interface Ground {
  readonly instrument: string
  readonly revision: number
  readonly versions: Iterable<readonly [KeyText, number]>
  readonly standing?: (key: KeyText) => StoredAnswer | undefined
  /** What others, or this person before, left to choose between. */
  readonly alternatives?: readonly OpenAlternative[] | undefined
}

/** What stands after a choice. */
export interface Chosen {
  readonly revision: number
  readonly current?: StoredAnswer | undefined
}

export interface Surroundings {
  readonly transport: SaveTransport
  readonly device: Device
  readonly tabs: Tabs
  readonly onreport: (report: SaveReport) => void
  /** Another answer stands now than the one on the page. */
  readonly onstanding: (key: KeyText, answer: StoredAnswer | undefined) => void
  /** Typed in another tab, or before this page was opened. */
  readonly ontyped: (key: KeyText, answer: Answer | undefined) => void
  /** Something else changed on the server: the response is to be loaded anew. */
  readonly onanew: () => void
  readonly onepoch: (epoch: string) => void
}

/**
 * Changes go from typing to the device, and from there to the server. Every tab of a browser holds the same list and
 * hears what becomes of it; the one that leads sends for all of them.
 */
export class SaveQueue {
  #around: Surroundings
  #instrument = ''
  #versions = new Map<KeyText, number>()
  #revision = 0
  #standing: Ground['standing']
  #conflicts = new Conflicts()
  #moved = false
  #pending = new Pending()
  /** Typed, and not yet in the device's keeping. */
  #unkept = new Set<string>()
  #sender: Sender
  #leads = false
  /** As the tab that leads tells it. */
  #line: Line = { failing: false, stopped: false }

  constructor(around: Surroundings, ground: Ground, kept: readonly Change[] = []) {
    this.#around = around
    this.#sender = new Sender(around.transport, around.device, this.#pending, {
      onarrived: (changes, { revision, epoch, results, instrument }) => {
        const settled: Settled = { changes, results, revision, instrument }
        around.tabs.tell({ settled })
        void around.device.settle(this.#settle(settled), { epoch, revision })
        around.onepoch(epoch)
      },
      onchange: () => {
        if (this.#leads) around.tabs.tell({ line: this.#sender.line })
        this.#tell()
      },
    })
    this.#stand(ground)
    for (const change of kept) this.#show(this.#pending.add(change, { left: true }))
  }

  /** The response was loaded anew. What is not settled stays on top of it. */
  begin(ground: Ground): void {
    this.#stand(ground)
    for (const change of this.#pending.changes) this.#show(change)
    this.#tell()
  }

  #stand({ instrument, revision, versions, standing, alternatives }: Ground): void {
    this.#instrument = instrument
    this.#revision = revision
    this.#versions = new Map(versions)
    this.#standing = standing
    this.#conflicts = new Conflicts(alternatives, standing)
    this.#moved = false
  }

  #show({ key, answer }: Change): void {
    this.#around.ontyped(key, answer)
  }

  /** From now on this tab sends: what others left behind, and what they type from now on. */
  lead(kept: readonly Change[] = []): void {
    this.#leads = true
    for (const change of kept) this.#show(this.#pending.add(change))
    this.#pending.takeOver()
    this.#sender.flush()
    this.#tell()
  }

  get report(): SaveReport {
    const { changes, refused } = this.#pending
    return {
      state: this.#state(),
      unsaved: new Map(changes.map(({ key, answer }) => [key, answer])),
      kept: this.#isKept,
      conflicts: this.#conflicts.open,
      refused,
      problem: this.#lineNow.problem,
      revision: this.#revision,
      moved: this.#moved,
    }
  }

  /** Is anything still going to be sent by itself? */
  get isBusy(): boolean {
    return this.#pending.waits
  }

  get #lineNow(): Line {
    return this.#leads ? this.#sender.line : this.#line
  }

  get #isKept(): boolean {
    return this.#pending.changes.every(({ id }) => !this.#unkept.has(id))
  }

  #state(): SaveState {
    const { failing, stopped } = this.#lineNow
    if (stopped || this.#conflicts.open.length > 0 || this.#pending.refused.size > 0) return 'attention'
    if (!this.#pending.waits) return 'saved'
    if (!failing) return 'saving'
    return this.#isKept ? 'device' : 'unkept'
  }

  change(key: KeyText, answer: Answer | undefined): void {
    const { transport, tabs } = this.#around
    const after = this.#conflicts.ownOf(key)
    const change = this.#pending.add({
      id: transport.newId(),
      key,
      answer,
      base: this.#pending.on(key)?.base ?? this.#versions.get(key) ?? 0,
      ...(after !== undefined && { after }),
      instrument: this.#instrument,
    })
    this.#conflicts.type(key, answer)
    void this.#keep(change)
    tabs.tell({ typed: change })
    if (this.#leads) this.#sender.wait()
    this.#tell()
  }

  async #keep(change: Change): Promise<void> {
    this.#unkept.add(change.id)
    const isKept = await this.#around.device.keep(change)
    if (isKept) this.#unkept.delete(change.id)
    // settled or typed over in the meantime: nobody is to find it there
    if (isKept && !this.#pending.has(change.id)) await this.#around.device.replace([change], [])
    this.#tell()
  }

  /** Send what is left without waiting for more typing. */
  flush(): void {
    if (this.#leads) this.#sender.flush()
  }

  leave(): void {
    if (this.#leads) this.#sender.leave()
  }

  /** The cause was removed: signed in again, back online. */
  resume(): void {
    if (this.#leads) this.#sender.resume()
    else this.#around.tabs.tell({ resume: true })
  }

  /** What the server refused is to be tried as it is. */
  retry(): void {
    this.#pending.retry()
    this.resume()
  }

  /** Given up by choice, after it could be copied. */
  giveUp(key: KeyText): void {
    for (const change of this.#pending.changes) if (change.key === key) this.#forget(change)
    this.#around.onstanding(key, this.#standing?.(key))
    this.#tell()
  }

  /** A server that was restored does not have these any more. */
  offer(changes: readonly Change[]): void {
    for (const change of changes) this.#pending.add(change, { left: true })
    this.flush()
    this.#tell()
  }

  /** What was typed on an alternative and is not settled. */
  typedOn(alternative: string): Change | undefined {
    return this.#pending.changes.findLast(({ after }) => after === alternative)
  }

  /** A person has chosen between two answers, and this is what stands now. */
  chosen(alternative: string, { revision, current }: Chosen): void {
    const typed = this.typedOn(alternative)
    if (typed !== undefined) this.#forget(typed)
    this.#revision = Math.max(this.#revision, revision)
    const key = this.#conflicts.close(alternative)
    if (key !== undefined) this.#standNow(key, current)
    this.#around.tabs.tell({ anew: true })
    this.#tell()
  }

  hear({ typed, settled, line, resume, anew }: TabMessage): void {
    if (typed !== undefined) {
      this.#show(this.#pending.add(typed))
      if (this.#leads) this.#sender.wait()
    }
    if (settled !== undefined) this.#settle(settled)
    if (line !== undefined) this.#line = line
    if (resume === true && this.#leads) this.#sender.resume()
    if (anew === true) this.#around.onanew()
    this.#tell()
  }

  /** Returns those that the server has now, whatever it made of them. */
  #settle({ changes, results, revision, instrument }: Settled): readonly Change[] {
    this.#revision = Math.max(this.#revision, revision)
    this.#moved ||= instrument !== undefined
    return results.flatMap((result) => {
      const change = changes.find(({ id }) => id === result.id)
      return change !== undefined && this.#settleOne(change, result) ? [change] : []
    })
  }

  /** Has the server got it? */
  #settleOne(change: Change, result: MutationResult): boolean {
    const { id, key } = change
    const { status, version, current } = result
    if (status === 'invalid' || status === 'forbidden') this.#pending.refuse(id, result.errors?.[0]?.message ?? status)
    else if (status === 'stale-instrument') this.#sender.stop(status)
    else if (status === 'key-reused') this.#rename(change)
    else {
      // another tab's, and not heard of before
      if (!this.#pending.has(id) && this.#pending.on(key) === undefined) this.#show(change)
      this.#pending.drop(id)
      this.#conflicts.settle(change, result, this.#pending.on(key))
      if (status !== 'conflict') this.#versions.set(key, version)
      if (status === 'merged') this.#standNow(key, current)
      return true
    }
    return false
  }

  #forget(change: Change): void {
    this.#pending.drop(change.id)
    void this.#around.device.replace([change], [])
  }

  /** By the wildest of chances the id was another change's already. */
  #rename(change: Change): void {
    this.#pending.drop(change.id)
    const renamed = this.#pending.add({ ...change, id: this.#around.transport.newId() })
    if (this.#leads) void this.#around.device.replace([change], [renamed])
  }

  #standNow(key: KeyText, current: StoredAnswer | undefined): void {
    this.#versions.set(key, current?.version ?? 0)
    this.#conflicts.stand(key, current)
    if (this.#pending.on(key) === undefined) this.#around.onstanding(key, current)
  }

  #tell(): void {
    this.#around.onreport(this.report)
  }
}
