import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { StoredAnswer, SubmittedEvidence } from '#contract'
import {
  type Answer,
  type Answers,
  type Context,
  cells,
  type Form,
  type FormItem,
  type Instrument,
  type KeyText,
  type MissingReason,
  pack,
  packLayout,
  variables,
} from '#engine'
import { keyOf } from './mutation-plan.ts'
import type { Frame } from './store.ts'

export interface Attestation {
  readonly name: string
  readonly title: string
  readonly statement: string
}

/** What a submission is made of. */
export interface SubmissionSource {
  readonly instrument: Instrument
  readonly frame: Frame
  readonly answers: readonly StoredAnswer[]
  readonly form: Form
  readonly evidence?: readonly SubmittedEvidence[]
  readonly number: number
  readonly attestation: Attestation
  readonly submittedAt: string
}

export interface Submission {
  readonly canonical: string
  readonly sha256: string
  readonly reference: string
  readonly coded: Uint8Array
}

/** Everything an evaluation may know beside the answers; the day is the server's, in UTC. */
export const contextOf = (frame: Frame, today: string): Context => ({
  language: 'en',
  today,
  // `unit('kind')` lets one instrument ask several kinds of unit
  unit: { code: frame.unit_code, name: frame.unit_name, attributes: { ...frame.attributes, kind: frame.unit_kind } },
  wave: {
    code: frame.wave_code,
    title: frame.wave_title,
    year: frame.year,
    referenceFrom: frame.reference_from,
    referenceTo: frame.reference_to,
  },
})

/** Answers as the engine takes them; a cleared answer is none. */
export const toAnswers = (stored: readonly StoredAnswer[]): Answers =>
  Object.fromEntries(
    stored.flatMap((answer) => {
      const given = toAnswer(answer)
      return given === undefined ? [] : [[keyOf(answer), given]]
    }),
  )

function toAnswer({ value, missing, look }: StoredAnswer): Answer | undefined {
  const again = look === undefined ? {} : { look }
  if (missing !== undefined) return { missing: missing as MissingReason, ...again }
  // what no code could be chosen for is empty and still to be looked at
  return value === undefined && look === undefined ? undefined : { value, ...again }
}

export const statementOf = (frame: Frame, instrument: Instrument): string => {
  const { title } = instrument.bundle.texts[instrument.bundle.languages[0] ?? 'en']?.instrument ?? { title: '' }
  return `I confirm that these are the cleared answers of ${frame.unit_name} to “${title || instrument.bundle.instrument}”, ${frame.wave_title}.`
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

function contentOf({ instrument, frame, answers, form, evidence = [], number, attestation, submittedAt }: SubmissionSource) {
  const { instrument: code, version } = instrument.bundle
  const onPath = keysOnPath(form)
  const { unit, wave } = contextOf(frame, submittedAt.slice(0, 10))
  return {
    format: 'mufakat-submission/1',
    instrument: { code, version, hash: instrument.hash },
    study: { code: frame.study_code, title: frame.study_title, synthetic: frame.synthetic },
    wave,
    unit,
    number,
    attestation,
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
