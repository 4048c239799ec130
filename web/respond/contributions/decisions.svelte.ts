import type { Contribution, ContributionList, DecidedContribution, ProblemBody, ReadAnswerFile } from '#contract'
import { call } from '../../api/call.ts'
import type { ResponseState } from '../response.svelte.ts'

/** Contributions on their way to a decision: what is shown of each, and what became of it. */
export class Decisions {
  #response: ResponseState
  list: ContributionList | 'loading' | 'failed' = $state.raw('loading')
  /** The file that was read last. */
  file: ReadAnswerFile | undefined = $state.raw()
  refusal: ProblemBody | 'unsaved' | undefined = $state.raw()
  busy = $state(false)
  /** Answers taken over by the last click. */
  taken = $state(0)
  #outcomes: Readonly<Record<string, DecidedContribution['outcome']>> = $state.raw({})

  constructor(response: ResponseState) {
    this.#response = response
  }

  get #params() {
    return { response: this.#response.opened.id }
  }

  outcomeOf = ({ id }: Contribution): DecidedContribution['outcome'] | undefined => this.#outcomes[id]

  /** Neither taken nor left, and something the questionnaire can take. */
  isOpen = (one: Contribution): boolean => {
    const outcome = this.#outcomes[one.id] ?? (one.state === 'taken' ? 'taken' : undefined)
    return outcome !== 'taken' && outcome !== 'declined'
  }

  get contributions(): readonly Contribution[] {
    return typeof this.list === 'string' ? [] : this.list.contributions
  }

  get fresh(): readonly Contribution[] {
    return this.contributions.filter((one) => one.standing === 'new' && this.isOpen(one))
  }

  async load(): Promise<void> {
    const reply = await call('GET /api/responses/:response/contributions', { params: this.#params })
    this.list = reply.ok ? reply.value : 'failed'
  }

  async handIn(file: File): Promise<void> {
    await this.#alone(async () => {
      this.file = undefined
      const request = { params: this.#params, query: { name: file.name } }
      const reply = await call('POST /api/responses/:response/contributions/files', request, { file })
      if (!reply.ok) this.refusal = reply.problem
      else {
        this.file = reply.value
        this.list = reply.value
        this.#outcomes = {}
      }
    })
  }

  take = (...all: readonly Contribution[]): Promise<void> => this.#decide('take', all)
  leave = (one: Contribution): Promise<void> => this.#decide('decline', [one])

  async #decide(decision: 'take' | 'decline', all: readonly Contribution[]): Promise<void> {
    await this.#alone(async () => {
      const decisions = all.slice(0, 500).map(({ id, version }) => ({ id, decision, version }))
      const body = { decisions }
      const reply = await call('POST /api/responses/:response/contributions/decisions', { params: this.#params, body })
      if (!reply.ok) this.refusal = reply.problem
      else {
        this.#remember(reply.value.results)
        if (decision === 'take') await this.#response.reload()
      }
    })
  }

  /** What stands now is shown beside what was proposed, so that the next click decides about what is seen. */
  #remember(results: readonly DecidedContribution[]): void {
    const byId = new Map(results.map((result) => [result.id, result]))
    this.#outcomes = { ...this.#outcomes, ...Object.fromEntries(results.map(({ id, outcome }) => [id, outcome])) }
    this.taken = results.filter(({ outcome }) => outcome === 'taken').length
    if (typeof this.list === 'string') return
    const contributions = this.list.contributions.map((one) => {
      const result = byId.get(one.id)
      if (result?.outcome !== 'conflict') return one
      const { version, current } = result
      return { ...one, version, current, standing: current === '' ? ('new' as const) : ('different' as const) }
    })
    this.list = { ...this.list, contributions }
  }

  /** One thing at a time, and only when nothing typed is still on its way. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.refusal = undefined
    this.taken = 0
    if (await this.#response.settled()) await work()
    else this.refusal = 'unsaved'
    this.busy = false
  }
}
