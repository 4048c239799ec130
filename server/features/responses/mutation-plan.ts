import type { Mutation, MutationResult, StoredAnswer } from '#contract'
import { type Answer, type Instrument, isSameAnswer, type KeyText, mergeAnswers } from '#engine'
import { type AnswerVersion, type Changes, type NewAlternative, type Plan, versionKey } from './changes.ts'
import { type AppliedMutation, answerOf, fingerprintOf, type Incoming, keyOf } from './mutation.ts'

export interface PlanGround {
  readonly instrument: Instrument
  readonly answers: readonly StoredAnswer[]
  readonly applied: readonly AppliedMutation[]
  /** Answers as they were in the versions that changes were made on, by key and version; see `versionKey`. */
  readonly earlier: ReadonlyMap<string, Answer | undefined>
  /** Nothing is merged or kept beside an answer, and a conflict is not remembered. */
  readonly strict: boolean
}

// an answer is not changed more often between a backup and the restore of it
const mostLost = 10_000

/** Who makes these changes, and when. */
interface Said {
  readonly by: string
  readonly at: string
}

type Outcome = Omit<MutationResult, 'id'> & { readonly typed?: boolean }

/** What each change does to what stands, in their order, and what is to be written. */
export function planChanges(mutations: readonly Incoming[], ground: PlanGround, said: Said): Plan {
  const planning = new Planning(ground, said)
  const results = mutations.map((mutation) => planning.place(mutation))
  return { results, ...planning.changes() }
}

class Planning {
  #ground: PlanGround
  #said: Said
  #standing: Map<KeyText, StoredAnswer>
  #known: Map<string, AppliedMutation>
  #events: AnswerVersion[] = []
  #applied = new Map<string, AppliedMutation>()
  #alternatives = new Map<string, NewAlternative>()
  #replaced: string[] = []

  constructor(ground: PlanGround, said: Said) {
    this.#ground = ground
    this.#said = said
    this.#standing = new Map(ground.answers.map((answer) => [keyOf(answer), answer]))
    this.#known = new Map(ground.applied.map((mutation) => [mutation.id, mutation]))
  }

