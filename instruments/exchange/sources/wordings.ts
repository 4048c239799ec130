import { contextNames, rowName } from '../../engine/load/context-names.ts'
import type { Notices } from '../notice.ts'
import type { Places, Words } from './draft.ts'

/** Words of a draft in one language, with names renamed and gaps filled; gaps are told once for each language. */
export interface Wordings {
  /** Undefined when there are no words in any language. */
  words(words: Words | undefined, language: string, field: string, places: Places): string | undefined
  /** The same, and `instead` where nothing is worded; that is a notice. */
  needed(words: Words | undefined, language: string, field: string, places: Places, instead: string): string
  /** Says which words were missing. */
  report(): void
}

const mostNamed = 20

export function wordingsOf(
  languages: readonly string[],
  itemCode: (name: string) => string | undefined,
  notices: Notices,
): Wordings {
  const fallback = languages[0] ?? 'en'
  const gaps = new Map<string, string[]>()
  const noted = new Set<string>()
  const placeOf = (places: Places, field: string, language: string): string =>
    places[`${field}:${language}`] ?? places[field] ?? places[''] ?? ''

  /** A placeholder of ours names a code; a foreign brace that only looks like one is kept apart from it. */
  function renamed(text: string, place: string): string {
    return text
      .toWellFormed()
      .replace(/(\$?)\{(\s*)([^{}]{1,200}?)\s*\}/g, (whole, dollar: string, space: string, name) => {
        const code = dollar === '$' ? itemCode(name) : undefined
        if (code !== undefined) return `\${${code}}`
        const isOurs = dollar === '' ? contextNames.includes(name) : name === rowName
        if (isOurs || space !== '' || !/^\w+$/.test(name)) return whole
        if (!noted.has(`${place} ${whole}`)) {
          noted.add(`${place} ${whole}`)
          notices.change(
            'placeholder-unknown',
            place,
            `${whole} names nothing that is asked; it is shown as it stands.`,
          )
        }
        return `${dollar}{ ${name} }`
      })
  }

  function words(of: Words | undefined, language: string, field: string, places: Places): string | undefined {
    const from = [language, fallback, ...languages].find((one) => (of?.[one] ?? '') !== '')
    if (from === undefined) return undefined
    if (from !== language) {
      const known = gaps.get(language) ?? []
      gaps.set(language, known)
      known.push(placeOf(places, field, language))
    }
    // what is wrong with borrowed words is wrong where they come from
    return renamed(of?.[from] ?? '', placeOf(places, field, from))
  }

  return {
    words,
    needed: (of, language, field, places, instead) => {
      const found = words(of, language, field, places)
      if (found !== undefined) return found
      if (language === fallback) {
        notices.change(
          'text-missing',
          placeOf(places, field, language),
          `It has no ${field}; «${instead}» stands in for it.`,
        )
      }
      return instead
    },
    report: () => {
      for (const [language, places] of gaps) {
        const distinct = [...new Set(places)].filter((place) => place !== '')
        const named = distinct.slice(0, mostNamed).join(', ')
        const more = distinct.length > mostNamed ? ` and ${distinct.length - mostNamed} more` : ''
        notices.change(
          'translation-missing',
          '',
          `${places.length} texts are not worded in ${language} and were taken from another language${named === '' ? '' : `: ${named}`}${more}.`,
        )
      }
    },
  }
}
