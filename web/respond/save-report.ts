import type { Mutation, MutationResult, OpenAlternative, ProblemBody, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'

/** What the queue needs of the world: it knows neither fetch nor a clock. */
export interface SaveTransport {
  send(mutations: readonly Mutation[]): Promise<SaveOutcome>
  /** A person has chosen between two answers. */
  choose(alternative: string, choice: Choice): Promise<ChoiceOutcome>
  /** Do `work` later; calling the answer takes it back. */
  after(delayMs: number, work: () => void): () => void
  /** Between 0 and 1. */
  random(): number
  newId(): string
}

export type SaveOutcome =
  | {
      readonly ok: true
      readonly revision: number
      readonly results: readonly MutationResult[]
      /** The version the response is on now, when it is not the one the changes were typed on. */
      readonly instrument?: string | undefined
    }
  | { readonly ok: false; readonly name: string; readonly problem: ProblemBody }

/** `id` is the same however often it is sent; `version` is that of the answer that was seen. */
export type Choice = Pick<Mutation, 'id' | 'value' | 'missing' | 'cleared'> & {
  readonly version: number
  readonly choice: 'standing' | 'alternative' | 'other'
}

export type ChoiceOutcome =
  | {
      readonly ok: true
      readonly revision: number
      readonly current?: StoredAnswer | undefined
      readonly alternatives: readonly OpenAlternative[]
    }
  | { readonly ok: false; readonly name: string }

/**
 * Both answers, until a person chooses; the server keeps the one that does not stand as an alternative under `id`.
 * Undefined: the answer was taken away on that side.
 */
export interface Conflict {
  readonly id: string
  readonly key: KeyText
  readonly mine: Answer | undefined
  /** Who gave it and when, unless it was just typed here. */
  readonly by?: Pick<OpenAlternative, 'by' | 'at'>
  readonly theirs: StoredAnswer | undefined
  readonly version: number
}

/** `waiting`: not sent, for a reason that passes by itself. `attention`: for one that needs a person. */
export type SaveState = 'saved' | 'saving' | 'waiting' | 'attention'

export interface SaveReport {
  readonly state: SaveState
  readonly unsaved: number
  readonly conflicts: readonly Conflict[]
  /** Answers the server refused, with its reason. They stay on the page and are never thrown away. */
  readonly refused: ReadonlyMap<KeyText, string>
  /** The name of the problem behind `waiting` or `attention`. */
  readonly problem: string | undefined
  readonly revision: number
  /** Another version stands now: the form is to be loaded anew. What is typed until then is taken over. */
  readonly moved: boolean
}
