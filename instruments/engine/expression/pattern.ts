export const longestPattern = 500
export const longestMatched = 5_000

const mostCached = 200
const compiledPatterns = new Map<string, RegExp | undefined>()

/**
 * Does the whole text match? An ill-formed or overlong pattern and a text beyond the limit match nothing. What a
 * pattern may cost was judged by `checkPattern` before its instrument was released, and is not judged again.
 */
export function matchesPattern(text: string, pattern: string): boolean {
  return text.length <= longestMatched && compiledOf(pattern)?.test(text) === true
}

function compiledOf(pattern: string): RegExp | undefined {
  if (compiledPatterns.has(pattern)) return compiledPatterns.get(pattern)
  if (compiledPatterns.size >= mostCached) {
    const [oldest] = compiledPatterns.keys()
    if (oldest !== undefined) compiledPatterns.delete(oldest)
  }
  const compiled = compile(pattern)
  compiledPatterns.set(pattern, compiled)
  return compiled
}

function compile(pattern: string): RegExp | undefined {
  if (pattern.length > longestPattern) return undefined
  try {
    // alone first: `a)(b` is only valid between the brackets added below
    new RegExp(pattern, 'u')
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return undefined
  }
}
