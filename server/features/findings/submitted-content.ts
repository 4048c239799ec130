import { type Answer, type Answers, type Context, keyText, type MissingReason } from '#engine'
import type { FrozenRendering } from '../renderings/frozen.ts'

/** The part of a submission's canonical text that its answers are read from: it stands for itself. */
interface Content {
  readonly unit: Context['unit']
  readonly wave: Context['wave']
  readonly submittedAt: string
  readonly answers: readonly {
    readonly item: string
    readonly row?: string
    readonly value?: unknown
    readonly missing?: MissingReason
  }[]
  readonly renderings?: readonly FrozenRendering[]
}

export interface SubmittedContent {
  readonly answers: Answers
  /** As it was on the day of submission, whatever has been renamed since. */
  readonly context: Context
  /** Of its open answers, as the administration sent them. */
  readonly renderings?: readonly FrozenRendering[]
}

export function readContent(canonical: string, language: string): SubmittedContent {
  const { unit, wave, submittedAt, answers, renderings } = JSON.parse(canonical) as Content
  return {
    answers: Object.fromEntries(
      answers.map(({ item, row, value, missing }): [string, Answer] => [
        keyText({ item, ...(row !== undefined && { row }) }),
        missing === undefined ? { value } : { missing },
      ]),
    ),
    context: { language, today: submittedAt.slice(0, 10), unit, wave },
    ...(renderings !== undefined && { renderings }),
  }
}
