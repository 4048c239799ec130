import { conflict, type MergeRule, merged } from './merge-rule.ts'
import { isSameValue } from './same-value.ts'

type Codes = readonly string[]

/** What either side chose is chosen, what either side took away is gone. The order is that of the list, by `read`. */
export const mergeCodes: MergeRule<Codes> = (base, theirs, mine) => merged(mergeSets(base ?? [], theirs, mine))

/**
 * Rows of a roster: as a set, and in the order both knew, new rows behind it. Where the two sides put the rows that
 * both knew into different orders, neither order is theirs and mine.
 */
export const mergeRowIds: MergeRule<Codes> = (base = [], theirs, mine) => {
  const all = mergeSets(base, theirs, mine)
  const kept = [orderOf(theirs, base, all), orderOf(mine, base, all)]
  const before = base.filter((row) => all.includes(row))
  const changed = kept.filter((order) => !isSameValue(order, before))
  const [first = before, second = first] = changed
  if (!isSameValue(first, second)) return conflict
  return merged([...first, ...all.filter((row) => !base.includes(row))])
}

const orderOf = (side: Codes, base: Codes, all: Codes): Codes =>
  side.filter((row) => base.includes(row) && all.includes(row))

/** Each once: those of `base` that both sides left, then what either side added, by code. */
function mergeSets(base: Codes, theirs: Codes, mine: Codes): Codes {
  const left = base.filter((code) => theirs.includes(code) && mine.includes(code))
  const added = [...theirs, ...mine].filter((code) => !base.includes(code))
  return [...left, ...Array.from(new Set(added)).sort()]
}
