import { Bench } from 'tinybench'
import { type Answers, cells, evaluate, noAnswers } from '#engine'
import { openNational } from '../../tests/support/definitions.ts'
import { plausibleAnswers } from '../../tests/support/random-answers.ts'
import { philippines } from '../../tests/support/scenario.ts'

/** One keystroke in the national questionnaire: a new answer object, the whole form evaluated again. */
const nat = await openNational()
const full = plausibleAnswers(nat, 7)
let stroke = 0

function typing(answers: Answers): Answers {
  stroke += 1
  return { ...answers, B16: { value: `Letter by letter ${stroke}` } }
}

const bench = new Bench({ time: 2_000, warmupTime: 500 })
bench
  .add('evaluate, nothing answered', () => void evaluate(nat, noAnswers, philippines))
  .add(
    `evaluate, ${Object.keys(full).length} answers, one keystroke`,
    () => void evaluate(nat, typing(full), philippines),
  )
  .add('cells of a full response', () => void cells(nat, full, philippines))

await bench.run()
console.table(
  bench.tasks.map(({ name, result }) => ({
    name,
    'median ms': 'latency' in result ? result.latency.p50.toFixed(2) : '',
    'p99 ms': 'latency' in result ? result.latency.p99.toFixed(2) : '',
    runs: 'latency' in result ? result.latency.samplesCount : '',
  })),
)
