import type { Answer, KeyText } from '#engine'
import type { Change } from '../../web/respond/saving/change.ts'
import { withSent } from '../../web/respond/saving/remembered.ts'
import type { SaveOutcome } from '../../web/respond/saving/report.ts'
import { SaveQueue } from '../../web/respond/saving/save-queue.ts'
import type { Ground } from '../../web/respond/saving/standing.ts'
import type { TabMessage } from '../../web/respond/saving/tabs.ts'
import { keyOf, versionsOf } from '../../web/respond/stored-answers.ts'
import { MemoryDevice } from '../web/saving/fake-transport.ts'
import type { Loaded, SavingServer } from './saving-world.ts'

/** What becomes of a request on its way. */
export const fates = ['arrives', 'arrives', 'arrives', 'request lost', 'reply lost', 'twice', 'slow', 'breaks'] as const

/** What somebody typed, and how far they knew the answer then. */
export interface Typed {
  readonly id: string
  readonly key: KeyText
  readonly browser: number
  readonly tab: Tab
  readonly saw: number
  /** What stood on the screen. */
  readonly over: Answer | undefined
  readonly answer: Answer | undefined
}

/** A clock moved by hand, a line that does what it is told, and everything that was ever typed. */
export class World {
  readonly server: SavingServer
  readonly browsers: readonly Browser[]
  readonly typed: Typed[] = []
  readonly merged = new Set<string>()
  /** Typed on one of two answers, and settled by choosing between them. */
  readonly decided = new Set<string>()
  #fates: () => (typeof fates)[number]
  #now = 0
  #timers: { readonly at: number; readonly work: () => void }[] = []
  #ids = 0
  #mail: (() => void)[] = []
  calm = false

  constructor(server: SavingServer, browsers: number, fate: () => (typeof fates)[number]) {
    this.server = server
    this.#fates = fate
    this.browsers = Array.from({ length: browsers }, (_, at) => new Browser(this, at))
  }

  newId(): string {
    this.#ids += 1
    return this.lastId
  }

