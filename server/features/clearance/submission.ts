import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Receipt, StoredAnswer, SubmittedEvidence, WarningReason } from '#contract'
import { cells, type Form, type FormItem, type Instrument, type KeyText, pack, packLayout, variables } from '#engine'
import type { SubmittedPrefill } from '../prefill/submitted.ts'
import type { FrozenRendering } from '../renderings/frozen.ts'
import { type Frame, keyOf, toAnswers } from '../responses/actions.ts'
import { contextOf, toAnswer } from '../responses/submission.ts'
import type { Attestation, Submission } from './submission-store.ts'

/** How the response was cleared. */
export interface Cleared {
  readonly steps: NonNullable<Receipt['steps']>
  readonly waiver?: Receipt['waiver']
  readonly reasons: readonly (WarningReason & { readonly by: string; readonly at: string })[]
}

/** What a submission is made of. */
export interface SubmissionSource {
  readonly instrument: Instrument
  readonly frame: Frame
  readonly answers: readonly StoredAnswer[]
  readonly form: Form
  readonly evidence?: readonly SubmittedEvidence[]
  /** Of open answers in other languages. */
  readonly renderings?: readonly FrozenRendering[]
  /** Of answers that had been offered from an earlier wave or a register. */
  readonly prefilled?: readonly SubmittedPrefill[]
  readonly number: number
  /** The reference of the submission before it. */
  readonly supersedes?: string | undefined
  readonly attestation: Attestation
  readonly cleared: Cleared
  readonly submittedAt: string
}

/** The frozen content of a response: the exact text that is hashed, and the same answers packed for analysis. */
export function makeSubmission(source: SubmissionSource): Submission {
  const { instrument, frame, answers, number, submittedAt } = source
  const canonical = canonicalize(contentOf(source)) ?? ''
  const sha256 = createHash('sha256').update(canonical).digest('hex')
  const place = [instrument.bundle.instrument, frame.year, frame.unit_code, String(number).padStart(2, '0')]
  const { main } = variables(instrument, 'en')
  const context = contextOf(frame, submittedAt.slice(0, 10))
  return {
    canonical,
    sha256,
    reference: [...place, sha256.slice(0, 4)].join('-').toUpperCase(),
    coded: pack(main, packLayout(main), cells(instrument, toAnswers(answers), context).main),
  }
}

function contentOf({ instrument, frame, answers, form, number, supersedes, ...source }: SubmissionSource) {
  const { attestation, cleared, evidence = [], renderings = [], prefilled = [], submittedAt } = source
  const { instrument: code, version } = instrument.bundle
  const onPath = keysOnPath(form)
  const { unit, wave } = contextOf(frame, submittedAt.slice(0, 10))
  return {
    format: 'mufakat-submission/2',
    instrument: { code, version, hash: instrument.hash },
    study: { code: frame.study_code, title: frame.study_title, synthetic: frame.synthetic },
    wave,
    unit,
    number,
    supersedes,
    revision: frame.revision,
    attestation,
    clearance: { steps: cleared.steps, waiver: cleared.waiver },
    // why a warning was let stand is part of what was said
    reasons: cleared.reasons,
    submittedAt,
    // answers off the path are kept and marked, never dropped
    answers: answers
      .filter((answer) => toAnswer(answer) !== undefined)
      .map(({ item, row, value, missing, look, version }) => ({
        item,
        row,
        value,
        missing,
        look,
        version,
        onPath: onPath.has(keyOf({ item, row })),
      })),
    ...(evidence.length > 0 && { evidence }),
    ...(renderings.length > 0 && { renderings }),
    ...(prefilled.length > 0 && { prefilled }),
  }
}

export function keysOnPath(form: Form): ReadonlySet<KeyText> {
  const keys = new Set<KeyText>()
  const visit = (item: FormItem) => {
    if (!item.relevant) return
    keys.add(item.key)
    for (const record of item.records) record.items.forEach(visit)
  }
  for (const section of form.sections) for (const group of section.groups) group.items.forEach(visit)
  return keys
}
