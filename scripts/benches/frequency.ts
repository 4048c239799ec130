/** A million packed responses by a hundred variables: what decoding a column and counting it by country cost. */
import { packLayout, type Variable } from '#engine'
import { frequencyOf } from '../../server/analysis/frequency.ts'
import { packedTable, type Table } from '../../server/analysis/table.ts'

const rows = Number(process.argv[2] ?? 1_000_000)
const countries = 11
const rounds = 5

const variables: readonly Variable[] = Array.from({ length: 100 }, (_, at) => synthetic(at))

function synthetic(at: number): Variable {
  const list = at < 60 ? 8 : 2
  const codes = Array.from({ length: list }, (_, code) => ({ code: `c${code}`, label: `Code ${code}`, value: code }))
  const coded = at < 80
  return {
    name: `V${at}`,
    label: `Variable ${at}`,
    item: `V${at}`,
    section: 'A',
    measure: coded ? 'nominal' : at < 95 ? 'interval' : 'text',
    ...(coded && { codes }),
    unit: '',
    rq: ['RQ1.1'],
    publication: 'public',
    part: {},
  }
}

function syntheticTable(): Table {
  const layout = packLayout(variables)
  const bytes = new Uint8Array(rows * layout.width)
  let state = 1
  for (let row = 0; row < rows; row += 1) {
    for (const [at, { offset }] of layout.fields.entries()) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      const chance = state >>> 24
      // every tenth says nothing, for one of the ten reasons
      const position = at < 80 ? chance % (variables[at]?.codes?.length ?? 1) : 0
      bytes[row * layout.width + offset] = chance < 26 ? 246 + (chance % 10) : position
    }
  }
  const starts = Uint32Array.from({ length: countries + 1 }, (_, unit) => Math.round((rows * unit) / countries))
  return packedTable({ variables, layout, bytes, starts })
}

const inOrder = (times: readonly number[], share: number): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

const table = syntheticTable()
const positions = variables.map((_, at) => at)
const decoding = positions.map((at) => timed(() => table.column(at)))
const counting = Array.from({ length: rounds }, () => positions.map((at) => timed(() => frequencyOf(table, at)))).flat()
const sum = (times: readonly number[]): number => times.reduce((total, time) => total + time, 0)

console.log(`${rows.toLocaleString('en')} responses × ${variables.length} variables, ${countries} countries`)
console.log(
  `decode: all columns ${(sum(decoding) / 1000).toFixed(2)} s, one column p95 ${inOrder(decoding, 0.95).toFixed(1)} ms`,
)
console.log(
  `count by country, warm: median ${inOrder(counting, 0.5).toFixed(2)} ms, p95 ${inOrder(counting, 0.95).toFixed(2)} ms`,
)
console.log(`memory: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB resident`)
