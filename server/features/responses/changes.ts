import type { MutationResult } from '#contract'
import type { KeyText } from '#engine'
import type { AppliedMutation } from './mutation.ts'

/**
 * One version of one answer. It `stands` when no later change of the same request replaces it: as the first that this
 * answer has, or in the place of another.
 */
export interface AnswerVersion {
  readonly item: string
  readonly row: string
  readonly version: number
  readonly value?: unknown
  readonly missing?: string | undefined
  /** Why a person should look at it again, where the change came late from an earlier version. */
  readonly look?: string | undefined
  readonly mutation: string
  readonly stands?: 'first' | 'next' | undefined
}

/** A value that lost against a change made at the same time, until a person chooses. */
export interface NewAlternative {
  readonly id: string
  readonly item: string
  readonly row: string
  readonly value?: unknown
  readonly missing?: string | undefined
  readonly base: number
  readonly stood: number
  /** Replaced: whoever gave it typed on in the same request. */
  readonly state: 'open' | 'replaced'
}

export interface Changes {
  readonly events: readonly AnswerVersion[]
  readonly applied: readonly AppliedMutation[]
  readonly alternatives: readonly NewAlternative[]
  /** Alternatives whose givers typed on before anybody chose. */
  readonly replaced: readonly string[]
}

export interface Plan extends Changes {
  readonly results: readonly MutationResult[]
}

export const versionKey = (key: KeyText, version: number): string => `${key} ${version}`
