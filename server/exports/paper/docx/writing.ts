import type { PaperWords } from '../words.ts'
import type { Controls } from './controls.ts'

/** What every part of the document is written with. */
export interface Writing {
  readonly controls: Controls
  readonly words: PaperWords
  /** Of the texts at hand. */
  readonly language: string
  readonly kind: 'blank' | 'answered'
}
