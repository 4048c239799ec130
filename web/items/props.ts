import type { Snippet } from 'svelte'
import type { Answer, FormItem, KeyText } from './engine.ts'

export interface WidgetProps {
  item: FormItem
  /** Id of the first control: error summaries link to it. */
  id: string
  /** Ids of hint and findings, separated by spaces; empty when there are none. */
  describedBy: string
  invalid: boolean
  /** Findings are in sight: parts of the item that hold some must be too. */
  showFindings: boolean
  disabled: boolean
  onanswer: OnAnswer
  onunclear?: OnUnclear | undefined
  upload?: Upload | undefined
  /** How items inside an item are shown: the frame that holds this widget. */
  nested?: Snippet<[FormItem]> | undefined
}

/** `undefined` takes the answer away. */
export type OnAnswer = (key: KeyText, answer: Answer | undefined) => void

/** Something was typed that is not understood yet; the message is undefined once it is. The id is that of the field. */
export type OnUnclear = (id: string, message: string | undefined) => void

export interface UploadedFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  readonly type: string
}

/** A refusal comes back as a sentence to show; a failed connection rejects. */
export type Upload = (file: File) => Promise<UploadedFile | { readonly refused: string }>
