import type { Instrument, Item } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import { type Expression, englishPhrases, expressionInWords, phrasesFrom } from '../expression/index.ts'
import type { VersionMap } from './version-map.ts'

/** Parts of an instrument in words, for comparing two versions of it. */
export interface Describer {
  readonly instrument: Instrument
  label(item: string): string
  condition(expression: Expression | undefined): string
  place(item: Item): string
  message(check: string): string
}

export function describer(instrument: Instrument, language: string): Describer {
  const { texts, fallback, source } = wordingOf(instrument, language)
  const label = (item: string) => texts.items[item]?.label ?? fallback.items[item]?.label ?? item
  const wording = {
    label,
    choiceName: (item: string, code: string) => {
      const options = instrument.items.get(item)?.sources.options
      return options === undefined ? undefined : source(options).find((one) => one.code === code)?.label
    },
    phrase: phrasesFrom(englishPhrases),
  }
  const groupTitle = (group: string) => texts.groups[group]?.title ?? fallback.groups[group]?.title ?? group
  return {
    instrument,
    label,
    condition: (expression) => (expression === undefined ? '' : expressionInWords(expression, wording)),
    place: ({ section, group, roster }) =>
      roster === undefined
        ? `in ${section.code}, “${groupTitle(group.code)}”`
        : `in the records of ${roster.code}, section ${section.code}`,
    message: (check) => texts.checks[check]?.message ?? fallback.checks[check]?.message ?? check,
  }
}

/** The same condition, though the items it looks at may be called or worded otherwise, and however it is spaced. */
export function sameCondition(map: VersionMap, before: Condition, after: Condition): boolean {
  const shape = (condition: Condition, name: (item: string) => string) =>
    JSON.stringify(condition, (key, part: unknown) => {
      if (key === 'from' || key === 'to') return undefined
      return key === 'item' ? name(String(part)) : part
    })
  return shape(before, (item) => map.item(item) ?? item) === shape(after, (item) => item)
}

type Condition = Expression | boolean | undefined

/** The conditions under which an item is asked: its own and those of its group and section. */
const conditionsOf = ({ relevant, group, section }: Item): readonly Condition[] => [
  section.relevant,
  group.relevant,
  relevant,
]

export const sameRouting = (map: VersionMap, before: Item, after: Item): boolean =>
  conditionsOf(before).every((condition, at) => sameCondition(map, condition, conditionsOf(after)[at]))

/** Always, never, or under a condition in words. */
export const requirement = (describe: Describer, { required }: Item): string => {
  if (typeof required !== 'boolean') return `required when ${describe.condition(required)}`
  return required ? 'required' : 'not required'
}

/** Under which conditions an item is asked, in words. */
export function routing(describe: Describer, item: Item): string {
  const conditions = conditionsOf(item).filter((one) => typeof one === 'object')
  return conditions.length === 0 ? 'always' : `when ${conditions.map((one) => describe.condition(one)).join(' and ')}`
}

/** What a type is called among researchers. */
export const typeInWords = (item: Item): string => `“${item.definition.type.replaceAll('_', ' ')}”`
