import type { Coverage } from '#contract'
import { frequencyOf, missingOf, validOf } from './frequency.ts'
import type { FrameUnit } from './outcome.ts'
import type { Table } from './table.ts'

type CoverageCell = Coverage['units'][number]['cells'][number]
type State = 'valid' | 'missing' | 'not_applicable'

/** One item with the research questions it answers, and the table its variables stand in. */
export interface CoveredItem {
  readonly item: string
  readonly rq: readonly string[]
  readonly table: Table
}

/** Items of a table in their order. */
export function coveredItems(table: Table): readonly CoveredItem[] {
  const items = new Map(table.variables.map(({ item, rq }) => [item, { item, rq, table }]))
  return [...items.values()]
}

/**
 * Per unit and research question: how many items applied, had a valid answer, or were missing.
 * An item is valid as soon as one of its variables has a value; off the path it does not apply.
 */
export function coverageCells(
  items: readonly CoveredItem[],
  questions: readonly string[],
  frame: readonly FrameUnit[],
): readonly (readonly CoverageCell[])[] {
  const states = items.map((item) => ({ rq: item.rq, states: itemStates(item, frame) }))
  return frame.map((_, unit) =>
    questions.map((rq) => {
      const found = states.filter((item) => item.rq.includes(rq)).map((item) => item.states[unit])
      const valid = found.filter((state) => state === 'valid').length
      const missing = found.filter((state) => state === 'missing').length
      return { rq, applicable: valid + missing, valid, missing }
    }),
  )
}

function itemStates({ item, table }: CoveredItem, frame: readonly FrameUnit[]): readonly State[] {
  const own = table.variables.flatMap((variable, at) => (variable.item === item ? [frequencyOf(table, at)] : []))
  return frame.map((_, unit) => {
    if (own.some((frequency) => validOf(frequency, unit) > 0)) return 'valid'
    const asked = own.some((frequency) => missingOf(frequency, unit).some(({ reason }) => !offPath.has(reason)))
    return asked ? 'missing' : 'not_applicable'
  })
}

const offPath: ReadonlySet<string> = new Set(['logic_skip', 'not_asked'])
