import type { Expression } from '../../engine/expression/index.ts'
import { Untranslatable } from '../conditions/condition.ts'
import type { Named } from '../conditions/named.ts'
import { parseCondition } from '../conditions/parse-condition.ts'
import { truthTree, valueTree } from '../conditions/translate.ts'
import { collectLists, type Lists } from '../foreign/lists.ts'
import { type PlainWords, plainWords } from '../foreign/plain-words.ts'
import type { Notices } from '../notice.ts'
import type { Words } from '../sources/draft.ts'
import { dialect } from './dialect.ts'

/** What is known of a SurveyJS definition while it is read. */
export interface Survey {
  readonly notices: Notices
  readonly lists: Lists
  readonly languages: ReadonlySet<string>
  /** The language of plain strings. */
  readonly locale: string
  /** How many elements have this name. */
  named(name: string): number
  lineOf(node: object): number | undefined
  /** A localised string in its languages; HTML becomes plain text. */
  words(value: unknown, place: string): Words | undefined
  /** Makes a name known to conditions; inside a repeating panel under the panel's name. */
  declare(named: Named, roster?: string): void
  /** A value that is worked out: not stored here, its formula stands wherever it is asked about. */
  declareCalculation(name: string, source: unknown, place: string, roster?: string): void
  /** A condition as a tree; undefined when there is none, or when it has no counterpart, which is told. */
  condition(source: unknown, setting: string, place: string, roster?: string): Expression | undefined
  /** Appearance that was left out, told once at the end. */
  leaveOut(setting: string, place: string): void
  report(): void
}

/** `names` are those of all elements: `{name}` in a text shows the answer of one. */
export function openSurvey(
  notices: Notices,
  locale: string,
  allNames: ReadonlyMap<string, number>,
  lineOf: Survey['lineOf'],
): Survey {
  const shown = (text: string): string =>
    text.replace(/\{\s*(?:panel\.|row\.)?([^{}]+?)\s*\}/g, (whole, name: string) =>
      allNames.has(name) ? `\${${name}}` : whole,
    )
  const plain: PlainWords = plainWords(notices)
  const languages = new Set<string>([locale])
  const names = new Map<string, Named>()
  const left = new Map<string, string[]>()
  const find =
    (roster: string | undefined) =>
    (name: string): Named => {
      const inRow = /^(?:panel|row)\.(.+)$/.exec(name)?.[1]
      const named = inRow === undefined ? names.get(name) : names.get(`${roster}#${inRow}`)
      if (named === undefined) throw new Untranslatable(`«${name}» is not a question that can be asked about`)
      return named
    }
  const condition: Survey['condition'] = (source, setting, place, roster) => {
    if (source === undefined || source === '') return undefined
    try {
      if (typeof source !== 'string') throw new Untranslatable('it is no text')
      return truthTree(parseCondition(source, dialect), find(roster))
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error
      const start = String(source).slice(0, 200)
      notices.refuse('condition', place, `${setting} was left out, since ${error.message}: ${start}`)
      return undefined
    }
  }
  return {
    notices,
    lists: collectLists(),
    languages,
    locale,
    named: (name) => allNames.get(name) ?? 0,
    lineOf,
    words: (value, place) => wordsOf(value, locale, languages, (text) => shown(plain.plain(text, place))),
    declare: (named, roster) => {
      if (roster === undefined) names.set(named.name, named)
      else names.set(`${roster}#${named.name}`, named)
    },
    declareCalculation: (name, source, place, roster) => {
      const tree = once(() => valueTree(parseCondition(String(source), dialect), find(roster)))
      names.set(roster === undefined ? name : `${roster}#${name}`, {
        kind: 'blankable',
        name,
        get tree() {
          return tree()
        },
      })
      notices.change(
        'calculation',
        place,
        `A calculated value is not kept; where it is asked about, its formula stands: ${String(source).slice(0, 200)}`,
      )
    },
    condition,
    leaveOut: (setting, place) => left.set(setting, [...(left.get(setting) ?? []), place]),
    report: () => {
      plain.report()
      for (const [setting, places] of left)
        notices.note('appearance-left-out', places.slice(0, 10).join(', '), appearance(setting, places.length))
    },
  }
}

/** Worked out when it is first asked for, so that a formula may name what comes after it; not while it is being worked out. */
function once(make: () => Expression): () => Expression {
  let state: Expression | 'open' | undefined
  return () => {
    if (state === 'open') throw new Untranslatable('calculated values in it need each other')
    if (state !== undefined) return state
    state = 'open'
    try {
      state = make()
      return state
    } finally {
      if (state === 'open') state = undefined
    }
  }
}

const appearance = (setting: string, count: number): string =>
  `«${setting}» is a matter of appearance or of the program it was made for; it was left out ${count === 1 ? 'once' : `${count} times`}.`

function wordsOf(
  value: unknown,
  locale: string,
  languages: Set<string>,
  plain: (text: string) => string,
): Words | undefined {
  const entries: readonly (readonly [string, unknown])[] =
    typeof value === 'object' && value !== null ? Object.entries(value) : [['default', value]]
  const words = entries.flatMap(([key, text]) => {
    if (typeof text !== 'string' && typeof text !== 'number') return []
    const shown = plain(String(text))
    return shown === '' ? [] : [[key === 'default' ? locale : key, shown] as const]
  })
  for (const [language] of words) languages.add(language)
  return words.length === 0 ? undefined : Object.fromEntries(words)
}
