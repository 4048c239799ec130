import type { Places, Words } from '../sources/draft.ts'
import type { Survey } from './survey.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * A page, panel, question, column or choice of a SurveyJS definition. It remembers which of its settings were looked
 * at; what is left at the end is told, so that nothing is passed over.
 */
export interface Element {
  readonly name: string
  readonly type: string
  readonly place: string
  readonly places: Places
  take(key: string): unknown
  /** The first of several spellings that is there: SurveyJS renamed some settings. */
  takeAny(...keys: readonly string[]): unknown
  text(key: string): string | undefined
  number(key: string): number | undefined
  flag(...keys: readonly string[]): boolean
  words(key: string): Words | undefined
  elements(key: string): readonly Element[]
  rest(): readonly string[]
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function elementOf(node: Node, survey: Survey, fallbackName: string): Element {
  const taken = new Set(['name', 'type'])
  const name = typeof node.name === 'string' && node.name !== '' ? node.name : fallbackName
  const line = survey.lineOf(node)
  const place = `${name}${line === undefined ? '' : ` (line ${line})`}`
  const take = (key: string): unknown => {
    taken.add(key)
    const value = node[key]
    return value === null ? undefined : value
  }
  const takeAny = (...keys: readonly string[]): unknown => keys.map(take).find((value) => value !== undefined)
  return {
    name,
    type: typeof node.type === 'string' ? node.type : '',
    place,
    places: { '': place },
    take,
    takeAny,
    text: (key) => {
      const value = take(key)
      return typeof value === 'string' && value.trim() !== '' ? value : undefined
    },
    number: (key) => {
      const value = take(key)
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && Number.isFinite(number) ? number : undefined
    },
    flag: (...keys) => takeAny(...keys) === true,
    words: (key) => survey.words(take(key), place),
    elements: (key) => {
      const value = take(key)
      return Array.isArray(value)
        ? value.filter(isNode).map((child, at) => elementOf(child, survey, `${fallbackName}_${at + 1}`))
        : []
    },
    rest: () => Object.keys(node).filter((key) => !taken.has(key)),
  }
}
