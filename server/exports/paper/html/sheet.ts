import type { PaperWords } from '../words.ts'

/** What every part of the page is written with. */
export interface Sheet {
  readonly words: PaperWords
  /** Of the element around: texts in another say so. */
  readonly language: string
  readonly kind: 'blank' | 'answered'
  /** Widths in use, in tenths of a millimetre; each becomes a rule of the style sheet. */
  readonly widths: Set<number>
}
