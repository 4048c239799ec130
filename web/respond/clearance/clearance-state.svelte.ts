import type { Clearance } from '#contract'
import { call, problemName, type Result } from '../../api/call.ts'
import { t } from '../../text/text.svelte.ts'
import type { ResponseState } from '../response.svelte.ts'

/** Clearance of an opened response, as the server tells it. */
export class ClearanceState {
  #response: ResponseState
  #shown: Clearance | 'loading' | 'failed' = $state.raw('loading')
  #busy = $state(false)
  #refusal = $state('')

  constructor(response: ResponseState) {
    this.#response = response
    void this.load()
  }

  get shown(): Clearance | 'loading' | 'failed' {
    return this.#shown
  }

  get busy(): boolean {
    return this.#busy
  }

  get refusal(): string {
    return this.#refusal
  }

  get params(): { readonly response: string } {
    return { response: this.#response.opened.id }
  }

  load = async (): Promise<void> => {
    const reply = await call('GET /api/responses/:response/clearance', { params: this.params })
    this.#shown = reply.ok ? reply.value : 'failed'
  }

  /** One change at a time; afterwards response and clearance are as the server has them. */
  act = async <T>(request: () => Promise<Result<T>>): Promise<T | undefined> => {
    if (this.#busy) return undefined
    this.#busy = true
    this.#refusal = ''
    const reply = await request()
    if (!reply.ok) this.#refusal = refusalOf(problemName(reply.problem), reply.problem.detail)
    await this.#response.reload()
    await this.load()
    this.#busy = false
    return reply.ok ? reply.value : undefined
  }
}

function refusalOf(name: string, detail: string): string {
  if (name === 'unreachable') return t('common.unreachable')
  return name === 'stale-response' ? t('clearance.stale') : detail
}
