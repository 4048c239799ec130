import { englishPaper } from './words-en.ts'

export type PaperWordKey = keyof typeof englishPaper
export type PaperWordTable = Readonly<Record<PaperWordKey, string>>

/** The fixed words of a paper, with the language they are in. */
export interface PaperWords {
  readonly language: string
  /** A placeholder without a value stays visible. */
  say(key: PaperWordKey, values?: Readonly<Record<string, string | number>>): string
}

/** The only list of languages the fixed words are in; another is a table with the same keys. */
const tables: Readonly<Record<string, PaperWordTable>> = { en: englishPaper }

/** The fixed words in a language, or in English, which then says of itself that it is English. */
export function paperWords(language: string): PaperWords {
  const own = tables[language]
  const table = own ?? englishPaper
  return {
    language: own === undefined ? 'en' : language,
    say: (key, values = {}) =>
      table[key].replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder)),
  }
}

/** What a copy says of itself at its beginning. */
export const fillingKeys = {
  blank: ['filling.marks', 'filling.skip', 'filling.missing', 'filling.return'],
  answered: ['filling.answered'],
} as const satisfies Readonly<Record<'blank' | 'answered', readonly PaperWordKey[]>>
