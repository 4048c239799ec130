import type { Mutation, MutationResult, ProblemBody } from '#contract'
import type { KeyText } from '#engine'
import { type Change, mutationOf, type Sent } from '../../../web/respond/saving/change.ts'
import { type Device, noDevice } from '../../../web/respond/saving/device.ts'
import type { SaveOutcome, SaveReport, SaveTransport } from '../../../web/respond/saving/report.ts'
import { SaveQueue } from '../../../web/respond/saving/save-queue.ts'
import type { Ground } from '../../../web/respond/saving/standing.ts'

type Reply = (mutations: readonly Mutation[]) => SaveOutcome

/** A server that is told what to say, and a clock that is moved by hand. */
export class FakeTransport implements SaveTransport {
  readonly batches: (readonly Mutation[])[] = []
  readonly delays: number[] = []
  #timers: { at: number; work: () => void }[] = []
  #now = 0
  #ids = 0
  #replies: Reply[] = []
  #held: (() => void)[] | undefined
  chance = 1

  /** What the next requests are answered with; afterwards everything is saved. */
  will(...replies: readonly Reply[]): void {
    this.#replies.push(...replies)
  }

  /** Replies wait until `release`. */
  hold(): void {
    this.#held = []
  }

  async release(): Promise<void> {
    const held = this.#held ?? []
    this.#held = undefined
    for (const answer of held) answer()
    await settle()
  }

  async send(changes: readonly Change[]): Promise<SaveOutcome> {
    const mutations = changes.map(mutationOf)
    this.batches.push(mutations)
    const reply = this.#replies.shift() ?? saved
    const held = this.#held
    if (held !== undefined) await new Promise<void>((resolve) => held.push(resolve))
    return reply(mutations)
  }

  after(delayMs: number, work: () => void): () => void {
    this.delays.push(delayMs)
    const timer = { at: this.#now + delayMs, work }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#now = next.at
      this.#timers = this.#timers.filter((timer) => timer !== next)
      next.work()
      await settle()
    }
    this.#now = until
  }

  random(): number {
    return this.chance
  }

  newId(): string {
    this.#ids += 1
    return `id-${this.#ids}`
  }
}

/** Let every promise that can be kept be kept. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
}

export const saved: Reply = (mutations) => ({
  ok: true,
  revision: 1,
  epoch: 'e',
  results: mutations.map(
    (mutation): MutationResult => ({ id: mutation.id, status: 'saved', version: mutation.base + 1 }),
  ),
})

export const failing =
  (name: string, errors: ProblemBody['errors'] = []): Reply =>
  () => ({
    ok: false,
    name,
    problem: { type: `/problems/${name}`, title: name, status: 0, detail: `because of ${name}`, errors },
  })

export const answering =
  (...results: readonly Partial<MutationResult>[]): Reply =>
  (mutations) => ({
    ok: true,
    revision: 9,
    epoch: 'e',
    results: mutations.map((mutation, at) => ({
      id: mutation.id,
      status: 'saved',
      version: mutation.base + 1,
      ...results[at],
    })),
  })

/** A queue of a tab that leads, with what it says. */
export function openQueue(
  versions: Readonly<Record<KeyText, number>> = {},
  { device = noDevice, ...ground }: Partial<Ground> & { readonly device?: Device } = {},
) {
  const transport = new FakeTransport()
  const reports: SaveReport[] = []
  const standing: [KeyText, unknown][] = []
  const typed: [KeyText, unknown][] = []
  const told: unknown[] = []
  const queue = new SaveQueue(
    {
      transport,
      device,
      tabs: { tell: (message) => told.push(message) },
      onreport: (report) => reports.push(report),
      onstanding: (key, answer) => standing.push([key, answer?.value]),
      ontyped: (key, answer) => typed.push([key, answer && 'value' in answer ? answer.value : undefined]),
      onanew: () => {},
      onepoch: () => {},
    },
    { instrument: 'i', revision: 0, versions: Object.entries(versions), ...ground },
  )
  queue.lead()
  reports.length = 0
  const states = () => reports.map((report) => report.state).filter((state, at, all) => state !== all[at - 1])
  return { transport, queue, states, standing, typed, told }
}

/** A browser that keeps what it is told, as long as it has room. */
export class MemoryDevice implements Device {
  readonly pending = new Map<string, Change>()
  readonly sent = new Map<string, Sent>()
  full = false

  async keep(change: Change): Promise<boolean> {
    if (!this.full) this.pending.set(change.id, change)
    return !this.full
  }

  async replace(dropped: readonly Change[], changes: readonly Change[]): Promise<boolean> {
    if (this.full) return false
    for (const { id } of dropped) this.pending.delete(id)
    for (const change of changes) this.pending.set(change.id, change)
    return true
  }

  async settle(changes: readonly Sent[]): Promise<void> {
    for (const change of changes) {
      this.pending.delete(change.id)
      this.sent.set(change.id, change)
    }
  }
}
