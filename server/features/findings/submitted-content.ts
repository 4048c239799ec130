import type { WarningReason } from '#contract'
import { type Answer, type Answers, type Context, keyText, type MissingReason } from '#engine'
import type { SubmittedPrefill } from '../prefill/submitted.ts'
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
    readonly onPath?: boolean
  }[]
  readonly prefilled?: readonly SubmittedPrefill[]
  readonly renderings?: readonly FrozenRendering[]
  readonly reasons?: readonly WarningReason[]
}

export interface SubmittedContent {
  readonly answers: Answers
  /** As it was on the day of submission, whatever has been renamed since. */
  readonly context: Context
  /** Of its open answers, as the administration sent them. */
  readonly renderings?: readonly FrozenRendering[]
  /** Answers that count, values and reasons. */
  readonly answered: number
  /** Of these, those that had been offered from an earlier wave or a register. */
  readonly prefilled: readonly SubmittedPrefill[]
  /** Why warnings stand; none in submissions of the first format. */
  readonly reasons: readonly WarningReason[]
}

export function readContent(canonical: string, language: string): SubmittedContent {
  const content = JSON.parse(canonical) as Content
  const { unit, wave, submittedAt, answers, renderings, prefilled = [], reasons = [] } = content
  return {
    answers: Object.fromEntries(
      answers.map(({ item, row, value, missing }): [string, Answer] => [
        keyText({ item, ...(row !== undefined && { row }) }),
        missing === undefined ? { value } : { missing },
      ]),
    ),
    context: { language, today: submittedAt.slice(0, 10), unit, wave },
    reasons,
    ...(renderings !== undefined && { renderings }),
    answered: answers.filter((one) => one.onPath === true && (one.value !== undefined || one.missing !== undefined))
      .length,
    prefilled,
  }
}
