import { evaluatePlain, type PlainScope, truth } from './plain-expression.ts'
import { answerInOrder, type PlainForm, type PlainQuestion, type Standing } from './plain-form.ts'

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
export function offered(form: PlainForm, question: PlainQuestion, scope: PlainScope): readonly string[] {
  const choices = form.choices.get(question.list) ?? []
  const filter = question.cells.choice_filter
  return choices
    .filter(
      (choice) =>
        filter === undefined || truth(evaluatePlain(filter, { ...scope, column: (name) => choice[name] ?? '' })),
    )
    .map((choice) => choice.name ?? '')
}

const days = ['2014-06-01', '2019-12-31', '2022-02-28', '2026-01-15', '2026-11-22']

/** An answer to every question outside repeats, relevant or not, a quarter of them blank; and what is relevant then. */
export function sampleAnswers(form: PlainForm, seed: number): Standing {
  const chance = chances(seed)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chance() * from.length)]
  return answerInOrder(form, (question, scope) => {
    const { type } = question
    if (chance() < 0.25) return ''
    if (type.startsWith('select_one')) return pick(offered(form, question, scope)) ?? ''
    if (type === 'select_multiple')
      return offered(form, question, scope)
        .filter(() => chance() < 0.5)
        .join(' ')
    if (type === 'integer' || type === 'int') return String(Math.floor(chance() * 16))
    if (type === 'decimal') return String(Math.round(chance() * 100) / 10)
    if (type === 'date') return pick(days) ?? ''
    if (type === 'text' || type === 'string') return pick(['abc', 'Vientiane', '0123456789']) ?? ''
    return type === 'acknowledge' ? 'OK' : ''
  })
}
