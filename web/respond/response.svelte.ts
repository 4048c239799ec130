import { createContext } from 'svelte'
import type { OpenedResponse, ProblemBody } from '#contract'
import {
  type Answer,
  type Answers,
  type Context,
  evaluate,
  type Form,
  type Instrument,
  type KeyText,
  openInstrument,
} from '#engine'
import { call, isPassing, problemName, type Reply, type Result } from '../api/call.ts'
import { language } from '../text/text.svelte.ts'
import { itemIn, partOf } from './form-places.ts'
import { SaveQueue } from './save-queue.ts'
import type { ChoiceOutcome, Conflict, SaveOutcome, SaveReport, SaveTransport } from './save-report.ts'
import { answersOf, keyOf, versionsOf } from './stored-answers.ts'

/** An opened response: its answers, what they mean, and the way they are saved. */
export class ResponseState {
  #opened: OpenedResponse = $state.raw() as OpenedResponse
  #instrument: Instrument
  #answers: Answers = $state.raw({})
  #report: SaveReport = $state.raw() as SaveReport
  #savedAt: Date | undefined = $state.raw()
  #queue: SaveQueue
  #reopening = $state(false)
  readonly form: Form = $derived.by(() =>
    partOf(evaluate(this.#instrument, this.#answers, this.#context), this.#opened.part),
  )

  constructor(opened: OpenedResponse, instrument: Instrument) {
    this.#instrument = instrument
    this.#queue = this.#begin(opened)
  }

  #begin(opened: OpenedResponse): SaveQueue {
    this.#opened = opened
    this.#reopening = false
    this.#answers = answersOf(opened.answers)
    const queue = new SaveQueue(
      transportFor(opened, () => this.#reopening),
      {
        revision: opened.revision,
        versions: versionsOf(opened.answers),
        alternatives: opened.alternatives,
        standing: (key) => opened.answers.find((one) => keyOf(one) === key),
        onstanding: (key, answer) => this.#set(key, answer && answersOf([answer])[key]),
        onreport: (report) => this.#hear(report),
      },
    )
    this.#report = queue.report
    return queue
  }

  get opened(): OpenedResponse {
    return this.#opened
  }

  get save(): SaveReport {
    return this.#report
  }

  /** When the server last said that everything is kept. */
  get savedAt(): Date | undefined {
    return this.#savedAt
  }

  get readOnly(): boolean {
    const { state, clearance } = this.#opened
    const cleared = (clearance === 'open' || clearance === 'yours') && !this.#reopening
    return state === 'submitted' || this.isReader || cleared
  }

  get isReader(): boolean {
    return this.#opened.role === 'clearing_officer' || this.#opened.role === 'reviewer'
  }

  /** From now on changes reopen what was cleared: whoever asks for it was told. */
  reopenClearance(): void {
    this.#reopening = true
  }

  get maySubmit(): boolean {
    return this.#opened.state === 'draft' && this.#opened.role === 'focal_point'
  }

  /** The language the questions are in: that of the page, or the first the instrument has. */
  get language(): string {
    const { languages } = this.#instrument.bundle
    return languages.includes(language()) ? language() : (languages[0] ?? 'en')
  }

  get #context(): Context {
    const { today, unit, wave } = this.#opened
    return { language: this.language, today, unit, wave }
  }

  answer(key: KeyText, answer: Answer | undefined): void {
    if (this.readOnly) return
    this.#set(key, answer)
    this.#queue.change(key, answer)
  }

  #set(key: KeyText, answer: Answer | undefined): void {
    const { [key]: _before, ...rest } = this.#answers
    this.#answers = answer === undefined ? rest : { ...rest, [key]: answer }
  }

