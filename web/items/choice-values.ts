import type { Option } from './engine.ts'

export const asCodes = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((code): code is string => typeof code === 'string') : []

/** The codes after one was ticked or cleared, in list order; an exclusive option and the others clear each other. */
export function toggled(
  options: readonly Option[],
  chosen: readonly string[],
  code: string,
  ticked: boolean,
): readonly string[] {
  const exclusive = options.some((option) => option.code === code && option.exclusive)
  const stays = (option: Option): boolean =>
    option.code === code ? ticked : chosen.includes(option.code) && !(ticked && (exclusive || option.exclusive))
  return options.filter(stays).map((option) => option.code)
}

/** From here on a list is too long to read through, and can be searched. */
export const searchableFrom = 13

const ignored = /[\u0300-\u036f\u200b-\u200d\u2060]/g
const folded = (text: string): string => text.normalize('NFD').replace(ignored, '').toLowerCase()

/** Every word of the search stands somewhere in the label or note, whatever the accents and invisible joiners. */
export function isFound(option: Option, search: string): boolean {
  const text = folded(`${option.label} ${option.note}`)
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
