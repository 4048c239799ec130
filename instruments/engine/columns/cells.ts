import type { Answers } from '../answers/answer.ts'
import type { Context } from '../definition/context.ts'
import type { Instrument } from '../definition/instrument.ts'
import { topLevelItems } from '../definition/instrument.ts'
import type { Live, LiveItem } from '../form/live.ts'
import { liveState } from '../form/live-state.ts'
import { itemTypeOf } from '../items/index.ts'
import type { Cell } from './variable.ts'
import { itemVariables } from './variables.ts'

export interface ResponseCells {
  /** One cell per main variable, in their order. */
  readonly main: readonly Cell[]
  /** Rows of each roster with one cell per variable of that roster. */
  readonly rosters: Readonly<Record<string, readonly RosterCells[]>>
}

export interface RosterCells {
  readonly row: string
  readonly label: string
  readonly cells: readonly Cell[]
}

/** The answers of a response as cells of the instrument's variables, each a value or a missing reason. */
export function cells(instrument: Instrument, answers: Answers, context: Context): ResponseCells {
  const live = liveState(instrument, answers, context)
  const items = topLevelItems(instrument)
  return {
    main: items.flatMap((item) => itemCells(live, live.item(item))),
    rosters: Object.fromEntries(
      items
        .filter((item) => item.definition.type === 'roster')
        .map((roster) => [
          roster.code,
          live.rows(roster).map(({ row, label }) => ({
            row,
            label,
            cells: roster.children.flatMap((child) => itemCells(live, live.item(child, row))),
          })),
        ]),
    ),
  }
}

function itemCells(live: Live, state: LiveItem): readonly Cell[] {
  const { item, relevant, value, declared, scope } = state
  if (relevant && value !== undefined) return itemTypeOf(item.definition).cells(value, scope as never)
  const missing = !relevant ? 'logic_skip' : (declared ?? 'no_answer')
  return itemVariables(live.instrument, item, live.context.language).map(() => ({ missing }))
}
