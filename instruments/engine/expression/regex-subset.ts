import { reasonUnsafe } from './regex-cost.ts'
import { longestMatched, longestPattern, readPattern } from './regex-pattern.ts'

export { longestMatched, longestPattern }

/**
 * Instruments bring their own patterns and a server runs them, so only patterns whose worst case is
 * small are let in: no back-references, no looking around, nothing variable inside a repetition, no
 * repeated choice whose options start alike, and a bound on the ways the rest can be tried.
 */
export interface PatternFault {
  readonly code: 'regex-invalid' | 'regex-unsafe'
  readonly message: string
}

const mostCached = 200
type Compiled = { readonly test: RegExp } | { readonly fault: PatternFault }
const compiledPatterns = new Map<string, Compiled>()

/** The fault an author is told of, before an instrument is released. */
export function checkPattern(pattern: string): PatternFault | undefined {
  const compiled = compiledOf(pattern)
  return 'fault' in compiled ? compiled.fault : undefined
}

/** Does the whole text match? A pattern outside the subset and a text beyond the limit match nothing. */
export function matchesPattern(text: string, pattern: string): boolean {
  if (text.length > longestMatched) return false
  const compiled = compiledOf(pattern)
  return 'test' in compiled && compiled.test.test(text)
}

function compiledOf(pattern: string): Compiled {
  const known = compiledPatterns.get(pattern)
  if (known) return known
  const compiled = compile(pattern)
  if (compiledPatterns.size >= mostCached) {
    const [oldest] = compiledPatterns.keys()
    if (oldest !== undefined) compiledPatterns.delete(oldest)
  }
  compiledPatterns.set(pattern, compiled)
  return compiled
}

function compile(pattern: string): Compiled {
  const unsafe = (message: string): Compiled => ({ fault: { code: 'regex-unsafe', message } })
  if (pattern.length > longestPattern) return unsafe(`A pattern may have ${longestPattern} characters.`)
  try {
    // alone first: `a)(b` is only valid between the brackets added below
    new RegExp(pattern, 'u')
  } catch (error) {
    return { fault: { code: 'regex-invalid', message: error instanceof Error ? error.message : String(error) } }
  }
  const read = readPattern(pattern)
  if (!read.ok) return unsafe(read.message)
  const reason = reasonUnsafe(read.node)
  if (reason !== undefined) return unsafe(reason)
  return { test: new RegExp(`^(?:${pattern})$`, 'u') }
}
