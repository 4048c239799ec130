import type { MutationResult, OpenAlternative, ProblemBody, StoredAnswer } from '#contract'
import type { Answer, KeyText } from '#engine'
import type { Change } from './change.ts'

/** What the queue needs of the world: it knows neither fetch nor a clock. */
export interface SaveTransport {
  /** All typed on one version of the instrument. */
  send(changes: readonly Change[]): Promise<SaveOutcome>
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
      /** Another one than before: the server was restored or another took its place. */
      readonly epoch: string
      readonly results: readonly MutationResult[]
      /** The version the response is on now, when it is not the one the changes were typed on. */
      readonly instrument?: string | undefined
    }
  | { readonly ok: false; readonly name: string; readonly problem: ProblemBody }

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

/**
 * `device`: not sent, for a reason that passes by itself, and kept in this browser meanwhile. `unkept`: neither sent nor
 * kept. `attention`: a person is needed.
 */
export type SaveState = 'saved' | 'saving' | 'device' | 'unkept' | 'attention'

export interface SaveReport {
  readonly state: SaveState
  /** What was typed last under each answer that the server does not have. */
  readonly unsaved: ReadonlyMap<KeyText, Answer | undefined>
  /** Is all of it kept in this browser? */
  readonly kept: boolean
  readonly conflicts: readonly Conflict[]
  /** Answers the server refused, with its reason. They stay on the page and are never thrown away. */
  readonly refused: ReadonlyMap<KeyText, string>
  /** The name of the problem behind what is not sent. */
  readonly problem: string | undefined
  readonly revision: number
  /** Another version stands now: the form is to be loaded anew. What is typed until then is taken over. */
  readonly moved: boolean
}
