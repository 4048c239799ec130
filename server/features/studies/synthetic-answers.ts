import {
  type Answer,
  type Answers,
  askedItems,
  type Context,
  evaluate,
  type Form,
  type FormItem,
  type Instrument,
  parseKey,
  withAnswer,
} from '#engine'
import { syntheticValue } from './synthetic-values.ts'

/** A pseudo-random source that a seed reproduces (mulberry32, T. Ettinger 2017, public domain). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const folded = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((folded ^ (folded >>> 14)) >>> 0) / 4_294_967_296
  }
}

const rounds = 4
const mendingRounds = 24

/**
 * Answers made up by chance, for the demonstration and for tests: item by item as a respondent would, each value valid
 * for its item, some declared missing, some left out. The same seed gives the same answers.
 */
export function syntheticAnswers(instrument: Instrument, seed: number, context: Context): Answers {
  const random = chance(seed)
  let answers: Answers = {}
  // an answer opens further items, so the form is walked again
  for (let round = 0; round < rounds; round += 1) {
    for (const item of itemsOf(evaluate(instrument, answers, context))) {
      if (answers[item.key] !== undefined || random() < 0.15) continue
      const answer = syntheticAnswer(item, random)
      if (answer !== undefined) answers = withAnswer(answers, parseKey(item.key), answer)
    }
  }
  return answers
}

/** The same, with a reason declared for whatever would still stop submission or clearance. */
export function submittableAnswers(instrument: Instrument, seed: number, context: Context): Answers {
  let answers = syntheticAnswers(instrument, seed, context)
  const random = chance(seed)
  for (let round = 0; round < mendingRounds; round += 1) {
    const form = evaluate(instrument, answers, context)
    const stopped = stoppedItems(instrument, form)
    if (stopped.length === 0) return answers
    for (const item of stopped) {
      const answer = unstopped(item, round < rounds ? () => 0 : random)
      if (answer !== undefined) answers = withAnswer(answers, parseKey(item.key), answer)
    }
  }
  const left = stoppedItems(instrument, evaluate(instrument, answers, context)).map(({ key }) => key)
  throw new Error(`synthetic answers with seed ${seed} cannot be submitted because of ${left.join(', ')}`)
}

/** What a blocker or an error is about; of a check that several answers contradict, all of them. */
function stoppedItems({ bundle }: Instrument, form: Form): readonly FormItem[] {
  const found = form.findings.filter(({ severity }) => severity === 'blocker' || severity === 'error')
  const keys = new Set(found.map(({ key }) => key))
  const checks = new Set(found.map(({ params }) => params.check))
  const contradicting = new Set(bundle.checks.filter(({ check }) => checks.has(check)).flatMap(({ items }) => items))
  return itemsOf(form).filter(({ key, item }) => keys.has(key) || contradicting.has(item))
}

const itemsOf = (form: Form): readonly FormItem[] =>
  form.sections.flatMap((section) => section.groups.flatMap((group) => askedItems(group.items)))

function syntheticAnswer(item: FormItem, random: () => number): Answer | undefined {
  const reason = item.declarable[0]
  if (reason !== undefined && random() < 0.1) return { missing: reason }
  const value = syntheticValue(item, random)
  return value === undefined ? undefined : { value }
}

/** A declared reason where the item takes one; a first value where it does not, and then others. */
function unstopped(item: FormItem, random: () => number): Answer | undefined {
  const reason = item.declarable[0]
  if (reason !== undefined) return { missing: reason }
  const value = syntheticValue(item, random)
  return value === undefined ? undefined : { value }
}
