import type { ItemType } from './item-type.ts'
import { closedSeconds, hasCode, listInWords } from './options.ts'
import { fault, readFault, readOk } from './reading.ts'

const entry = /^[A-Za-z0-9_]{1,32}\/[A-Za-z0-9_-]{1,64}$/

/** Picks of records named elsewhere: `C02/r1` from a roster, `policy_model/nz_toolbox` from a register. */
export const registerPick: ItemType<'register_pick', readonly string[]> = {
  name: 'register_pick',
  measure: 'text',
  exposes: 'set',
  sources: (settings) => ({ registers: settings.sources }),
  read(raw, { settings }) {
    if (!Array.isArray(raw) || raw.some((pick) => typeof pick !== 'string' || !entry.test(pick))) {
      return readFault('choice.unknown', { got: String(raw).slice(0, 80) })
    }
    const foreign = raw.find((pick: string) => !settings.sources.includes(pick.slice(0, pick.indexOf('/'))))
    if (foreign !== undefined) return readFault('choice.unknown', { got: foreign })
    return readOk([...new Set(raw as string[])])
  },
  isBlank: (value) => value.length === 0,
  // a record that was removed meanwhile is kept in the answer and not counted
  live: (value, scope) => value.filter((pick) => hasCode(scope.options, pick)),
  expose: (value) => ({ type: 'set', codes: value }),
  check: (value, { settings }) =>
    settings.max !== undefined && value.length > settings.max ? [fault('choice.too_many', { max: settings.max })] : [],
  open: () => [],
  inWords: (value, scope) => listInWords(value, scope.options, scope.language),
  variables: () => [{ suffix: '', label: '', measure: 'text', part: {} }],
  cells: (value) => [value.join(' ')],
  carry: (value) => value,
  seconds: () => closedSeconds,
  examples: [
    {
      name: 'one of a register',
      settings: { sources: ['policy_model'] },
      value: ['policy_model/nz_toolbox'],
      valid: true,
    },
    { name: 'from another register', settings: { sources: ['policy_model'] }, value: ['C02/r1'], valid: false },
  ],
}