  /** An answer in the words of the form, were it the one that stands. */
  inWords(key: KeyText, answer: Answer | undefined): string {
    const { [key]: _before, ...rest } = this.#answers
    const answers = answer === undefined ? rest : { ...rest, [key]: answer }
    return itemIn(evaluate(this.#instrument, answers, this.#context), key)?.inWords ?? ''
  }

  /** One of two answers is to stand; when the answer changed meanwhile, both are shown as they are now. */
  async choose(conflict: Conflict, which: 'mine' | 'theirs'): Promise<void> {
    await (which === 'mine' ? this.#queue.keepMine(conflict.id) : this.#queue.takeTheirs(conflict.id))
    if (this.#report.problem === 'stale-response') await this.reload()
  }

  flush(): void {
    this.#queue.flush()
  }

  leave(): void {
    this.#queue.leave()
  }

  resume(): void {
    this.#queue.resume()
  }

  /** Resolves once nothing is under way: true when everything is kept. */
  async settled(): Promise<boolean> {
    this.#queue.flush()
    while (this.#report.state === 'saving')
      await new Promise((resolve) => this.#listeners.add(() => resolve(undefined)))
    return this.#report.state === 'saved'
  }

  #listeners = new Set<() => void>()

  #hear(report: SaveReport): void {
    if (report.state === 'saved' && this.#report.state !== 'saved') this.#savedAt = new Date()
    this.#report = report
    if (report.moved && report.unsaved === 0) void this.reload()
    for (const listener of this.#listeners) listener()
    this.#listeners.clear()
  }

  async upload(file: File): Promise<Reply<'POST /api/responses/:response/files'>> {
    const request = { params: { response: this.#opened.id }, query: { name: file.name } }
    const kept = await call('POST /api/responses/:response/files', request, { file })
    if (!kept.ok) throw refusalOf(kept.problem)
    return kept.value
  }

  /**
   * Load answers and state anew: after submitting, or when somebody else changed something. While something is on its
   * way nothing is replaced, so that nothing typed is lost.
   */
  async reload(): Promise<void> {
    const fresh = await fetchResponse(this.#opened.id)
    if (!fresh.ok || this.#report.unsaved > 0) return
    this.#instrument = fresh.value.instrument
    this.#queue = this.#begin(fresh.value.opened)
  }
}

/** The file widget says the reason of a refusal; anything else it calls a failed connection. */
function refusalOf(problem: ProblemBody): Error {
  const error = new Error(problem.detail)
  if (!isPassing(problemName(problem))) error.name = 'Refusal'
  return error
}

const transportFor = ({ id, instrument }: OpenedResponse, reopens: () => boolean): SaveTransport => ({
  async send(mutations): Promise<SaveOutcome> {
    const body = { instrument, mutations: [...mutations], ...(reopens() && { reopenClearance: true as const }) }
    const params = { response: id }
    const reply = await call('PATCH /api/responses/:response/answers', { params, body }, { keepalive: true })
    return reply.ok
      ? { ok: true, ...reply.value }
      : { ok: false, name: problemName(reply.problem), problem: reply.problem }
  },
  async choose(alternative, choice): Promise<ChoiceOutcome> {
    const params = { response: id, alternative }
    const body = { ...choice, ...(reopens() && { reopenClearance: true as const }) }
    const reply = await call('POST /api/responses/:response/alternatives/:alternative/resolution', { params, body })
    return reply.ok ? { ok: true, ...reply.value } : { ok: false, name: problemName(reply.problem) }
  },
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  newId: () => crypto.randomUUID(),
})

interface Fetched {
  readonly opened: OpenedResponse
  readonly instrument: Instrument
}

async function fetchResponse(id: string): Promise<Result<Fetched>> {
  const opened = await call('GET /api/responses/:response', { params: { response: id } })
  if (!opened.ok) return opened
  const hash = opened.value.instrument
  const bundle = await call('GET /api/instruments/:hash', { params: { hash } })
  return bundle.ok
    ? { ok: true, value: { opened: opened.value, instrument: openInstrument(bundle.value, hash) } }
    : bundle
}

/** The response a session is bound to, with its instrument. */
export async function openResponse(id: string): Promise<Result<ResponseState>> {
  const fetched = await fetchResponse(id)
  return fetched.ok ? { ok: true, value: new ResponseState(fetched.value.opened, fetched.value.instrument) } : fetched
}

export const [useResponse, provideResponse] = createContext<ResponseState>()
