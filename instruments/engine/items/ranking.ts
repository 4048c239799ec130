import type { ItemType } from './item-type.ts'
import { readCodes } from './multiple-choice.ts'
import { closedSeconds, hasCode, labelOf, variableCodes } from './options.ts'
import { fault } from './reading.ts'

/** Codes in order of preference, the first is rank 1. */
export const ranking: ItemType<'ranking', readonly string[]> = {
  name: 'ranking',
  measure: 'ranking',
  exposes: 'set',
  sources: (settings) => ({ options: settings }),
  read: (raw, scope) => readCodes(raw, scope.allOptions),
  isBlank: (value) => value.length === 0,
  live: (value, scope) => value.filter((code) => hasCode(scope.options, code)),
  expose: (value) => ({ type: 'set', codes: value }),
  check: (value, { settings }) =>
    value.length > settings.max ? [fault('choice.too_many', { max: settings.max })] : [],
  open: () => [],
  inWords: (value, scope) => value.map((code, at) => `${at + 1}. ${labelOf(scope.allOptions, code)}`).join('\n'),
  variables: (scope) =>
    Array.from({ length: scope.settings.max }, (_, at) => ({
      suffix: `rank${at + 1}`,
      label: `${at + 1}.`,
      measure: 'nominal' as const,
      codes: variableCodes(scope.allOptions),
      part: { rank: at + 1 },
    })),
  // a place left empty below the last choice is not an unanswered question (MR-K)
  cells: (value, scope) =>
    Array.from({ length: scope.settings.max }, (_, at) => value[at] ?? ({ missing: 'logic_skip' } as const)),
  carry(value, to) {
    return value.every((code) => hasCode(to.allOptions, code)) ? value : undefined
  },
  seconds: () => closedSeconds * 2,
  examples: [
    {
      name: 'three of five',
      settings: { list: 'platform', max: 5 },
      value: ['facebook', 'youtube', 'zalo'],
      valid: true,
    },
    { name: 'the same twice', settings: { list: 'platform', max: 5 }, value: ['facebook', 'facebook'], valid: false },
    { name: 'beyond the cap', settings: { list: 'platform', max: 1 }, value: ['facebook', 'zalo'], valid: false },
  ],
}
