import type { Mutation, MutationResult, OpenAlternative, StoredAnswer } from '#contract'
import type { Answer, Instrument, KeyText } from '#engine'
import { versionKey } from '../../server/features/responses/changes.ts'
import type { AppliedMutation } from '../../server/features/responses/mutation.ts'
import { answerOf, keyOf } from '../../server/features/responses/mutation.ts'
import { soundOf } from '../../server/features/responses/mutation-faults.ts'
import { planChanges } from '../../server/features/responses/mutation-plan.ts'
import { type Change, mutationOf } from '../../web/respond/saving/change.ts'
import type { SaveOutcome } from '../../web/respond/saving/report.ts'

/** What a server does with the changes of one response; the model test runs against this one and against the real one. */
export interface SavingServer {
  save(person: string, changes: readonly Change[]): Promise<SaveOutcome>
  load(person: string): Promise<Loaded>
  choose(person: string, alternative: string, which: 'mine' | 'theirs', version: number): Promise<Chosen | undefined>
  /** By id, what the server has of every change, however it keeps it. */
  known(): Promise<ReadonlyMap<string, Fate>>
  /** Every version every answer ever had. */
  history(): Promise<readonly Version[]>
}

export interface Version {
  readonly key: KeyText
  readonly version: number
  /** Of the change that made it. */
  readonly id: string
  readonly by: string
  readonly answer: Answer | undefined
}

/** What somebody sees who opens the response. */
export interface Loaded {
  readonly revision: number
  readonly answers: readonly StoredAnswer[]
  readonly alternatives: readonly OpenAlternative[]
}

export interface Chosen {
  readonly revision: number
  readonly current?: StoredAnswer | undefined
}

/** `times`: how often it became a version of its answer. */
export interface Fate {
  readonly kept: 'answer' | 'alternative' | 'draft text'
  readonly times: number
  readonly open: boolean
}

/** The answer nobody's change may hold. */
export const unfit = 'not fit to be kept'

/** The server's own rules over answers in memory, without a database between them. */
export class ServerInMemory implements SavingServer {
  #instrument: Instrument
  #answers = new Map<KeyText, StoredAnswer>()
  #events: {
    readonly key: KeyText
    readonly version: number
    readonly id: string
    readonly by: string
    readonly answer: Answer | undefined
  }[] = []
  #applied = new Map<string, AppliedMutation>()
  #alternatives = new Map<string, OpenAlternative>()
  #drafts = new Set<string>()
  #revision = 0

  constructor(instrument: Instrument) {
    this.#instrument = instrument
  }

  async save(person: string, changes: readonly Change[]): Promise<SaveOutcome> {
    const mutations = changes.map(mutationOf)
    const judged = mutations.map((mutation) => {
      const status = mutation.value === unfit ? ('invalid' as const) : ('sound' as const)
      return { mutation, status, errors: [] }
    })
    const results = this.#apply(person, soundOf(judged))
    const rest = results[Symbol.iterator]()
    for (const { id, value } of mutations) if (value === unfit) this.#drafts.add(id)
    return {
      ok: true,
      revision: this.#revision,
      epoch: 'first',
      results: mutations.map(({ id, base, value }) =>
        value === unfit ? { id, status: 'invalid', version: base } : (rest.next().value as MutationResult),
      ),
    }
  }

  #apply(person: string, mutations: readonly Mutation[]): readonly MutationResult[] {
    const applied = [...this.#applied.values()].map((one) => ({ ...one, open: this.#alternatives.has(one.id) }))
    const earlier = new Map(this.#events.map(({ key, version, answer }) => [versionKey(key, version), answer]))
    const answers = [...this.#answers.values()]
    const ground = { instrument: this.#instrument, answers, applied, earlier, strict: false }
    const plan = planChanges(mutations, ground, { by: person, at: new Date(0).toISOString() })
    for (const one of plan.applied) this.#applied.set(one.id, one)
    for (const { item, row, version, value, missing, mutation, stands } of plan.events) {
      const given = { ...(value !== undefined && { value }), ...(missing !== undefined && { missing }) } as StoredAnswer
      const key = keyOf({ item, row: row || undefined })
      this.#events.push({ key, version, id: mutation, by: person, answer: answerOf(given) })
      if (stands) this.#answers.set(key, { ...given, item, ...(row && { row }), version, by: person, at: '' })
    }
    for (const { id, item, row, value, missing, state } of plan.alternatives) {
      const given = { ...(value !== undefined && { value }), ...(missing !== undefined && { missing }) }
      if (state === 'open')
        this.#alternatives.set(id, { id, item, ...(row && { row }), ...given, by: person, at: '' } as OpenAlternative)
    }
    for (const id of plan.replaced) this.#alternatives.delete(id)
    if (plan.applied.length > 0) this.#revision += 1
    return plan.results
  }

  async load(): Promise<Loaded> {
    return {
      revision: this.#revision,
      answers: [...this.#answers.values()],
      alternatives: [...this.#alternatives.values()],
    }
  }

  async choose(person: string, id: string, which: 'mine' | 'theirs', version: number): Promise<Chosen | undefined> {
    const open = this.#alternatives.get(id)
    if (open === undefined) return undefined
    const { item, row, value, missing } = open
    const key = keyOf({ item, row })
    if ((this.#answers.get(key)?.version ?? 0) !== version) return undefined
    this.#alternatives.delete(id)
    if (which === 'mine') {
      const given = missing !== undefined ? { missing } : value !== undefined ? { value } : { cleared: true }
      const choice = { id: `${id} chosen`, item, ...(row && { row }), base: version, ...given }
      this.#apply(person, [choice as Mutation])
    }
    return { revision: this.#revision, current: this.#answers.get(key) }
  }

  async known(): Promise<ReadonlyMap<string, Fate>> {
    const fates = new Map<string, Fate>()
    for (const id of this.#drafts) fates.set(id, { kept: 'draft text', times: 0, open: false })
    for (const { id, status } of this.#applied.values()) {
      const times = this.#events.filter((event) => event.id === id).length
      fates.set(id, { kept: status === 'conflict' ? 'alternative' : 'answer', times, open: this.#alternatives.has(id) })
    }
    return fates
  }

  async history(): Promise<readonly Version[]> {
    return this.#events
  }
}
