import type { GridColumn } from '../definition/bundle.ts'
import type { Instrument, Item } from '../definition/instrument.ts'
import { wordingOf } from '../definition/wording.ts'
import type { VersionMap } from './version-map.ts'

/** The language in which two versions are compared: the first of the earlier one. */
export const firstLanguage = (instrument: Instrument): string => instrument.bundle.languages[0] ?? 'en'

/** What a question is understood by: its wording and the unit its answer is in. Hints and messages help and do not decide. */
export function questionWords(instrument: Instrument, code: string, language: string): string {
  const { texts, fallback } = wordingOf(instrument, language)
  const words = texts.items[code] ?? fallback.items[code]
  const unit = texts.items[code]?.unit ?? fallback.items[code]?.unit ?? unitOf(instrument.items.get(code))
  return [words?.label ?? code, unit].filter((part) => part !== '').join(' · ')
}

const unitOf = (item: Item | undefined): string => {
  const definition = item?.definition
  return definition !== undefined && 'unit' in definition ? (definition.unit ?? '') : ''
}

export function columnWords(instrument: Instrument, item: string, column: string, language: string): string {
  const { texts, fallback } = wordingOf(instrument, language)
  return texts.items[item]?.columns?.[column] ?? fallback.items[item]?.columns?.[column] ?? column
}

export const codeWords = (instrument: Instrument, list: string, code: string, language: string): string =>
  wordingOf(instrument, language)
    .list(list)
    .find((one) => one.code === code)?.label ?? code

/** Does the item that follows ask the same thing? Yes when it is worded the same, or declared to mean the same. */
export function asksTheSame(map: VersionMap, before: string, after: string): boolean {
  const language = firstLanguage(map.from)
  return map.meansTheSame(after) || questionWords(map.from, before, language) === questionWords(map.to, after, language)
}

export function columnAsksTheSame(
  map: VersionMap,
  before: Item,
  column: GridColumn,
  after: Item,
  next: string,
): boolean {
  const language = firstLanguage(map.from)
  return (
    map.meansTheSame(`${after.code}/${next}`) ||
    columnWords(map.from, before.code, column.column, language) === columnWords(map.to, after.code, next, language)
  )
}

export function codeMeansTheSame(map: VersionMap, list: string, code: string, toList: string, next: string): boolean {
  const language = firstLanguage(map.from)
  return (
    map.meansTheSame(`${toList}/${next}`) ||
    codeWords(map.from, list, code, language) === codeWords(map.to, toList, next, language)
  )
}
