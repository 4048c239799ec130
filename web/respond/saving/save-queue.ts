import type { MutationResult, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import type { Change, Sent } from './change.ts'
import type { Device } from './device.ts'
import { Pending } from './pending.ts'
import type { SaveReport, SaveState, SaveTransport } from './report.ts'
import { Sender } from './sender.ts'
import { type Chosen, type Ground, Standing } from './standing.ts'
import type { Line, Settled, TabMessage, Tabs } from './tabs.ts'

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
  #standing: Standing
  #pending = new Pending()
  /** Typed, and not yet in the device's keeping. */
  #unkept = new Set<string>()
  #sender: Sender
  #leads = false
  /** On the device when the page was opened. */
  #kept: readonly Change[] = []
  /** As the tab that leads tells it. */
  #line: Line = { failing: false, stopped: false }

  constructor(around: Surroundings, ground: Ground, kept: readonly Change[] = []) {
    this.#around = around
    this.#sender = new Sender(around.transport, around.device, this.#pending, {
      ondropped: (dropped) => around.tabs.tell({ dropped }),
      onkept: (changes) => {
        for (const { id } of changes) this.#unkept.delete(id)
      },
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
    this.#standing = new Standing(ground)
    this.#kept = kept
    for (const change of kept) this.#show(this.#pending.add(change, { left: true }))
  }

  /** The response was loaded anew. What is not settled stays on top of it. */
  begin(ground: Ground): void {
    this.#standing = new Standing(ground)
    for (const change of this.#pending.changes) this.#show(change)
    this.#tell()
  }

  #show({ key, answer }: Change): void {
    this.#around.ontyped(key, answer)
  }

  /** Typed elsewhere: shown, unless it is history already. */
  #take(change: Change): void {
    if (!this.#pending.has(change.id)) this.#pending.add(change)
    if (this.#pending.on(change.key)?.id === change.id) this.#show(change)
    if (this.#leads) this.#sender.wait()
  }

  /** From now on this tab sends. What stands on the device, where there is one, is what the tab before it left. */
  lead(kept?: readonly Change[]): void {
    this.#leads = true
    // what is neither on the device nor on its way there has been dealt with
    for (const { id } of kept === undefined ? [] : this.#pending.changes)
      if (!this.#unkept.has(id) && !kept?.some((one) => one.id === id)) this.#pending.drop(id)
    this.#pending.takeOver(kept ?? [])
    for (const change of this.#pending.changes) this.#show(change)
    this.#sender.flush()
    this.#tell()
  }

  get report(): SaveReport {
    const { changes, refused } = this.#pending
    return {
      state: this.#state(),
      unsaved: new Map(changes.map(({ key, answer }) => [key, answer])),
      kept: this.#isKept,
      conflicts: this.#standing.conflicts.open,
      refused,
      problem: this.#lineNow.problem,
      revision: this.#standing.revision,
      moved: this.#standing.moved,
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
    if (stopped || this.#standing.conflicts.open.length > 0 || this.#pending.refused.size > 0) return 'attention'
    if (!this.#pending.waits) return 'saved'
    if (!failing) return 'saving'
    return this.#isKept ? 'device' : 'unkept'
  }

  change(key: KeyText, answer: Answer | undefined): void {
    const { transport, tabs } = this.#around
    const after = this.#standing.conflicts.ownOf(key)
    const change = this.#pending.add({
      id: transport.newId(),
      key,
      answer,
      base: this.#pending.on(key)?.base ?? this.#standing.versionOf(key),
      ...(after !== undefined && { after }),
      instrument: this.#standing.instrument,
    })
    this.#standing.conflicts.type(key, answer)
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

  close(): void {
    if (this.#leads) this.#sender.close()
  }

  /** The cause was removed: signed in again, back online. */
  resume(): void {
    if (this.#leads) this.#sender.resume()
    else this.#around.tabs.tell({ resume: true })
  }

  /** What the server refused is to be tried as it is. */
  retry(): void {
    // only whoever sends knows what has left
    if (!this.#leads) {
      this.#around.tabs.tell({ retry: true })
      return
    }
    const dropped = this.#pending.retry()
    this.#around.tabs.tell({ dropped, retry: true })
    void this.#around.device.replace(dropped, this.#pending.changes)
    this.resume()
  }

  /** Given up by choice, after it could be copied. */
  giveUp(key: KeyText): void {
    for (const change of this.#pending.changes) if (change.key === key) this.#forget(change)
    this.#around.onstanding(key, this.#standing.loaded(key))
    this.#tell()
  }

  /** A server that was restored does not have these any more. */
  offer(changes: readonly Sent[]): void {
    this.#pending.bringBack(changes)
    for (const change of changes)
      if (this.#pending.on(change.key)?.id === change.id && change.was > this.#standing.versionOf(change.key))
        this.#show(change)
    this.flush()
    this.#tell()
  }

  /** What was typed on an alternative and is not settled. */
  typedOn(alternative: string): Change | undefined {
    return this.#pending.changes.findLast(({ after }) => after === alternative)
  }

  /** A person has chosen between two answers, and this is what stands now. */
  chosen(alternative: string, { current, ...heard }: Chosen): void {
    const typed = this.typedOn(alternative)
    if (typed !== undefined) this.#forget(typed)
    this.#standing.hear(heard)
    const key = this.#standing.conflicts.close(alternative)
    if (key !== undefined) this.#standNow(key, current)
    this.#around.tabs.tell({ anew: true })
    this.#tell()
  }

  /** What this browser keeps by now: what was kept when the page was opened may have been sent meanwhile. */
  catchUp(kept: readonly Change[]): void {
    for (const { id } of this.#kept) if (!kept.some((one) => one.id === id)) this.#pending.drop(id)
    this.#kept = []
    this.#tell()
  }

  hear({ typed, dropped, renamed, settled, line, resume, retry, anew }: TabMessage): void {
    if (renamed !== undefined) this.#pending.rename(renamed.change, renamed.to)
    for (const change of dropped ?? []) this.#pending.typeOver(change)
    if (typed !== undefined) this.#take(typed)
    if (settled !== undefined) this.#settle(settled)
    if (line !== undefined) this.#line = line
    if (resume === true && this.#leads) this.#sender.resume()
    if (retry === true && this.#leads) this.retry()
    else if (retry === true) this.#pending.forgive()
    if (anew === true) this.#around.onanew()
    this.#tell()
  }

  /** Returns those that the server has now, whatever it made of them, with the version each was confirmed as. */
  #settle({ changes, results, ...heard }: Settled): readonly Sent[] {
    this.#standing.hear(heard)
    return results.flatMap((result) => {
      const change = changes.find(({ id }) => id === result.id)
      if (change === undefined || !this.#settleOne(change, result)) return []
      return [{ ...change, was: result.version, ...(result.current && { stands: result.current }) }]
    })
  }

  /** Has the server got it? */
  #settleOne(change: Change, result: MutationResult): boolean {
    const { id, key } = change
    const { status, version, current } = result
    if (status === 'invalid' || status === 'forbidden') {
      // what was typed over it since is on its way
      if (this.#pending.on(key)?.id === id) this.#pending.refuse(id, result.errors?.[0]?.message ?? status)
      else {
        this.#pending.typeOver(change)
        void this.#around.device.replace([change], [])
      }
    } else if (status === 'stale-instrument') this.#sender.stop(status)
    else if (status === 'key-reused') this.#rename(change)
    else {
      // another tab's, and not heard of before
      if (!this.#pending.has(id) && this.#pending.on(key) === undefined) this.#show(change)
      for (const over of this.#pending.settle(change)) this.#forget(over)
      this.#standing.conflicts.settle(change, result, this.#pending.on(key))
      const newer = status === 'conflict' ? undefined : this.#standing.confirmed(key, version)
      if (status === 'merged' || newer !== undefined) this.#standNow(key, current ?? newer)
      return true
    }
    return false
  }

  #forget(change: Change): void {
    this.#pending.drop(change.id)
    void this.#around.device.replace([change], [])
    this.#around.tabs.tell({ dropped: [change] })
  }

  /** The server has its id with other words: it was sent before what it was typed on was refused. */
  #rename(change: Change): void {
    const renamed = this.#leads && this.#pending.rename(change, this.#around.transport.newId())
    if (!renamed) return
    this.#around.tabs.tell({ renamed: { change, to: renamed.id } })
    void this.#around.device.replace([change], this.#pending.changes)
  }

  #standNow(key: KeyText, current: StoredAnswer | undefined): void {
    this.#standing.became(key, current)
    if (this.#pending.on(key) === undefined) this.#around.onstanding(key, current)
  }

  #tell(): void {
    this.#around.onreport(this.report)
  }
}
