import type { ProblemBody } from '#contract'
import { isPassing } from '../../api/call.ts'
import { type Change, faultsIn } from './change.ts'
import type { Device } from './device.ts'
import type { Pending } from './pending.ts'
import type { SaveOutcome, SaveTransport } from './report.ts'
import { retryDelayMs } from './retry.ts'
import type { Line } from './tabs.ts'

type Arrived = Extract<SaveOutcome, { ok: true }>
type Failed = Extract<SaveOutcome, { ok: false }>

interface Listeners {
  readonly ondropped: (changes: readonly Change[]) => void
  /** This browser has them by now, whatever it had before. */
  readonly onkept: (changes: readonly Change[]) => void
  readonly onarrived: (changes: readonly Change[], outcome: Arrived) => void
  /** How the line is has changed, or what was refused. */
  readonly onchange: () => void
}

const typingPauseMs = 400
const longestWaitMs = 2_000
/** After so long on its way a change is called what it is: not there yet. */
const slowMs = 3_000
/** The server breaks over changes so often before they go one by one, and over one so often before it is set aside. */
const mostBreakdowns = 3

/**
 * Sends what is pending, one request at a time, again and again under the same ids until the fate of each change is
 * known. Of the tabs of a browser only one does.
 */
export class Sender {
  #transport: SaveTransport
  #device: Device
  #pending: Pending
  #listeners: Listeners
  #line: Line = { failing: false, stopped: false }
  #attempt = 0
  #sending = false
  #failures = 0
  #breakdowns = 0
  #oneByOne = false
  #isGone = false
  #pause: (() => void) | undefined
  #deadline: (() => void) | undefined
  #retry: (() => void) | undefined
  #slow: (() => void) | undefined

  constructor(transport: SaveTransport, device: Device, pending: Pending, listeners: Listeners) {
    this.#transport = transport
    this.#device = device
    this.#pending = pending
    this.#listeners = listeners
  }

  get line(): Line {
    return this.#line
  }

  /** Somebody types: send after a pause, and every two seconds of typing without one. */
  wait(): void {
    this.#pause?.()
    this.#pause = this.#transport.after(typingPauseMs, () => this.flush())
    this.#deadline ??= this.#transport.after(longestWaitMs, () => this.flush())
  }

  /** Send what is left without waiting for more typing. */
  flush(): void {
    this.#stopWaiting()
    if (this.#sending || this.#line.stopped || this.#retry !== undefined || !this.#pending.waits) return
    void this.#deliver()
  }

  /** The page is going away: send everything, whatever is under way. */
  leave(): void {
    this.#stopWaiting()
    if (!this.#line.stopped && this.#pending.waits) void this.#deliver({ leaving: true })
  }

  /** The page is gone: what does not arrive now is sent by whoever opens the response next. */
  close(): void {
    this.leave()
    this.#isGone = true
    this.#retry?.()
  }

  /** The cause was removed: signed in again, back online. */
  resume(): void {
    this.#failures = 0
    this.#breakdowns = 0
    this.#retry?.()
    this.#retry = undefined
    this.#say({ failing: false, stopped: false })
    this.flush()
  }

  async #deliver({ leaving = false } = {}): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    this.#sending = true
    const { changes, dropped } = this.#pending.take(this.#oneByOne ? 1 : undefined)
    if (dropped.length > 0) this.#listeners.ondropped(dropped)
    const all = dropped.length > 0 ? this.#pending.changes : changes
    const kept = this.#device.replace(dropped, all).then((isKept) => {
      if (isKept) this.#listeners.onkept(changes)
    })
    // a page that goes away has no time to wait, and the browser finishes both
    if (!leaving) await kept
    this.#slow?.()
    this.#slow = this.#transport.after(slowMs, () => this.#say({ ...this.#line, failing: true }))
    const outcome = await this.#transport.send(changes)
    if (outcome.ok) this.#listeners.onarrived(changes, outcome)
    // when a later attempt with the same ids is under way, that one decides
    if (attempt !== this.#attempt) return
    this.#slow?.()
    this.#sending = false
    if (outcome.ok) this.#arrived()
    else this.#failed(changes, outcome)
    this.#listeners.onchange()
  }

  #arrived(): void {
    this.#failures = 0
    this.#breakdowns = 0
    if (!this.#line.stopped) this.#say({ failing: false, stopped: false })
    this.#goOn()
  }

  #goOn(): void {
    if (!this.#pending.waits) this.#oneByOne = false
    const isTyping = this.#pause !== undefined
    if (!isTyping) this.flush()
  }

  #failed(changes: readonly Change[], { name, problem }: Failed): void {
    if (isPassing(name)) this.#tryLater(changes, name, problem)
    else if (name === 'invalid-request' || name === 'too-large') this.#setAside(changes, problem)
    else this.stop(name)
  }

  stop(problem: string): void {
    this.#say({ failing: false, stopped: true, problem })
  }

  #tryLater(changes: readonly Change[], name: string, problem: ProblemBody): void {
    this.#failures += 1
    this.#breakdowns = name === 'unexpected' ? this.#breakdowns + 1 : 0
    if (this.#breakdowns >= mostBreakdowns) {
      this.#breakdowns = 0
      this.#setAside(changes, problem, { broke: true })
      return
    }
    this.#say({ failing: true, stopped: false, problem: name })
    if (this.#isGone) return
    this.#retry = this.#transport.after(retryDelayMs(this.#failures, this.#transport.random()), () => {
      this.#retry = undefined
      this.flush()
    })
  }

  /** One answer the server refuses never holds up the others. */
  #setAside(changes: readonly Change[], problem: ProblemBody, how: { readonly broke?: boolean } = {}): void {
    const faults = faultsIn(changes, problem)
    const alone = changes.length === 1
    for (const change of changes) {
      if (faults.has(change) || alone) this.#pending.refuse(change.id, faults.get(change) ?? reasonOf(problem), how)
    }
    // nothing was pointed at: find it by sending one at a time
    if (faults.size === 0) this.#oneByOne = true
    this.#goOn()
  }

  #say(line: Line): void {
    this.#line = line
    this.#listeners.onchange()
  }

  #stopWaiting(): void {
    this.#pause?.()
    this.#deadline?.()
    this.#pause = undefined
    this.#deadline = undefined
  }
}

/** Where the server kept a report of what went wrong, its number is said. */
const reasonOf = ({ detail, instance }: ProblemBody): string =>
  instance === undefined ? detail : `${detail} (${instance})`
