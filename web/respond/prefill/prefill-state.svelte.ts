import type { Prefill, PrefillDecision, PrefillList, ProblemBody } from '#contract'
import { call } from '../../api/call.ts'
import type { ResponseState } from '../response.svelte.ts'

/** Earlier answers of a response, and the way to a decision about them. */
export class Prefills {
  #response: ResponseState
  list: PrefillList | 'loading' | 'failed' = $state.raw('loading')
  refusal: ProblemBody | 'unsaved' | undefined = $state.raw()
  busy = $state(false)
  /** How many of those last decided about were left as they are. */
  passed = $state(0)

  constructor(response: ResponseState) {
    this.#response = response
  }

  get all(): readonly Prefill[] {
    return typeof this.list === 'string' ? [] : this.list.prefills
  }

  get left(): number {
    return this.all.filter(({ state, waits }) => state === 'broken' || (state === 'offered' && waits === undefined))
      .length
  }

  /** It is offered, and its record stands or is offered too. */
  mayConfirm = (one: Prefill): boolean =>
    one.state === 'offered' &&
    (one.waits === undefined || this.all.some(({ item, state }) => item === one.waits && state === 'offered'))

  get #request() {
    return { params: { response: this.#response.opened.id }, query: { language: this.#response.language } }
  }

  async load(): Promise<void> {
    // what is still on its way is an answer given otherwise
    await this.#response.settled()
    const reply = await call('GET /api/responses/:response/prefills', this.#request)
    this.list = reply.ok ? reply.value : 'failed'
  }

  /** One thing at a time, and only when nothing typed is still on its way. */
  async decide(decision: PrefillDecision['decision'], all: readonly Prefill[]): Promise<void> {
    if (this.busy || all.length === 0) return
    this.busy = true
    this.refusal = undefined
    this.passed = 0
    if (await this.#response.settled()) {
      const decisions = all.slice(0, 500).map(({ id }) => ({ id, decision }))
      const request = { ...this.#request, body: { decisions } }
      const reply = await call('POST /api/responses/:response/prefills/decisions', request)
      if (!reply.ok) this.refusal = reply.problem
      else {
        this.list = reply.value
        this.passed = reply.value.passed.length
        await this.#response.reload()
      }
    } else this.refusal = 'unsaved'
    this.busy = false
  }
}
