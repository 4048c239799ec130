import type { Answer, KeyText } from '#engine'

/** Why an earlier answer can be read and not confirmed: a name, and in words what exactly changed. */
export interface Broken {
  readonly reason: string
  readonly why: string
}

/** Where an answer of an earlier wave comes from. */
export interface WaveSource {
  readonly kind: 'wave'
  readonly wave: { readonly code: string; readonly title: string }
  readonly reference: string
  readonly sha256: string
  /** The version it was said in. */
  readonly hash: string
  /** The day of its submission: `2026-06-30`. */
  readonly asOf: string
}

export interface RegisterEntry {
  readonly entry: string
  readonly source: string
  readonly certainty: 'verified_primary' | 'verified_secondary'
  readonly asOf: string
}

export interface RegisterSource {
  readonly kind: 'register'
  readonly register: string
  readonly entries: readonly RegisterEntry[]
  /** The latest day of its entries. */
  readonly asOf: string
}

/** An earlier answer that is about to be offered, under its key in the version of the response. */
export interface NewOffer {
  readonly key: KeyText
  /** As it would stand; of a broken one as it was said. */
  readonly answer: Answer
  /** The roster of the respondent's own records it stands in. */
  readonly roster?: string
  readonly source: WaveSource | RegisterSource
  /** Its key where it was said, for one of an earlier wave. */
  readonly from?: KeyText
  readonly broken?: Broken
}
