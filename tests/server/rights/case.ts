import type { Expected, Outcome } from './cast.ts'
import type { Phase, Place, World } from './world.ts'

/** What a request says beside its address; parameters that the place names are filled in. */
export interface Said {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bytes?: Buffer
}

/** What a preparation found out for the request. */
export type Memo = Record<string, string>

/** One row of the matrix: one way of asking an endpoint, and what comes of it for everybody in every phase. */
export interface Case {
  /** A key of `endpoints`. */
  readonly endpoint: string
  /** What is special about it, where an endpoint has several. */
  readonly what?: string
  readonly expected: Readonly<Record<Phase, Expected>>
  /** It has nothing to do with a response, so asking in one phase is asking in all. */
  readonly onceIsEnough?: true
  /** Valid for whoever may. Names are taken from the place, so that the same can be asked of a place elsewhere. */
  say?(place: Place, memo: Memo): Said
  /** Done before, so that there is something to do. */
  prepare?(world: World, memo: Memo): Promise<void>
  /** Tells outcomes of one status apart. */
  reads?(reply: { readonly statusCode: number; json(): unknown }): Outcome
}

export const always = (expected: Expected): Case['expected'] => inPhases(expected, expected, expected)

export const inPhases = (draft: Expected, underClearance: Expected, submitted: Expected): Case['expected'] => ({
  draft,
  'under clearance': underClearance,
  submitted,
})
