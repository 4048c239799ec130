import type { KeyText } from '#engine'
import { type Change, mutationOf } from './change.ts'

const mostPerBatch = 50
/** Browsers finish a request after the page is gone only up to 64 kB. */
const mostBytes = 50_000

/** What goes to the server next, and what need not go because it was typed over before it ever left. */
export interface Batch {
  readonly changes: readonly Change[]
  readonly dropped: readonly Change[]
}

/**
 * The changes of one response that the server may not have, oldest first, from every tab of this browser. Only one tab
 * sends; all of them hold the same list.
 */
export class Pending {
  #changes = new Map<string, Change>()
  /** The last change of each answer, also when the server has it. */
  #latest = new Map<KeyText, Change>()
  /** Those that may have reached the server: they are repeated as they are until their fate is known. */
  #left = new Set<string>()
  #refused = new Map<string, string>()
  /** Settled or typed over: another tab may still speak of them. */
  #gone = new Set<string>()

  /** Is anything to be sent? */
  get waits(): boolean {
    return this.#changes.size > this.#refused.size
  }

  get changes(): readonly Change[] {
    return [...this.#changes.values()]
  }

  /** By answer, why the server refused what was typed last. */
  get refused(): ReadonlyMap<KeyText, string> {
    const open = Array.from(this.#refused, ([id, reason]) => [this.#changes.get(id)?.key ?? '', id, reason] as const)
    return new Map(open.flatMap(([key, id, reason]) => (this.on(key)?.id === id ? [[key, reason]] : [])))
  }

  has(id: string): boolean {
    return this.#changes.has(id)
  }

  /** The change of an answer that was typed last and is not settled. */
  on(key: KeyText): Change | undefined {
    const last = this.#latest.get(key)
    return last && this.#changes.get(last.id)
  }

  /**
   * Whoever types the same answer in two tabs never conflicts with himself: a change that was typed on the same version
   * as the one before it, or an older one, is placed behind that one.
   */
  add(change: Change, { left = false } = {}): Change {
    const known = this.#changes.get(change.id)
    if (known !== undefined || this.#gone.has(change.id)) return known ?? change
    const before = this.#latest.get(change.key)
    const placed = before !== undefined && change.base <= before.base ? { ...change, after: before.id } : change
    this.#changes.set(placed.id, placed)
    this.#latest.set(placed.key, placed)
    if (left) this.#left.add(placed.id)
    return placed
  }

  drop(id: string): void {
    this.#changes.delete(id)
    this.#refused.delete(id)
    this.#gone.add(id)
  }

  /** The server has lost these, which are older than everything else: they are to be sent once more, and first. */
  bringBack(lost: readonly Change[]): void {
    const others = this.changes
    this.#changes = new Map(lost.map((change) => [change.id, change]))
    for (const other of others) this.#changes.set(other.id, other)
    for (const { id, key } of lost) {
      this.#gone.delete(id)
      this.#left.add(id)
      const last = this.#latest.get(key)?.id
      const change = this.#changes.get(id)
      if (change && (last === undefined || lost.some((one) => one.id === last))) this.#latest.set(key, change)
    }
  }

  /**
   * The server will not take it as it is: kept, and sent no more until it is asked for. Where the server broke over it
   * nobody knows whether it got there.
   */
  refuse(id: string, reason: string, { broke = false } = {}): void {
    if (!this.#changes.has(id)) return
    this.#refused.set(id, reason)
    if (!broke) this.#left.delete(id)
  }

  /** The server has it. Whatever was refused before it under the same answer was typed over by it, and is returned. */
  settle({ id, key }: Change): readonly Change[] {
    const before = this.changes.slice(0, this.changes.findIndex((one) => one.id === id) + 1)
    const over = before.filter((one) => one.key === key && one.id !== id && this.#refused.has(one.id))
    for (const one of [...over, { id }]) this.drop(one.id)
    return over
  }

  /** Refused ones are to be tried again, but for those that were typed over. */
  retry(): readonly Change[] {
    const dropped = this.#dropTypedOver()
    // what was typed over one that may have got there may be there as well: going after it now would go over it
    const late = this.changes.filter(({ id, key }) => this.#refused.has(id) && this.on(key)?.id !== id)
    for (const { id } of late) this.drop(id)
    this.forgive()
    return [...dropped, ...late]
  }

  /** Nothing is refused any more until the server says so again. */
  forgive(): void {
    this.#refused.clear()
  }

  /** Another tab sent until now: each of them may have left, exactly as it is on the device. */
  takeOver(kept: readonly Change[]): void {
    for (const change of kept) {
      if (this.#changes.has(change.id)) this.#put(change.id, change)
      else this.add(change)
    }
    for (const id of this.#changes.keys()) this.#left.add(id)
  }

  /** The next changes, oldest first, as far as one request may hold; all typed on one version of the instrument. */
  take(most = mostPerBatch): Batch {
    const dropped = this.#dropTypedOver()
    const batch: Change[] = []
    let bytes = 0
    for (const change of this.#changes.values()) {
      if (this.#refused.has(change.id)) continue
      bytes += new Blob([JSON.stringify(mutationOf(change))]).size
      const isFull = batch.length >= most || bytes > mostBytes
      if (batch.length > 0 && (isFull || change.instrument !== batch[0]?.instrument)) break
      batch.push(change)
    }
    for (const { id } of batch) this.#left.add(id)
    return { changes: batch, dropped }
  }

  #dropTypedOver(): readonly Change[] {
    const newer = new Map<KeyText, Change>()
    return this.changes.toReversed().filter((change) => {
      const heir = newer.get(change.key)
      newer.set(change.key, change)
      if (heir?.after !== change.id || this.#left.has(change.id) || heir.instrument !== change.instrument) return false
      this.typeOver(change)
      newer.set(change.key, this.#changes.get(heir.id) ?? heir)
      return true
    })
  }

  /** It never left: what was typed on it was typed on what stood before it. */
  typeOver({ id, key, after }: Change): void {
    for (const [at, { after: _typedOver, ...heir }] of this.#changes) {
      if (heir.key === key && _typedOver === id) this.#put(at, after === undefined ? heir : { ...heir, after })
    }
    this.drop(id)
  }

  /** Under another id, in its place of the list. */
  rename({ id }: Change, to: string): Change | undefined {
    const list = this.changes
    const renamed = list.find((one) => one.id === id)
    if (renamed === undefined) return undefined
    this.#changes.clear()
    for (const one of list) {
      const now = one.id === id ? { ...one, id: to } : one.after === id ? { ...one, after: to } : one
      this.#changes.set(now.id, now)
      if (this.#latest.get(now.key)?.id === one.id) this.#latest.set(now.key, now)
    }
    this.drop(id)
    return this.#changes.get(to)
  }

  /** In its place of the list, which a map keeps. */
  #put(id: string, change: Change): void {
    this.#changes.set(id, change)
    if (this.#latest.get(change.key)?.id === id) this.#latest.set(change.key, change)
  }
}
