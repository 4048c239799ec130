import type { DraftCode, DraftList, Words } from '../sources/draft.ts'

/** Lists of a foreign questionnaire: the same choices asked in several questions are one list. */
export interface Lists {
  /** The name of a list with these codes, which is `wanted` when they are new. */
  add(
    wanted: string,
    codes: readonly DraftCode[],
    more?: { readonly ordered?: boolean; readonly title?: Words },
  ): string
  readonly all: readonly DraftList[]
}

export function collectLists(): Lists {
  const all: DraftList[] = []
  const known = new Map<string, string>()
  return {
    all,
    add(wanted, codes, more = {}) {
      const key = JSON.stringify([codes.map(({ name, label, attributes }) => [name, label, attributes]), more.ordered])
      const found = known.get(key)
      if (found !== undefined) return found
      const names = all.map(({ name }) => name)
      let name = wanted
      for (let number = 2; names.includes(name); number += 1) name = `${wanted}_${number}`
      all.push({ name, codes, ...more, places: codes[0]?.places ?? {} })
      known.set(key, name)
      return name
    },
  }
}

/** Two choices of one name: the first is kept. */
export function distinctCodes(codes: readonly DraftCode[], twice: (code: DraftCode) => void): readonly DraftCode[] {
  const seen = new Set<string>()
  return codes.filter((code) => {
    if (!seen.has(code.name)) {
      seen.add(code.name)
      return true
    }
    twice(code)
    return false
  })
}
