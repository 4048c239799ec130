import type { Expression } from '../../engine/expression/index.ts'
import { type Dialect, Untranslatable } from '../conditions/condition.ts'
import type { Named } from '../conditions/named.ts'
import { parseCondition } from '../conditions/parse-condition.ts'
import { truthTree, valueTree } from '../conditions/translate.ts'
import type { Notices } from '../notice.ts'
import { collectLists, type Lists } from './lists.ts'
import { type PlainWords, plainWords } from './plain-words.ts'

/** What every reader of a survey program's format collects while it reads. */
export interface Questionnaire {
  readonly notices: Notices
  readonly lists: Lists
  readonly plain: PlainWords['plain']
  /** Makes a name known to conditions; what is in a roster, under the roster's name. */
  declare(named: Named, roster?: string): void
  /** A value that is worked out: not stored here, its formula stands wherever it is asked about. */
  declareCalculation(name: string, source: string, place: string, roster?: string): void
  /** A condition as a tree; undefined when there is none, or when it has no counterpart, which is told. */
  condition(source: unknown, setting: string, place: string, roster?: string): Expression | undefined
  /** Appearance that was left out, told once at the end. */
  leaveOut(setting: string, place: string): void
  report(): void
}

/** `keyOf` gives what a name in a condition was declared as: names have endings, or mean the row at hand. */
export function openQuestionnaire(
  notices: Notices,
  dialect: Dialect,
  keyOf: (name: string, roster: string | undefined) => string,
): Questionnaire {
  const { plain, report } = plainWords(notices)
  const names = new Map<string, Named>()
  const left = new Map<string, string[]>()
  const find =
    (roster: string | undefined) =>
    (name: string): Named => {
      const named = names.get(keyOf(name, roster))
      if (named === undefined) throw new Untranslatable(`«${name}» is not a question that can be asked about`)
      return named
    }
  return {
    notices,
    lists: collectLists(),
    plain,
    declare: (named, roster) => void names.set(inside(named.name, roster), named),
    declareCalculation: (name, source, place, roster) => {
      const tree = once(() => valueTree(parseCondition(source, dialect), find(roster)))
      const named: Named = {
        kind: 'blankable',
        name,
        get tree() {
          return tree()
        },
      }
      names.set(inside(name, roster), named)
      notices.change(
        'calculation',
        place,
        `A calculated value is not kept; where it is asked about, its formula stands: ${source.slice(0, 200)}`,
      )
    },
    condition: (source, setting, place, roster) => {
      if (source === undefined || source === '') return undefined
      try {
        if (typeof source !== 'string') throw new Untranslatable('it is no text')
        return truthTree(parseCondition(source, dialect), find(roster))
      } catch (error) {
        if (!(error instanceof Untranslatable)) throw error
        notices.change(
          'condition',
          place,
          `${setting} was left out, since ${error.message}: ${written(source).slice(0, 200)}`,
        )
        return undefined
      }
    },
    leaveOut: (setting, place) => {
      const places = left.get(setting) ?? []
      left.set(setting, places)
      places.push(place)
    },
    report: () => {
      report()
      for (const [setting, places] of left)
        notices.note('appearance-left-out', places.slice(0, 10).join(', '), appearance(setting, places.length))
    },
  }
}

/** A setting as it stands in the file, whatever it is. */
export const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** The key of what is declared inside of a roster. */
export const inside = (name: string, roster: string | undefined): string =>
  roster === undefined ? name : `${roster}#${name}`

/** Worked out when it is first asked for, so that a formula may name what comes after it; not while it is being worked out. */
function once(make: () => Expression): () => Expression {
  let state: Expression | 'open' | undefined
  return () => {
    if (state === 'open') throw new Untranslatable('calculated values in it need each other')
    if (state !== undefined) return state
    state = 'open'
    try {
      const made = make()
      state = made
      return made
    } finally {
      if (state === 'open') state = undefined
    }
  }
}

const appearance = (setting: string, count: number): string =>
  `«${setting}» is a matter of appearance or of the program it was made for; it was left out ${count === 1 ? 'once' : `${count} times`}.`
