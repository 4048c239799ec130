import type { Mutation } from '#contract'
import { type Answer, type DeclarableMissing, type Instrument, type KeyText, parseKey } from '#engine'
import type { Item } from '../../../instruments/engine/definition/instrument.ts'
import { judgeMutations } from '../responses/mutation-faults.ts'
import type { Broken } from './offer.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'

export const toChange = (answer: Answer): Pick<Mutation, 'value' | 'missing'> =>
  'missing' in answer
    ? { missing: answer.missing as DeclarableMissing }
    : { value: answer.value as NonNullable<Mutation['value']> }

/** Why an answer could not be saved as it is; undefined: it could. Judged as a respondent's own would be. */
export function unsound(instrument: Instrument, key: KeyText, answer: Answer): Broken | undefined {
  const mutation = { id: nowhere, base: 0, ...parseKey(key), ...toChange(answer) }
  const [fault] = judgeMutations(instrument, [mutation], null).flatMap(({ errors }) => errors)
  return fault && { reason: 'unreadable', why: fault.message }
}

/** The roster an item repeats in, where the respondent makes the records. */
export const rosterOf = ({ roster }: Item): { readonly roster?: string } =>
  roster === undefined || roster.sources.rows !== undefined ? {} : { roster: roster.code }
