import type { ItemType } from './item-type.ts'
import { closedSeconds, hasCode, labelOf, variableCodes } from './options.ts'
import { readFault, readOk } from './reading.ts'

export const singleChoice: ItemType<'single_choice', string> = {
  name: 'single_choice',
  measure: 'nominal',
  exposes: 'text',
  sources: (settings) => ({ options: settings }),
  read(raw, scope) {
    if (typeof raw !== 'string') return readFault('text.type')
    return hasCode(scope.allOptions, raw) ? readOk(raw) : readFault('choice.unknown', { got: raw.slice(0, 80) })
  },
  isBlank: (value) => value === '',
  live: (value, scope) => (hasCode(scope.options, value) ? value : ''),
  expose: (value) => ({ type: 'text', text: value }),
  check: () => [],
  open: () => [],
  inWords: (value, scope) => labelOf(scope.allOptions, value),
  variables: (scope) => [
    {
      suffix: '',
      label: '',
      measure: scope.ordered(scope.settings.list) ? 'ordinal' : 'nominal',
      codes: variableCodes(scope.allOptions),
      part: {},
    },
  ],
  cells: (value) => [value],
  carry: (value, to) => (hasCode(to.allOptions, value) ? value : undefined),
  seconds: () => closedSeconds,
  examples: [
    { name: 'one of a list', settings: { list: 'exist' }, value: 'in_force', valid: true },
    { name: 'a code that is not in the list', settings: { list: 'exist' }, value: 'maybe', valid: false },
    { name: 'a label instead of a code', settings: { list: 'exist' }, value: 'In force', valid: false },
  ],
}
