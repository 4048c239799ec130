import type { OpenAnswer } from '#contract'
import { call } from '../../api/call.ts'
import { keyOf, type toSend } from '../../renderings/writing.ts'
import { t } from '../../text/text.svelte.ts'

type Listed = 'loading' | 'failed' | readonly OpenAnswer[]

/** The open answers of a response with their renderings: read when the page opens, changed by what the server answers. */
export class RenderingsState {
  readonly #response: string
  list: Listed = $state.raw('loading')
  refusal = $state('')
  news = $state('')
  busy = $state(false)

  constructor(response: string) {
    this.#response = response
  }

  async load(): Promise<void> {
    const reply = await call('GET /api/responses/:response/renderings', { params: { response: this.#response } })
    this.list = reply.ok ? reply.value.answers : 'failed'
  }

  find(key: string): OpenAnswer | undefined {
    return typeof this.list === 'string' ? undefined : this.list.find((one) => keyOf(one) === key)
  }

  async write(body: ReturnType<typeof toSend>): Promise<string | undefined> {
    const params = { response: this.#response }
    const reply = await call('POST /api/responses/:response/renderings', { params, body })
    return reply.ok ? undefined : reply.problem.detail
  }

  async review(rendering: string, decision: 'reviewed' | 'approved'): Promise<void> {
    if (this.busy) return
    const params = { response: this.#response, rendering }
    this.busy = true
    this.news = ''
    const reply = await call('POST /api/responses/:response/renderings/:rendering/reviews', {
      params,
      body: { decision },
    })
    this.refusal = reply.ok ? '' : reply.problem.detail
    if (reply.ok) this.news = t(`renderings.${decision}.news`)
    await this.load()
    this.busy = false
  }
}
