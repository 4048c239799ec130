import type { ProblemBody, Thread, ThreadReader, ThreadScope } from '#contract'
import { call, problemName, type Result } from '../../api/call.ts'

/** What is written before it is sent. */
export interface Draft {
  readonly text: string
  readonly mentions: readonly string[]
}

export const noDraft: Draft = { text: '', mentions: [] }

export const isEmpty = ({ text }: Draft): boolean => text.trim() === ''

/** As it is sent: lines left open at the end are nobody's words. */
export const toSend = ({ text, mentions }: Draft) => ({ text: text.trimEnd(), mentions: [...mentions] })

/** One thread on a page: read when it opens, replaced by what the server answers. */
export class ThreadState {
  readonly #params: { readonly response: string; readonly thread: string }
  #message = crypto.randomUUID()
  thread: Thread | 'loading' | 'failed' | 'absent' = $state.raw('loading')
  /** Messages that were new when the page opened. */
  unseen: ReadonlySet<string> = $state.raw(new Set<string>())
  refusal: ProblemBody | undefined = $state.raw()
  busy = $state(false)

  constructor(response: string, thread: string) {
    this.#params = { response, thread }
    void this.load()
  }

  async load(): Promise<void> {
    const reply = await call('GET /api/responses/:response/threads/:thread', { params: this.#params })
    if (!reply.ok) {
      this.thread = problemName(reply.problem) === 'not-found' ? 'absent' : 'failed'
      return
    }
    const { value } = reply
    const others = value.written.filter(({ mine, text }) => !mine && text !== undefined)
    if (value.unread > 0) this.unseen = new Set(others.slice(-value.unread).map(({ id }) => id))
    this.thread = value
    if (value.unread > 0) this.#look(value)
  }

  /** Nobody waits for it: when it fails, the messages are new once more. */
  #look({ messages }: Thread): void {
    void call('PUT /api/responses/:response/threads/:thread/look', { params: this.#params, body: { until: messages } })
  }

  /** Everybody of the administration who could read about this question. */
  async readers(item: string | undefined): Promise<readonly ThreadReader[]> {
    const { response } = this.#params
    const query = item === undefined ? {} : { item }
    const reply = await call('GET /api/responses/:response/thread-readers', { params: { response }, query })
    return reply.ok ? reply.value.administration : []
  }

  async write(draft: Draft): Promise<boolean> {
    const body = { id: this.#message, ...toSend(draft) }
    const sent = await this.#do(() =>
      call('POST /api/responses/:response/threads/:thread/messages', { params: this.#params, body }),
    )
    // sent again after a lost reply, it is the same message
    if (sent) this.#message = crypto.randomUUID()
    return sent
  }

  takeBack(message: string): Promise<boolean> {
    const params = { ...this.#params, message }
    return this.#do(() => call('DELETE /api/responses/:response/threads/:thread/messages/:message', { params }))
  }

  resolve(resolved: boolean): Promise<boolean> {
    const request = { params: this.#params, body: { resolved } }
    return this.#do(() => call('PUT /api/responses/:response/threads/:thread/resolution', request))
  }

  move(from: ThreadScope, to: ThreadScope): Promise<boolean> {
    const request = { params: this.#params, body: { from, to } }
    return this.#do(() => call('PUT /api/responses/:response/threads/:thread/scope', request))
  }

  async #do(work: () => Promise<Result<Thread>>): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    const reply = await work()
    this.refusal = reply.ok ? undefined : reply.problem
    if (reply.ok) this.thread = reply.value
    this.busy = false
    return reply.ok
  }
}
