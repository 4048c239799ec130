import type { Answer, Answers, KeyText } from '../answers/answer.ts'
import type { Finding } from '../form/form.ts'

/** Kept: it stands in the newer version and means the same. Look: a person must decide. Set aside: it has no place there. */
export type Outcome = 'kept' | 'look' | 'set_aside'

/** Why an answer, or a part of one, has its outcome. */
export type MoveReason =
  | 'same'
  | 'renamed'
  | 'recoded'
  | 'item_removed'
  | 'item_moved'
  | 'item_reworded'
  | 'retyped'
  | 'column_removed'
  | 'column_reworded'
  | 'code_removed'
  | 'code_split'
  | 'code_reworded'
  | 'part_taken'
  | 'unreadable'
  | 'finding'

/** One value within an answer: a code, a cell of a table, or the whole of an answer that has no parts. */
export interface MovedPart {
  /** Rows and columns on the way to it, in the words of the earlier version: `uc01/status`; empty for the whole. */
  readonly path: string
  readonly value: unknown
  readonly outcome: Outcome
  readonly reason: MoveReason
  /** Where it stands in the newer version and as what; absent when it has no place there. */
  readonly to?: { readonly path: string; readonly value: unknown }
}

/** What becomes of one answer. */
export interface MovedAnswer {
  readonly key: KeyText
  readonly before: Answer
  /** That of the part it is worst for. */
  readonly outcome: Outcome
  readonly reason: MoveReason
  readonly parts: readonly MovedPart[]
  /** Its key in the newer version; absent when its item has no successor. */
  readonly to?: KeyText
  /** What stands there; absent when nothing of it can. */
  readonly after?: Answer
  /** For the reason `finding`: what the newer version has to say about it. */
  readonly finding?: Finding
}

/** What becomes of every answer of a response when it moves to another version. */
export interface MovePlan {
  readonly moved: readonly MovedAnswer[]
  /** The answers as the newer version has them. */
  readonly answers: Answers
}
