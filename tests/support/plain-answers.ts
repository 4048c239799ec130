import { evaluatePlain, truth } from './plain-expression.ts'
import { type PlainAnswers, type PlainForm, type PlainQuestion, standingAnswers } from './plain-form.ts'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The choices a question offers, by name, with earlier answers as they stand. */
export function offered(form: PlainForm, question: PlainQuestion, given: PlainAnswers): readonly string[] {
  const choices = form.choices.get(question.list) ?? []
  const filter = question.cells.choice_filter
  if (filter === undefined) return choices.map((choice) => choice.name ?? '')
  const { scope } = standingAnswers(form, given)
  return choices
    .filter((choice) => truth(evaluatePlain(filter, { ...scope, column: (name) => choice[name] ?? '' })))
    .map((choice) => choice.name ?? '')
}

const days = ['2014-06-01', '2019-12-31', '2022-02-28', '2026-01-15', '2026-11-22']

/** An answer to every question outside repeats, a quarter of them blank. */
export function sampleAnswers(form: PlainForm, seed: number): PlainAnswers {
  const chance = chances(seed)
  const given: Record<string, string> = {}
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance() * from.length)]
  for (const question of form.questions) {
    if (question.inRepeat || chance() < 0.25) continue
    const { type, name } = question
    if (type.startsWith('select_one')) given[name] = pick(offered(form, question, given)) ?? ''
    if (type === 'select_multiple')
      given[name] = offered(form, question, given)
        .filter(() => chance() < 0.5)
        .join(' ')
    if (type === 'integer' || type === 'int') given[name] = String(Math.floor(chance() * 16))
    if (type === 'decimal') given[name] = String(Math.round(chance() * 100) / 10)
    if (type === 'date') given[name] = pick(days) ?? ''
    if (type === 'text' || type === 'string') given[name] = pick(['abc', 'Vientiane', '0123456789']) ?? ''
    if (type === 'acknowledge') given[name] = 'OK'
  }
  return given
}
