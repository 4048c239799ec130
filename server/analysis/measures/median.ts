/** The middle value, or the mean of the two in the middle. Nothing has no median. */
export function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return undefined
  const lower = sorted[middle - 1] ?? upper
  // halves before adding: two large numbers do not overflow
  return sorted.length % 2 === 1 ? upper : lower / 2 + upper / 2
}
