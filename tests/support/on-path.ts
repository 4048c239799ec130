import { type Answers, type Context, evaluate, type FormItem, type Instrument, type KeyText } from '#engine'

/** Answers that are asked and given, but files and records: what a copy of the response holds. */
export function answersOnPath(instrument: Instrument, answers: Answers, context: Context): Answers {
  const found: Record<KeyText, Answers[string]> = {}
  const visit = (item: FormItem): void => {
    if (!item.relevant) return
    const answer = answers[item.key]
    const isElsewhere = (item.type === 'file' || item.type === 'roster') && answer !== undefined && 'value' in answer
    if (item.answered && answer !== undefined && !isElsewhere) found[item.key] = answer
    for (const record of item.records) record.items.forEach(visit)
  }
  for (const { groups } of evaluate(instrument, answers, context).sections) {
    for (const { items } of groups) items.forEach(visit)
  }
  return found
}
