import type { Value } from '../grammar.ts'
import { booleanValue, codesOf, numberOf, numberValue, setValue, textOf, textValue } from '../values.ts'
import type { ExpressionFunction } from './function.ts'

/** Asked of nothing, `selected` is false and `count-selected` 0; `without` and `intersection` are missing. */
export const setFunctions: readonly ExpressionFunction[] = [
  {
    name: 'selected',
    parameters: [
      { name: 'set', type: 'set' },
      { name: 'code', type: 'code', codesOf: 0 },
    ],
    result: 'boolean',
    meaning: ([set, code]) => {
      const wanted = textOf(code)
      return booleanValue(wanted !== undefined && (codesOf(set)?.includes(wanted) ?? false))
    },
    sentences: ['selected'],
    negated: 'selected.not',
  },
  {
    name: 'count-selected',
    parameters: [{ name: 'set', type: 'set' }],
    result: 'number',
    meaning: ([set]) => numberValue(codesOf(set)?.length ?? 0),
    sentences: ['count-selected'],
  },
  {
    name: 'selected-at',
    parameters: [
      { name: 'set', type: 'set' },
      { name: 'position', type: 'number' },
    ],
    result: 'text',
    codesOf: 0,
    // the first stands at 0
    meaning: ([set, position]) => textValue(codesOf(set)?.[numberOf(position) ?? -1]),
    sentences: ['selected-at'],
  },
  {
    name: 'without',
    parameters: [
      { name: 'set', type: 'set' },
      { name: 'codes', type: 'codes', codesOf: 0 },
    ],
    result: 'set',
    codesOf: 0,
    // what is missing takes nothing away
    meaning: ([set, codes]) => keep(set, (code) => !(codesOf(codes) ?? []).includes(code)),
    sentences: ['without'],
  },
  {
    name: 'intersection',
    parameters: [
      { name: 'set', type: 'set' },
      { name: 'other', type: 'set' },
    ],
    result: 'set',
    codesOf: 0,
    meaning: ([set, other]) => {
      const kept = codesOf(other)
      return kept && keep(set, (code) => kept.includes(code))
    },
    sentences: ['intersection'],
  },
]

const keep = (set: Value, wanted: (code: string) => boolean): Value => setValue(codesOf(set)?.filter(wanted))
