import { longestPattern } from './pattern.ts'
import { reasonUnsafe } from './regex-cost.ts'
import { readPattern } from './regex-pattern.ts'

/**
 * Instruments bring their own patterns and a server runs them, so only patterns whose worst case is
 * small are let in: no back-references, no looking around, nothing variable inside a repetition, no
 * repeated choice whose options start alike, and a bound on the ways the rest can be tried.
 */
export interface PatternFault {
  readonly code: 'regex-invalid' | 'regex-unsafe'
  readonly message: string
}

/** The fault an author is told of, before an instrument is released. */
export function checkPattern(pattern: string): PatternFault | undefined {
  if (pattern.length > longestPattern) return unsafe(`A pattern may have ${longestPattern} characters.`)
  try {
    new RegExp(pattern, 'u')
  } catch (error) {
    return { code: 'regex-invalid', message: error instanceof Error ? error.message : String(error) }
  }
  const read = readPattern(pattern)
  const reason = read.ok ? reasonUnsafe(read.node) : read.message
  return reason === undefined ? undefined : unsafe(reason)
}

const unsafe = (message: string): PatternFault => ({ code: 'regex-unsafe', message })
