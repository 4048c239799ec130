import { createContext } from 'svelte'
import type { OpenedResponse } from '#contract'
import { type Answer, type Answers, type Context, evaluate, type Form, type Instrument, type KeyText } from '#engine'
import { unreachable } from '../api/call.ts'
import { language } from '../text/text.svelte.ts'
import { itemIn, partOf } from './form-places.ts'
import { fetchResponse, type Kept, refusalOf } from './opening.ts'
import type { Change } from './saving/change.ts'
import { type BrowserDevice, noDevice } from './saving/device.ts'
import type { SaveReport } from './saving/report.ts'
import { SaveQueue } from './saving/save-queue.ts'
import type { Chosen, Ground } from './saving/standing.ts'
import { joinTabs } from './saving/tabs.ts'
import { transportFor } from './saving/transport.ts'
import { answersOf, keyOf, versionsOf } from './stored-answers.ts'

/** An opened response: its answers, what they mean, and the way they are saved. */
export class ResponseState {
  #opened: OpenedResponse = $state.raw() as OpenedResponse
  #instrument: Instrument
  #device: BrowserDevice | undefined
  #answers: Answers = $state.raw({})
  #report: SaveReport = $state.raw() as SaveReport
  #savedAt: Date | undefined = $state.raw()
  #queue: SaveQueue
  #tabs: ReturnType<typeof joinTabs>
  #reopening = $state(false)
  #isOld = $state(false)
  readonly form: Form = $derived.by(() =>
    partOf(evaluate(this.#instrument, this.#answers, this.#context), this.#opened.part),
  )

  constructor({ opened, instrument, device, pending, isOld }: Kept) {
    this.#instrument = instrument
    this.#device = device
    this.#isOld = isOld
    this.#hold(opened)
    this.#tabs = joinTabs(device?.scope ?? opened.id, {
      hear: (message) => this.#queue.hear(message),
      lead: () => void this.#lead(),
    })
    this.#queue = new SaveQueue(
      {
        transport: transportFor(opened.id, () => this.#reopening),
        device: device ?? noDevice,
        tabs: this.#tabs,
        onreport: (report) => this.#hear(report),
        onstanding: (key, answer) => this.#set(key, answer && answersOf([answer])[key]),
        ontyped: (key, answer) => this.#set(key, answer),
        onanew: () => void this.reload(),
        onepoch: (epoch) => void (epoch === this.#opened.epoch || this.#offerAgain(epoch)),
      },
      groundOf(opened),
      pending,
    )
    this.#report = this.#queue.report
    void device?.read('pending').then((kept) => this.#queue.catchUp(kept))
  }

  #hold(opened: OpenedResponse): void {
    this.#opened = opened
    this.#reopening = false
    this.#answers = answersOf(opened.answers)
  }

  async #lead(): Promise<void> {
    // what other tabs left behind is on the device
    this.#queue.lead(await this.#device?.read('pending'))
    const mark = await this.#device?.mark()
    const { epoch, revision } = this.#opened
    if (mark !== undefined && !this.#isOld && (mark.epoch !== epoch || mark.revision > revision))
      await this.#offerAgain(epoch)
    else if (!this.#isOld) void this.#device?.remember(this.#opened)
  }

  /** The server was restored, or another took its place: what it lost is still here. */
  async #offerAgain(epoch: string): Promise<void> {
    if (this.#device === undefined) return
    const { lostChanges } = await import('./saving/reconcile.ts')
    const lost = await lostChanges(this.#opened.id, this.#device)
    if (lost === undefined) return
    this.#opened = { ...this.#opened, epoch }
    this.#queue.offer(lost)
    void this.#device.remember(this.#opened)
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

  /** Loaded from this device: the server may have more. */
  get isOld(): boolean {
    return this.#isOld
  }

  /** Does this browser keep what is typed until the server has it? */
  get keepsCopy(): boolean {
    return this.#device !== undefined
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

  get reopensClearance(): boolean {
    return this.#reopening
  }

  typedOn(alternative: string): Change | undefined {
    return this.#queue.typedOn(alternative)
  }

  /** One of two answers was chosen. */
  chosen(alternative: string, stands: Chosen): void {
    this.#queue.chosen(alternative, stands)
  }

  flush(): void {
    this.#queue.flush()
  }

  leave(): void {
    this.#queue.leave()
  }

  /** The page is another one now. */
  close(): void {
    this.#queue.close()
    this.#tabs.leave()
  }

  resume(): void {
    this.#queue.resume()
    if (this.#isOld) void this.reload()
  }

  /** What was refused is to be tried once more. */
  retry(): void {
    this.#queue.retry()
  }

  giveUp(key: KeyText): void {
    this.#queue.giveUp(key)
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
    if ((report.moved || this.#isOld) && report.state === 'saved') void this.reload()
    for (const listener of this.#listeners) listener()
    this.#listeners.clear()
  }

  async upload(file: File) {
    const sent = await (await import('./evidence/upload.ts')).upload(this.#opened.id, file)
    if (sent?.ok && sent.value.file) return sent.value.file
    throw refusalOf(sent?.ok === false ? sent.problem : unreachable)
  }

  /**
   * Load answers and state anew: after submitting, or when somebody else changed something. While something is on its
   * way nothing is replaced, so that nothing typed is lost.
   */
  async reload(): Promise<void> {
    const fresh = await fetchResponse(this.#opened.id)
    if (!fresh.ok || this.#queue.isBusy) return
    const { opened, instrument } = fresh.value
    this.#instrument = instrument
    this.#isOld = false
    this.#hold(opened)
    this.#queue.begin(groundOf(opened))
    void this.#device?.remember(opened)
  }
}

const groundOf = ({ answers, ...opened }: OpenedResponse): Ground => ({
  ...opened,
  versions: versionsOf(answers),
  standing: (key) => answers.find((one) => keyOf(one) === key),
})

export const [useResponse, provideResponse] = createContext<ResponseState>()
