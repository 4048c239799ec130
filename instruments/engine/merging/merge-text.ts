import { conflict, type MergeRule, merged } from './merge-rule.ts'

/** Lines from `from` up to `to` of the base, and what stands in their place. */
interface Edit {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/**
 * Paragraph by paragraph: both edits are made when at least one paragraph that nobody touched stands between them.
 * Two people who work on the same paragraph, or on neighbouring ones, see both texts.
 */
export const mergeText: MergeRule<string> = (base, theirs, mine) => {
  if (base === undefined) return conflict
  const before = base.split('\n')
  const [first, second] = [editOf(before, theirs), editOf(before, mine)].sort((a, b) => a.from - b.from)
  if (first === undefined || second === undefined || first.to >= second.from) return conflict
  const lines = [
    ...before.slice(0, first.from),
    ...first.lines,
    ...before.slice(first.to, second.from),
    ...second.lines,
    ...before.slice(second.to),
  ]
  return merged(lines.join('\n'))
}

/** The smallest stretch of the base that the text replaces, from its first change to its last. */
function editOf(before: readonly string[], text: string): Edit {
  const after = text.split('\n')
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  return { from: head, to: before.length - tail, lines: after.slice(head, after.length - tail) }
}
