import type { AnswerTag } from './answer-tags.ts'

/** A filled questionnaire as it came back, before anybody asked what the answers mean. */
export interface FilledFile {
  readonly kind: 'word' | 'excel'
  readonly about: FileFacts
  /** Everything there was to fill in, in the order it stands. */
  readonly holes: readonly Hole[]
}

/** What the file says of itself. */
export interface FileFacts {
  readonly instrument: string
  readonly version: string
  /** SHA-256 of the instrument it was made of. */
  readonly hash: string
  readonly language: string
  /** `blank`, `draft` or `cleared`. */
  readonly standing: string
  /** Codes; absent on paper that was made for nobody in particular. */
  readonly unit?: string
  readonly wave?: string
}

/** A place to fill in, and what stands in it. */
export interface Hole {
  readonly tag: AnswerTag
  readonly written: Written
  /** Where people find it: `C02_title, record 2`, or `C!F17`. */
  readonly place: string
}

/** What a person wrote or chose. A hole that nobody touched has an empty text and is not ticked. */
export interface Written {
  /** As it reads, without spaces around it. */
  readonly text: string
  /** Of boxes. */
  readonly ticked?: boolean
  /** Of lists, where the file itself says which code was picked. */
  readonly code?: string
  /** Of cells that hold a number and of controls that hold a date: what the program itself understood. */
  readonly number?: number
  readonly date?: string
}

export const isBlank = ({ text, ticked, code }: Written): boolean =>
  ticked !== true && code === undefined && text === ''
