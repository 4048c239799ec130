import { codesOf, textOf, textValue } from '../values.ts'
import type { Meanings } from './meaning.ts'

export const contextMeanings = {
  unit: ([attribute], lookup) => lookup.unit(textOf(attribute) ?? ''),
  wave: ([attribute], lookup) => lookup.wave(textOf(attribute) ?? ''),
  'jr:choice-name': ([code, item], lookup) => {
    const names = codesOf(code)?.map((one) => lookup.choiceName(one, textOf(item) ?? '')) ?? []
    const known = names.filter((name) => name !== undefined)
    return known.length === 0 ? undefined : textValue(known.join(', '))
  },
} satisfies Meanings
