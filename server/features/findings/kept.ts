/**
 * Keeps the results last asked for, by a key that names their content: a kept result can never be an old one.
 * Several who ask at once wait for the same work; work that fails is not kept.
 */
export function keptFor<T>(most: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return (key, make) => {
    const found = kept.get(key) ?? make()
    // the one used last stands last, so that the first is the one to forget
    kept.delete(key)
    kept.set(key, found)
    found.catch(() => kept.delete(key))
    for (const [oldest] of kept) {
      if (kept.size <= most) break
      kept.delete(oldest)
    }
    return found
  }
}
