import type { Colleague, People, ProblemBody } from '#contract'
import { call, type Result } from '../../api/call.ts'

/** A personal link on the one occasion it is known. */
export interface ShownLink {
  readonly name: string
  readonly address: string
}

/** Who works on a response, and what whoever looks may do about it. */
export class PeopleState {
  #response: string
  list: People | 'loading' | 'failed' = $state.raw('loading')
  link: ShownLink | undefined = $state.raw()
  refusal: ProblemBody | undefined = $state.raw()
  busy = $state(false)

  constructor(response: string) {
    this.#response = response
  }

  async load(): Promise<void> {
    const reply = await call('GET /api/responses/:response/people', { params: { response: this.#response } })
    this.list = reply.ok ? reply.value : 'failed'
  }

  get people(): readonly Colleague[] {
    return typeof this.list === 'string' ? [] : this.list.people
  }

  get me(): Colleague | undefined {
    return this.people.find(({ me }) => me)
  }

  async renew({ person, name }: Colleague): Promise<void> {
    const params = { response: this.#response, person }
    const reply = await this.#do(() => call('POST /api/responses/:response/people/:person/link', { params }))
    if (reply.ok) this.show(name, reply.value.token)
  }

  show(name: string, token: string): void {
    this.link = { name, address: `${location.origin}/i#${token}` }
  }

  async withdraw({ person }: Colleague): Promise<void> {
    const params = { response: this.#response, person }
    await this.#do(() => call('DELETE /api/responses/:response/people/:person', { params }))
  }

  /** True once it is said. */
  async giveBack(outcome: 'done' | 'cannot', note: string): Promise<boolean> {
    const request = { params: { response: this.#response }, body: { outcome, note } }
    return (await this.#do(() => call('POST /api/responses/:response/returns', request))).ok
  }

  async haveSeen(): Promise<void> {
    if (typeof this.list === 'string') return
    // what came after the list was read has not been seen
    const request = { params: { response: this.#response }, body: { until: this.list.at } }
    await this.#do(() => call('POST /api/responses/:response/looks', request))
  }

  async #do<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    this.busy = true
    const reply = await work()
    this.refusal = reply.ok ? undefined : reply.problem
    if (reply.ok) await this.load()
    this.busy = false
    return reply
  }
}
