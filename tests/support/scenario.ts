import {
  type Answer,
  type Answers,
  type Context,
  evaluate,
  type Form,
  type FormItem,
  type Instrument,
  noAnswers,
  parseKey,
  withAnswer,
  withoutAnswer,
} from '#engine'

/** The Philippines in the wave of 2026: levels as the frame has them. */
export const philippines: Context = {
  language: 'en',
  today: '2026-11-22',
  unit: {
    code: 'phl',
    name: 'Philippines',
    attributes: {
      iso2: 'PH',
      iso3: 'PHL',
      languages: ['fil-PH', 'en-PH'],
      levels: ['l1_national', 'l2_province_state_region', 'l3_district_city_municipality', 'l4_commune_village_ward'],
    },
  },
  wave: { code: '2026', title: 'Wave 2026', year: 2026, referenceFrom: '2025-01-01', referenceTo: '2025-12-31' },
}

/**
 * A respondent at work, so that a test reads as a sentence:
 * `fill(nat).answer('C01', 'none').item('C02').relevant`.
 */
export interface Scenario {
  readonly answers: Answers
  readonly form: Form
  answer(key: string, value: unknown): Scenario
  declare(key: string, missing: Extract<Answer, { missing: unknown }>['missing']): Scenario
  clear(key: string): Scenario
  item(key: string): FormItem
}

export function fill(instrument: Instrument, context: Context = philippines, answers: Answers = noAnswers): Scenario {
  const next = (changed: Answers): Scenario => fill(instrument, context, changed)
  const form = evaluate(instrument, answers, context)
  return {
    answers,
    form,
    answer: (key, value) => next(withAnswer(answers, parseKey(key), { value })),
    declare: (key, missing) => next(withAnswer(answers, parseKey(key), { missing })),
    clear: (key) => next(withoutAnswer(answers, parseKey(key))),
    item(key) {
      const found = everyItem(form).find((item) => item.key === key)
      if (found === undefined) throw new Error(`${key} is not on the form`)
      return found
    },
  }
}

/** Every item of a form, those of roster rows too, whether on the path or not. */
export function everyItem(form: Form): readonly FormItem[] {
  const deep = (items: readonly FormItem[]): readonly FormItem[] =>
    items.flatMap((item) => [item, ...item.records.flatMap((record) => deep(record.items))])
  return form.sections.flatMap((section) => section.groups.flatMap((group) => deep(group.items)))
}
