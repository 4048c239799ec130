import type { StoredAnswer } from '#contract'
import type { Answer, Answers, Context, Instrument, MissingReason } from '#engine'
import { keyOf } from './mutation.ts'
import type { Frame } from './store.ts'

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

export function toAnswer({ value, missing, look }: StoredAnswer): Answer | undefined {
  const again = look === undefined ? {} : { look }
  if (missing !== undefined) return { missing: missing as MissingReason, ...again }
  // what no code could be chosen for is empty and still to be looked at
  return value === undefined && look === undefined ? undefined : { value, ...again }
}

/** Of the sentence that is confirmed; a new one when its wording changes. */
export const statementVersion = '1'
export const statementLanguage = 'en'

export const statementOf = (frame: Frame, instrument: Instrument): string => {
  const { title } = instrument.bundle.texts[instrument.bundle.languages[0] ?? 'en']?.instrument ?? { title: '' }
  return `I confirm that these are the cleared answers of ${frame.unit_name} to “${title || instrument.bundle.instrument}”, ${frame.wave_title}.`
}