  get lastId(): string {
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`
  }

  after(delayMs: number, work: () => void): () => void {
    const timer = { at: this.#now + delayMs, work }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  post(letter: () => void): void {
    this.#mail.push(letter)
  }

  /** Everything that needs no time happens. */
  async turn(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      const mail = this.#mail
      this.#mail = []
      for (const letter of mail) letter()
      if (mail.length > 0) quiet = -1
    }
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.turn()
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#now = next.at
      this.#timers = this.#timers.filter((one) => one !== next)
      next.work()
      await this.turn()
    }
    this.#now = until
  }

  /** As the line takes it there and back. */
  async carry(browser: Browser, changes: readonly Change[]): Promise<SaveOutcome> {
    const fate = this.calm ? 'arrives' : this.#fates()
    if (browser.offline || fate === 'request lost') return failed('unreachable')
    if (fate === 'breaks') return failed('unexpected')
    const outcome = await this.server.save(browser.person, changes)
    if (outcome.ok) for (const { id, status } of outcome.results) if (status === 'merged') this.merged.add(id)
    if (fate === 'reply lost') return failed('unreachable')
    if (fate === 'twice') return this.server.save(browser.person, changes)
    if (fate === 'slow') await new Promise<void>((resolve) => this.after(10_000, resolve))
    return outcome
  }
}

const failed = (name: string): SaveOutcome => ({
  ok: false,
  name,
  problem: { type: `/problems/${name}`, title: name, status: 0, detail: name },
})

/** One person at one computer, with what it keeps. */
export class Browser {
  readonly world: World
  readonly at: number
  readonly person: string
  readonly device = new MemoryDevice()
  tabs: Tab[] = []
  offline = false
  #remembered: Loaded | undefined

  constructor(world: World, at: number) {
    this.world = world
    this.at = at
    this.person = `person ${at}`
  }

  /** Without a line: as it was loaded last, with what was sent since. */
  async ground(): Promise<Ground> {
    const isFresh = !this.offline || this.#remembered === undefined
    if (isFresh) this.#remembered = await this.world.server.load(this.person)
    const { revision, answers, alternatives } = this.#remembered as Loaded
    const known = isFresh ? answers : withSent(answers, [...this.device.sent.values()])
    return {
      instrument: 'i',
      revision,
      alternatives,
      versions: versionsOf(known),
      standing: (key) => known.find((one) => keyOf(one) === key),
    }
  }

  async open(): Promise<Tab> {
    const tab = new Tab(this, await this.ground())
    this.tabs.push(tab)
    tab.queue.catchUp([...this.device.pending.values()])
    if (this.tabs[0] === tab) tab.queue.lead([...this.device.pending.values()])
    return tab
  }

  /** The next tab sends from now on, with what stands on the device. */
  close(tab: Tab): void {
    const led = this.tabs[0] === tab
    tab.alive = false
    this.tabs = this.tabs.filter((one) => one !== tab)
    if (led) this.tabs[0]?.queue.lead([...this.device.pending.values()])
  }
}

export class Tab {
  readonly browser: Browser
  readonly queue: SaveQueue
  alive = true
  shown = new Map<KeyText, Answer | undefined>()
  #saw = new Map<KeyText, number>()

  constructor(browser: Browser, ground: Ground) {
    this.browser = browser
    const { world, device } = browser
    this.#look(ground)
    this.queue = new SaveQueue(
      {
        device,
        transport: {
          send: async (changes) => {
            const outcome = await world.carry(browser, changes)
            // a tab that is gone hears nothing any more
            if (!this.alive) return new Promise(() => {})
            if (outcome.ok) this.#learn({ settled: { ...outcome, changes } })
            return outcome
          },
          after: (delayMs, work) => world.after(delayMs, () => this.alive && work()),
          random: () => 0.5,
          newId: () => world.newId(),
        },
        tabs: { tell: (message) => this.#tell(message) },
        onreport: () => {},
        onstanding: (key, stored) => this.shown.set(key, stored && answerIn(stored)),
        ontyped: (key, answer) => this.shown.set(key, answer),
        onanew: () => void this.renew(),
        onepoch: () => {},
      },
      ground,
      [...device.pending.values()],
    )
  }

  #tell(message: TabMessage): void {
    for (const other of this.browser.tabs) {
      if (other === this) continue
      this.browser.world.post(() => {
        if (!other.alive) return
        other.#learn(message)
        other.queue.hear(message)
      })
    }
  }

  /** How far the answers on this screen are, in the server's count. */
  #learn({ settled, typed }: TabMessage): void {
    const other = this.browser.world.typed.find(({ id }) => id === typed?.id)
    if (other !== undefined) this.#saw.set(other.key, Math.max(other.saw, this.#saw.get(other.key) ?? 0))
    for (const { id, version } of settled?.results ?? []) {
      const key = settled?.changes.find((change) => change.id === id)?.key
      if (key !== undefined) this.#saw.set(key, Math.max(version, this.#saw.get(key) ?? 0))
    }
  }

  #look(ground: Ground): void {
    this.shown = new Map()
    for (const [key, version] of ground.versions) {
      this.#saw.set(key, version)
      const stored = ground.standing?.(key)
      this.shown.set(key, stored && answerIn(stored))
    }
  }

  async renew(): Promise<void> {
    if (this.browser.offline) return
    const ground = await this.browser.ground()
    if (this.queue.isBusy || !this.alive) return
    this.#look(ground)
    this.queue.begin(ground)
  }

  type(key: KeyText, answer: Answer | undefined): void {
    const over = this.shown.get(key)
    this.shown.set(key, answer)
    this.queue.change(key, answer)
    const { world, at } = this.browser
    world.typed.push({ id: world.lastId, key, browser: at, tab: this, saw: this.#saw.get(key) ?? 0, over, answer })
  }

  /** One of two answers is to stand. */
  async choose(which: 'mine' | 'theirs'): Promise<void> {
    const conflict = this.queue.report.conflicts[0]
    const { world, offline, person } = this.browser
    if (conflict === undefined || offline || this.queue.isBusy) return
    // a correction that was refused is part of the choice, on either side of it
    const typed = this.queue.typedOn(conflict.id)
    if (typed !== undefined) world.decided.add(typed.id)
    const chosen = await world.server.choose(person, conflict.id, which, conflict.version)
    if (chosen === undefined) await this.renew()
    else {
      this.#saw.set(conflict.key, chosen.current?.version ?? 0)
      this.queue.chosen(conflict.id, chosen)
    }
  }
}

const answerIn = ({ value, missing }: { value?: unknown; missing?: string | undefined }): Answer | undefined => {
  if (missing !== undefined) return { missing } as Answer
  return value === undefined ? undefined : { value }
}