  changes(): Changes {
    const answered = new Set(this.#ground.answers.map(keyOf))
    const stands = ({ item, row, version }: AnswerVersion) => {
      const key = keyOf({ item, row: row || undefined })
      if (this.#standing.get(key)?.version !== version) return undefined
      return answered.has(key) ? 'next' : 'first'
    }
    return {
      events: this.#events.map((event) => ({ ...event, stands: stands(event) })),
      applied: [...this.#applied.values()],
      alternatives: [...this.#alternatives.values()],
      replaced: this.#replaced,
    }
  }

  place(mutation: Incoming): MutationResult {
    const fingerprint = mutation.fingerprint ?? fingerprintOf(mutation)
    const id = mutation.id.toLowerCase()
    const first = this.#known.get(id)
    if (first !== undefined) return { id: mutation.id, ...this.#repeat(mutation, first, fingerprint) }
    const { typed, ...outcome } = this.#decide(mutation)
    const { status, version } = outcome
    if (status === 'conflict' && this.#ground.strict) return { id: mutation.id, ...outcome }
    const done: AppliedMutation = {
      id,
      fingerprint,
      version,
      ...(status !== 'saved' && { status: status as NonNullable<AppliedMutation['status']> }),
      ...(typed === true && { typed: typedIn(mutation) }),
      ...(status === 'conflict' && { open: true }),
    }
    this.#known.set(id, done)
    this.#applied.set(id, done)
    return { id: mutation.id, ...outcome }
  }

  /** The same change again is told its fate as it is by now; another change under the same id is told so. */
  #repeat(mutation: Incoming, first: AppliedMutation, fingerprint: string): Outcome {
    if (first.fingerprint !== fingerprint) return { status: 'key-reused', version: first.version }
    const current = this.#standing.get(keyOf(mutation))
    const stands = { version: current?.version ?? 0, ...(current && { current }) }
    if (first.status === 'conflict' && first.open === true)
      return { status: 'conflict', ...stands, alternative: first.id }
    if (first.status === 'conflict' || first.status === 'merged') return { status: 'merged', ...stands }
    return { status: 'replayed', version: first.version }
  }

  #decide(mutation: Incoming): Outcome {
    if (mutation.aside === true) return { status: 'set-aside', version: 0 }
    const prior = mutation.after === undefined ? undefined : this.#known.get(mutation.after.toLowerCase())
    const current = this.#standing.get(keyOf(mutation))
    const before = current?.version ?? 0
    if (mutation.shift !== undefined) return this.#decideLate(mutation, mutation.shift, prior)
    const isSame = isSameAnswer(answerOf(mutation), current && answerOf(current))
    if (prior?.status === 'conflict') {
      // whoever typed on is still of another mind than what stands, or has come round to it
      if (!isSame) return this.#keepBoth(mutation, prior)
      this.#replace(prior)
      return { status: 'saved', version: before }
    }
    const base = prior === undefined ? mutation.base : prior.version
    const built = prior?.status === 'merged' ? (prior.typed ?? {}) : undefined
    if (this.#isOvertaken(mutation, before)) return this.#keepAsHistory(mutation)
    if (this.#isBuiltOn(before, base) && built === undefined) return this.#save(mutation, base + 1)
    if (isSame) return { status: 'saved', version: before }
    if (this.#ground.strict) return this.#keepBoth(mutation)
    return this.#merge(mutation, base, built && { answer: answerOf(built) })
  }

  /** On what stands, or on what was lost in a restore since: then what stands is older than what its author saw. */
  #isBuiltOn(before: number, base: number): boolean {
    return base === before || (base > before && base - before <= mostLost && !this.#ground.strict)
  }

  /** Confirmed once, lost in a restore, and what stands was built on it: only a change made on a lost one leaves a gap. */
  #isOvertaken({ was, shift, ...key }: Incoming, before: number): boolean {
    if (was === undefined || shift !== undefined || this.#ground.strict) return false
    return was < before && this.#earlier(keyOf(key), was) === undefined
  }

  #keepAsHistory(mutation: Incoming): Outcome {
    const version = mutation.was ?? 0
    this.#record(mutation, version)
    return { status: 'saved', version }
  }

  /** On a form that is about to be replaced nobody can choose: what stands is marked, and what was typed is kept. */
  #decideLate(mutation: Incoming, shift: number, prior: AppliedMutation | undefined): Outcome {
    const current = this.#standing.get(keyOf(mutation))
    const before = current?.version ?? 0
    const { base } = mutation
    const asItStands = base !== before && isSameAnswer(answerOf(mutation), current && answerOf(current))
    if (asItStands) return { status: 'saved', version: before - shift }
    if (prior?.status === 'set-aside' || !this.#isBuiltOn(before, base))
      return { status: 'set-aside', version: before - shift }
    return { ...this.#save(mutation, base + 1), version: base + 1 - shift }
  }

  #merge(mutation: Incoming, base: number, built: { readonly answer: Answer | undefined } | undefined): Outcome {
    const key = keyOf(mutation)
    const current = this.#standing.get(key)
    const known = built ?? this.#earlier(key, base)
    if (current === undefined || known === undefined) return this.#keepBoth(mutation)
    const { item, row } = mutation
    const sides = { base: known.answer, theirs: answerOf(current), mine: answerOf(mutation) }
    const result = mergeAnswers(this.#ground.instrument, row === undefined ? { item } : { item, row }, sides)
    if (!result.merged) return this.#keepBoth(mutation)
    if (!isSameAnswer(result.answer, sides.theirs)) {
      const { id, look = current.look } = { ...mutation }
      const given = result.answer as Pick<Mutation, 'value' | 'missing'> | undefined
      this.#save({ id, item, row, base, look, ...given } as Incoming, current.version + 1)
    }
    const now = this.#standing.get(key)
    return { status: 'merged', version: now?.version ?? 0, ...(now && { current: now }), typed: true }
  }

  /** What an answer was in a version; undefined when there never was such a version. */
  #earlier(key: KeyText, version: number): { readonly answer: Answer | undefined } | undefined {
    if (version === 0) return { answer: undefined }
    const name = versionKey(key, version)
    const here = this.#events.find(
      (event) => versionKey(keyOf({ ...event, row: event.row || undefined }), event.version) === name,
    )
    if (here !== undefined) return { answer: answerOf(here as Pick<StoredAnswer, 'value' | 'missing'>) }
    return this.#ground.earlier.has(name) ? { answer: this.#ground.earlier.get(name) } : undefined
  }

  #save(mutation: Incoming, version: number): Outcome {
    this.#standing.set(keyOf(mutation), toStanding(mutation, version, this.#said))
    this.#record(mutation, version)
    return { status: 'saved', version }
  }

  #record({ id, item, row, value, missing, look }: Incoming, version: number): void {
    this.#events.push({ item, row: row ?? '', version, value, missing, look, mutation: id })
  }

  /** What stands stays; what was sent stands beside it, in the place of what its sender gave before. */
  #keepBoth(mutation: Incoming, prior?: AppliedMutation): Outcome {
    const { item, row, base, value, missing } = mutation
    const id = mutation.id.toLowerCase()
    const current = this.#standing.get(keyOf(mutation))
    const stood = current?.version ?? 0
    if (this.#ground.strict) return { status: 'conflict', version: stood, ...(current && { current }) }
    if (prior !== undefined) this.#replace(prior)
    this.#alternatives.set(id, { id, item, row: row ?? '', value, missing, base, stood, state: 'open' })
    return { status: 'conflict', version: stood, ...(current && { current }), alternative: id }
  }

  #replace(prior: AppliedMutation): void {
    if (prior.open !== true) return
    this.#known.set(prior.id, { ...prior, open: false })
    const unseen = this.#alternatives.get(prior.id)
    if (unseen === undefined) this.#replaced.push(prior.id)
    else this.#alternatives.set(prior.id, { ...unseen, state: 'replaced' })
  }
}

const typedIn = ({ value, missing }: Mutation): NonNullable<AppliedMutation['typed']> => ({
  ...(value !== undefined && { value }),
  ...(missing !== undefined && { missing }),
})

const toStanding = (
  { item, row, value, missing, look }: Incoming,
  version: number,
  { by, at }: Said,
): StoredAnswer => ({
  item,
  ...(row !== undefined && { row }),
  ...(value !== undefined && { value }),
  ...(missing !== undefined && { missing }),
  ...(look !== undefined && { look }),
  version,
  by,
  at,
})
