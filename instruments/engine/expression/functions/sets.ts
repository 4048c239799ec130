import type { Value } from '../grammar.ts'
import { booleanValue, codesOf, numberOf, numberValue, setValue, textOf, textValue } from '../values.ts'
import type { Meanings } from './meaning.ts'

/** Asked of nothing, `selected` is false and `count-selected` 0; `without`, `intersection` and `codes-where` are missing. */
export const setMeanings = {
  selected: ([set, code]) => {
    const wanted = textOf(code)
    return booleanValue(wanted !== undefined && (codesOf(set)?.includes(wanted) ?? false))
  },
  'count-selected': ([set]) => numberValue(codesOf(set)?.length ?? 0),
  // the first stands at 0
  'selected-at': ([set, position]) => textValue(codesOf(set)?.[numberOf(position) ?? -1]),
  // what is missing takes nothing away
  without: ([set, codes]) => keep(set, (code) => !(codesOf(codes) ?? []).includes(code)),
  intersection: ([set, other]) => {
    const kept = codesOf(other)
    return kept && keep(set, (code) => kept.includes(code))
  },
  'codes-of': ([list], lookup) => setValue(lookup.codes(textOf(list) ?? '').map(({ code }) => code)),
  // a text is one value, spaces and all, where a set is several; an attribute may hold several too
  'codes-where': ([list, attribute, value], lookup) => {
    const wanted = value?.type === 'text' ? [value.text] : codesOf(value)
    const holds = (held: unknown): boolean => [held].flat().some((one) => wanted?.includes(String(one)))
    const codes = lookup.codes(textOf(list) ?? '').filter((code) => holds(code[textOf(attribute) ?? '']))
    return wanted && setValue(codes.map(({ code }) => code))
  },
} satisfies Meanings

const keep = (set: Value, wanted: (code: string) => boolean): Value => setValue(codesOf(set)?.filter(wanted))
