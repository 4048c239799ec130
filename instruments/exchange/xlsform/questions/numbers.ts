import type { DraftExpression } from '../../sources/draft.ts'
import type { Answered, QuestionReader } from './answer.ts'

export const integer: QuestionReader = () => ({ answer: { type: 'integer' } })
export const decimal: QuestionReader = () => ({ answer: { type: 'decimal' } })

/** A slider: whole numbers when all its parameters are whole, otherwise as many places as the step has. */
export const range: QuestionReader = ({ row, typeCell }, { notices }, details) => {
  const place = row.see('parameters')?.place ?? typeCell.place
  const read = (name: string, otherwise: number): number => {
    const text = details.parameter(name)
    const value = text === undefined ? otherwise : Number(text)
    if (!Number.isFinite(value)) notices.refuse('range-parameters', place, `«${name}=${text}» is no number.`)
    return value
  }
  // pyxform's defaults
  const start = read('start', 1)
  const end = read('end', 10)
  const step = read('step', 1)
  if (![start, end, step].every(Number.isFinite)) return undefined
  if (step <= 0 || step > Math.abs(end - start) || !fits(start, end, step)) {
    notices.refuse('range-parameters', place, `Steps of ${step} do not lead from ${start} to ${end}.`)
    return undefined
  }
  const bounds = { min: Math.min(start, end), max: Math.max(start, end) }
  if ([start, end, step].every(Number.isInteger))
    return { answer: { type: 'integer', ...bounds }, ...stepped(step, bounds.min) }
  const places = Math.min(6, Math.max(...[start, end, step].map((value) => (String(value).split('.')[1] ?? '').length)))
  if (step !== 10 ** -places)
    notices.change('range-step', place, `Any number with ${places} decimals is accepted, not only steps of ${step}.`)
  return { answer: { type: 'decimal', ...bounds, places } }
}

const fits = (start: number, end: number, step: number): boolean => {
  const steps = Math.abs(end - start) / step
  return Math.abs(steps - Math.round(steps)) < 1e-6
}

function stepped(step: number, from: number): Partial<Answered> {
  if (step === 1) return {}
  const shifted = from === 0 ? '.' : from < 0 ? `(. + ${-from})` : `(. - ${from})`
  const constraint: DraftExpression = `${shifted} mod ${step} = 0`
  return { constraint, constraintText: { en: `Give a number in steps of ${step}, from ${from}.` } }
}
