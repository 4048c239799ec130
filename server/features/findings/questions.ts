import { findItem, type Item, wordingOf } from '#engine'
import { reasonOf } from '../../analysis/column.ts'
import type { EmptyReason } from '../../analysis/outcome.ts'
import type { Table } from '../../analysis/table.ts'
import type { WaveData } from './wave-data.ts'

export interface Question {
  readonly rq: string
  readonly label: string
  readonly items: readonly Item[]
}

/** The research questions that items of this instrument answer, in the order of their list. */
export function questionsOf({ instrument, language, main, rosters }: WaveData): readonly Question[] {
  const asked = [main, ...Object.values(rosters)].flatMap((table) => table.variables)
  // items in the order the instrument asks, those of a roster right after it
  const order = [...instrument.items.keys()]
  const codes = new Set(asked.map(({ item }) => item))
  const rqOf = new Map(asked.map(({ item, rq }) => [item, rq]))
  const items = order.filter((code) => codes.has(code)).flatMap((code) => findItem(instrument, code) ?? [])
  return wordingOf(instrument, language)
    .list('research_question')
    .map(({ code, label, label_code: rq }) => ({ rq: typeof rq === 'string' ? rq : code, label }))
    .map(({ rq, label }) => ({ rq, label, items: items.filter((item) => rqOf.get(item.code)?.includes(rq)) }))
    .filter((question) => question.items.length > 0)
}

/** Where an item's variables stand; undefined for an item that has none. */
export function tableFor(data: WaveData, item: Item): { table: Table; emptyReason: EmptyReason } | undefined {
  const table = item.roster === undefined ? data.main : data.rosters[item.roster.code]
  if (table === undefined || table.variables.every((variable) => variable.item !== item.code)) return undefined
  return { table, emptyReason: emptyReasonFor(data, item.roster) }
}

/** Without a record, the items of a roster are missing for the reason the roster is. */
function emptyReasonFor({ main }: WaveData, roster: Item | undefined): EmptyReason {
  const variable = main.variables.findIndex(({ item }) => item === roster?.code)
  if (roster === undefined || variable < 0) return () => 'no_answer'
  // rows that an earlier answer gives: that there is none is that answer's doing
  const isGiven = roster.definition.type === 'roster' && roster.definition.rows !== undefined
  return (unit) => {
    const column = main.column(variable)
    const number = column.kind === 'coded' ? 0 : (column.missing[main.starts[unit] ?? 0] ?? 0)
    const reason = number === 0 ? 'no_answer' : reasonOf(number)
    return isGiven && reason === 'no_answer' ? 'logic_skip' : reason
  }
}
