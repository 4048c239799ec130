import fc from 'fast-check'
import type { Answer, Answers, Context, Instrument, KeyText } from '#engine'
import { syntheticAnswers } from '../../server/features/studies/synthetic-answers.ts'
import { philippines } from './scenario.ts'

export { chance } from '../../server/features/studies/synthetic-answers.ts'

/** Anything at all under the keys of an instrument, as a hostile or broken client might send it. */
export function wildAnswers(instrument: Instrument): fc.Arbitrary<Answers> {
  const keys = Array.from(instrument.items.values()).flatMap((item) =>
    item.roster === undefined ? [item.code] : [`${item.code}/r1`, `${item.code}/uc01`],
  )
  const answer: fc.Arbitrary<Answer> = fc.oneof(
    fc.jsonValue().map((value) => ({ value })),
    fc.constantFrom('dont_know', 'refused', 'no_answer', 'suppressed').map((missing) => ({ missing }) as Answer),
  )
  return fc.dictionary(fc.constantFrom<KeyText>(...keys), answer, { maxKeys: 40 })
}

/** Answers as a respondent might give them; the same seed gives the same. */
export const plausibleAnswers = (instrument: Instrument, seed: number, context: Context = philippines): Answers =>
  syntheticAnswers(instrument, seed, context)
