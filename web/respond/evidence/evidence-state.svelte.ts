import type { EvidenceItem } from '#contract'
import { call, type Reply } from '../../api/call.ts'

type Listed = Reply<'GET /api/responses/:response/evidence'>
type Stage = { readonly at: 'loading' | 'failed' } | { readonly at: 'read'; readonly list: Listed }
type Answered = { ok: true; value: EvidenceItem } | { ok: false; problem: { detail: string } }

/** The evidence of a response on one page: read when the page opens, changed by what the server answers. */
export class EvidenceState {
  readonly #response: string
  #stage: Stage = $state.raw({ at: 'loading' })
  #busy = $state(false)
  #refusal = $state('')
  #news = $state('')

  constructor(response: string) {
    this.#response = response
    void this.load()
  }

  get stage(): Stage {
    return this.#stage
  }

  get refusal(): string {
    return this.#refusal
  }

  get news(): string {
    return this.#news
  }

  get all(): readonly EvidenceItem[] {
    return this.#stage.at === 'read' ? this.#stage.list.evidence : []
  }

  get bytes(): number {
    return this.#stage.at === 'read' ? this.#stage.list.bytes : 0
  }

  get mostBytes(): number {
    return this.#stage.at === 'read' ? this.#stage.list.mostBytes : 0
  }

  hush(): void {
    this.#news = ''
    this.#refusal = ''
  }

  async load(): Promise<void> {
    const reply = await call('GET /api/responses/:response/evidence', { params: { response: this.#response } })
    this.#stage = reply.ok ? { at: 'read', list: reply.value } : { at: 'failed' }
  }

  withdraw({ id, version }: EvidenceItem, withdrawn: boolean, news: string): Promise<void> {
    const params = { response: this.#response, evidence: id }
    return this.#act(news, () =>
      call('PATCH /api/responses/:response/evidence/:evidence', { params, body: { version, withdrawn } }),
    )
  }

  cite(evidence: string, body: { item: string; row?: string; place: string; cited: boolean }, news: string) {
    const params = { response: this.#response, evidence }
    return this.#act(news, () => call('PUT /api/responses/:response/evidence/:evidence/citations', { params, body }))
  }

  async #act(news: string, request: () => Promise<Answered>): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    this.#refusal = ''
    this.#news = ''
    const reply = await request()
    if (reply.ok) {
      const { value } = reply
      if (this.#stage.at === 'read') {
        const evidence = this.#stage.list.evidence.map((one) => (one.id === value.id ? value : one))
        this.#stage = { at: 'read', list: { ...this.#stage.list, evidence } }
      }
      this.#news = news
    } else {
      this.#refusal = reply.problem.detail
      await this.load()
    }
    this.#busy = false
  }
}
