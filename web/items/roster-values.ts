/**
 * An id for a new row: counted on, so that people can read it, with a chance part, so that two people
 * who add a row at the same moment add two rows.
 */
export function newRow(rows: readonly string[], chance: () => number = Math.random): string {
  const counted = rows.map((row) => Number(/^r(\d+)/.exec(row)?.[1] ?? 0))
  const part = Math.floor(chance() * 36 ** 4)
  return `r${Math.max(0, ...counted) + 1}-${part.toString(36).padStart(4, '0')}`
}
