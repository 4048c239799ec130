import { inside, openQuestionnaire, type Questionnaire } from '../foreign/questionnaire.ts'
import type { Notices } from '../notice.ts'
import type { Words } from '../sources/draft.ts'
import { dialect } from './dialect.ts'

/** What is known of a SurveyJS definition while it is read. */
export interface Survey extends Questionnaire {
  readonly languages: ReadonlySet<string>
  /** The language of plain strings. */
  readonly locale: string
  /** How many elements have this name. */
  named(name: string): number
  lineOf(node: object): number | undefined
  /** A localised string in its languages; HTML becomes plain text. */
  words(value: unknown, place: string): Words | undefined
}

/** `names` are those of all elements: `{name}` in a text shows the answer of one. */
export function openSurvey(
  notices: Notices,
  locale: string,
  names: ReadonlyMap<string, number>,
  lineOf: Survey['lineOf'],
): Survey {
  const languages = new Set<string>([locale])
  const questionnaire = openQuestionnaire(notices, dialect, (name, roster) => {
    const inRow = /^(?:panel|row)\.(.+)$/.exec(name)?.[1]
    return inRow === undefined ? name : inside(inRow, roster)
  })
  const shown = (text: string, place: string): string =>
    text.replace(/\{\s*(panel\.|row\.)?([^{}]+?)\s*\}/g, (whole, row: string | undefined, name: string) => {
      const count = names.get(name) ?? 0
      if (count === 0) return whole
      if (row === undefined || count === 1) return `\${${name}}`
      notices.change('placeholder-unknown', place, `${whole} stands as it is: several questions are called «${name}».`)
      return whole
    })
  return {
    ...questionnaire,
    languages,
    locale,
    named: (name) => names.get(name) ?? 0,
    lineOf,
    words: (value, place) => {
      const words = wordsOf(value, locale, (text) => shown(questionnaire.plain(text, place), place))
      for (const language of Object.keys(words)) languages.add(language)
      return Object.keys(words).length === 0 ? undefined : words
    },
  }
}

function wordsOf(value: unknown, locale: string, plain: (text: string) => string): Words {
  const entries: readonly (readonly [string, unknown])[] =
    typeof value === 'object' && value !== null ? Object.entries(value) : [['default', value]]
  const words = entries.flatMap(([key, text]) => {
    if (typeof text !== 'string' && typeof text !== 'number') return []
    const read = plain(String(text))
    return read === '' ? [] : [[key === 'default' ? locale : key, read] as const]
  })
  return Object.fromEntries(words)
}
