import { conflict, type MergeRule, merged } from './merge-rule.ts'
import { isSameValue } from './same-value.ts'

type Rows = Readonly<Record<string, unknown>>

/** Row by row: a row that one side alone changed is as that side has it; one that both changed differently is a conflict. */
export const mergeRows: MergeRule<Rows> = (base = {}, theirs, mine) => {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  const rows: [string, unknown][] = []
  for (const name of Array.from(names).sort()) {
    const [before, here, there] = [own(base, name), own(mine, name), own(theirs, name)]
    if (!isSameValue(here, before) && !isSameValue(there, before) && !isSameValue(here, there)) return conflict
    const row = isSameValue(here, before) ? there : here
    if (row !== undefined) rows.push([name, row])
  }
  return merged(Object.fromEntries(rows))
}

const own = (rows: Rows, name: string): unknown => (Object.hasOwn(rows, name) ? rows[name] : undefined)
