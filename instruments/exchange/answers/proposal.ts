import type { Answer, KeyText } from '../../engine/answers/answer.ts'

/** What a file says an answer should be. Nothing stands because of it: a person takes it over, or does not. */
export interface Proposal {
  readonly key: KeyText
  readonly answer: Answer
  /** Where the file says so. */
  readonly place: string
}

/** Something in a file that could not be understood, or not without asking. */
export interface FileFault {
  readonly code: FileFaultCode | string
  /** The answer it is about; absent when it is about no question of this instrument. */
  readonly key?: KeyText
  readonly place: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Beside these, faults have the codes that item types give their values. */
export type FileFaultCode =
  | 'item.unknown'
  | 'item.repeats'
  | 'twice'
  | 'two_ticked'
  | 'two_reasons'
  | 'answer_and_reason'
  | 'code.unclear'
  | 'number.unclear'
  | 'number.which'
  | 'date.unclear'
  | 'date.which'
  | 'rank.unclear'
  | 'rank.twice'
  | 'file.by_upload'
  | 'record.about_nothing'
  | 'record.twice'
  | 'record.unknown'

export interface FileReading {
  readonly proposals: readonly Proposal[]
  readonly faults: readonly FileFault[]
}
