/** The known word that a slip of the hand most likely meant; none when nothing is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = plain(word)
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const name of known) {
    const distance = editDistance(wanted, plain(name))
    if (distance < (best?.distance ?? Math.max(2, Math.ceil(wanted.length / 3)))) best = { name, distance }
  }
  return best?.name
}

/** ` Did you mean «select_one»?`, or nothing. */
export function suggestion(word: string, known: Iterable<string>): string {
  const name = nearest(word, known)
  return name === undefined ? '' : ` Did you mean «${name}»?`
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '')

/** Fewest letters to add, drop or exchange (Levenshtein 1966). */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= right.length; j += 1) {
      const kept = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1)
      next.push(Math.min(kept, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
