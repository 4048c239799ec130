import { longestMatched } from './pattern.ts'
import { type CharacterSet, type PatternNode, setsMeet } from './regex-pattern.ts'

// one open end and a few options beside it: each way costs at most one more walk through the text, so the work is quadratic
const mostWays = 5 * longestMatched

/** Why a pattern could take too long, in words for its author; undefined when it cannot. */
export function reasonUnsafe(node: PatternNode): string | undefined {
  if (longestRun(node) > longestMatched) return `Counted repetitions may add up to ${longestMatched} characters.`
  const nested = reasonNested(node)
  if (nested !== undefined) return nested
  return waysOf(node, []) > mostWays
    ? 'There are too many ways to try this pattern: use fewer open repetitions that can match the same characters.'
    : undefined
}

const childrenOf = (node: PatternNode): readonly PatternNode[] => {
  if (node.kind === 'sequence') return node.parts
  if (node.kind === 'choice') return node.options
  return node.kind === 'repeat' ? [node.body] : []
}

const isVariable = (node: PatternNode): boolean =>
  (node.kind === 'repeat' && node.least !== node.most) || childrenOf(node).some(isVariable)

/** How much the engine would unroll. */
function longestRun(node: PatternNode): number {
  if (node.kind === 'character') return 1
  const inner = childrenOf(node).reduce((sum, child) => sum + longestRun(child), 0)
  if (node.kind !== 'repeat') return inner
  return inner * Math.max(1, Number.isFinite(node.most) ? node.most : node.least)
}

function reasonNested(node: PatternNode): string | undefined {
  if (node.kind === 'repeat' && node.most > 1) {
    if (isVariable(node.body)) return 'A repetition may not stand inside another one.'
    if (canBeEmpty(node.body)) return 'What is repeated must not be empty.'
    if (hasOverlap(node.body)) return 'Options inside a repetition must not start with the same character.'
  }
  for (const child of childrenOf(node)) {
    const reason = reasonNested(child)
    if (reason !== undefined) return reason
  }
  return undefined
}

function hasOverlap(node: PatternNode): boolean {
  return (node.kind === 'choice' && optionsMeet(node.options)) || childrenOf(node).some(hasOverlap)
}

const optionsMeet = (options: readonly PatternNode[]): boolean =>
  options.some(
    (option, index) =>
      canBeEmpty(option) || options.slice(index + 1).some((other) => setsMeet(firstOf(option), firstOf(other))),
  )

function canBeEmpty(node: PatternNode): boolean {
  if (node.kind === 'character') return node.empty
  if (node.kind === 'sequence') return node.parts.every(canBeEmpty)
  return node.kind === 'choice' ? node.options.some(canBeEmpty) : node.least === 0 || canBeEmpty(node.body)
}

/** The characters a node can start with; nothing for one that only marks a position. */
function firstOf(node: PatternNode): CharacterSet {
  if (node.kind === 'character') return node.set
  return node.kind === 'sequence' ? firstOfSequence(node.parts, []) : childrenOf(node).flatMap(firstOf)
}

function firstOfSequence(parts: readonly PatternNode[], next: CharacterSet): CharacterSet {
  const solid = parts.findIndex((part) => !canBeEmpty(part))
  return solid < 0 ? [...parts.flatMap(firstOf), ...next] : parts.slice(0, solid + 1).flatMap(firstOf)
}

/**
 * An upper bound on the ways a matcher can try a node on one text: a repetition that can stop in several
 * places counts each of them, one whose end is certain (`[a-z]+@`) counts once.
 */
function waysOf(node: PatternNode, next: CharacterSet): number {
  if (node.kind === 'character') return 1
  if (node.kind === 'sequence') {
    return node.parts.reduce(
      (ways, part, index) => ways * waysOf(part, firstOfSequence(node.parts.slice(index + 1), next)),
      1,
    )
  }
  if (node.kind === 'choice') {
    const ways = node.options.map((option) => waysOf(option, next))
    return optionsMeet(node.options) ? ways.reduce((sum, each) => sum + each, 0) : Math.max(...ways)
  }
  const inner = waysOf(node.body, node.most > 1 ? [...firstOf(node.body), ...next] : next)
  const stops = node.least !== node.most && setsMeet(firstOf(node.body), next)
  return inner * (stops ? Math.min(node.most, longestMatched) - node.least + 1 : 1)
}
