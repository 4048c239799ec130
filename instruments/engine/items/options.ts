import type { VariableCode } from '../columns/variable.ts'
import type { LabelledCode } from './item-type.ts'

export const hasCode = (codes: readonly LabelledCode[], code: string): boolean => codes.some((c) => c.code === code)

export const labelOf = (codes: readonly LabelledCode[], code: string): string =>
  codes.find((c) => c.code === code)?.label ?? code

/** Codes with the numbers statistical files use: the list's own `value`, or the position in the list. */
export const variableCodes = (codes: readonly LabelledCode[]): readonly VariableCode[] =>
  codes.map((code, position) => ({ code: code.code, label: code.label, value: code.value ?? position + 1 }))

/** The codes of `chosen` that are on offer, in the order of the offer. */
export const inListOrder = (chosen: readonly string[], offer: readonly LabelledCode[]): readonly string[] =>
  offer.filter((code) => chosen.includes(code.code)).map((code) => code.code)

export const listInWords = (codes: readonly string[], offer: readonly LabelledCode[], language: string): string =>
  joined(
    codes.map((code) => labelOf(offer, code)),
    language,
  )

const formats = new Map<string, Intl.ListFormat>()

function joined(words: readonly string[], language: string): string {
  const format = formats.get(language) ?? new Intl.ListFormat(language, { style: 'short', type: 'unit' })
  formats.set(language, format)
  // a list of long labels reads better with semicolons than with the locale's commas
  return words.some((word) => word.includes(',')) ? words.join('; ') : format.format(words)
}

export const closedSeconds = 25
export const openSeconds = 90
export const rowSeconds = 8
export const recordSeconds = 180
