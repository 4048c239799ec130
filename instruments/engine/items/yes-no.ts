import type { ItemType } from './item-type.ts'
import { closedSeconds, hasCode, labelOf, variableCodes } from './options.ts'
import { readFault, readOk } from './reading.ts'

const yesNoSource = { list: 'yes_no' } as const

/** Stored as codes, never as booleans: `'false'` can then not turn true on its way through a CSV. */
export const yesNo: ItemType<'yes_no', string> = {
  name: 'yes_no',
  measure: 'nominal',
  exposes: 'text',
  sources: () => ({ options: yesNoSource }),
  read: (raw, scope) =>
    typeof raw === 'string' && hasCode(scope.allOptions, raw)
      ? readOk(raw)
      : readFault('choice.unknown', { got: String(raw).slice(0, 80) }),
  isBlank: (value) => value === '',
  live: (value) => value,
  expose: (value) => ({ type: 'text', text: value }),
  check: () => [],
  open: () => [],
  inWords: (value, scope) => labelOf(scope.allOptions, value),
  variables: (scope) => [
    { suffix: '', label: '', measure: 'nominal', codes: variableCodes(scope.allOptions), part: {} },
  ],
  cells: (value) => [value],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    { name: 'yes', settings: {}, value: 'yes', valid: true },
    { name: 'a boolean', settings: {}, value: true, valid: false },
  ],
}
