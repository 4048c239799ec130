/** Small things that this browser remembers from visit to visit, where it may. */
export function recall(name: string): string | undefined {
  try {
    return localStorage.getItem(`mufakat ${name}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Undefined: forget it. */
export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`mufakat ${name}`)
    else localStorage.setItem(`mufakat ${name}`, value)
  } catch {
    // a browser that remembers nothing works without
  }
}
