import type { ItemType } from './item-type.ts'
import { hasCode, recordSeconds } from './options.ts'
import { fault, readFault, readOk } from './reading.ts'

const rowId = /^[A-Za-z0-9_-]{1,64}$/

/**
 * A repeating block. Its own value is the list of its row ids; the items inside are answered under those rows.
 * When `rows` is given an earlier answer decides the rows and the roster itself takes no answer.
 */
export const roster: ItemType<'roster', readonly string[]> = {
  name: 'roster',
  measure: 'records',
  exposes: 'set',
  sources: (settings) => (settings.rows === undefined ? {} : { rows: settings.rows }),
  read(raw) {
    if (!Array.isArray(raw) || raw.some((row) => typeof row !== 'string' || !rowId.test(row)))
      return readFault('roster.type')
    if (new Set(raw).size !== raw.length) return readFault('roster.type')
    if (raw.length > 500) return readFault('roster.too_many', { max: 500 })
    return readOk(raw as readonly string[])
  },
  isBlank: (value) => value.length === 0,
  live: (value, scope) => (scope.settings.rows === undefined ? value : scope.rows.map((row) => row.code)),
  expose: (value) => ({ type: 'set', codes: value }),
  check: (value, { settings }) => [
    ...(settings.min !== undefined && value.length < settings.min
      ? [fault('roster.too_few', { min: settings.min })]
      : []),
    ...(settings.max !== undefined && value.length > settings.max
      ? [fault('roster.too_many', { max: settings.max })]
      : []),
  ],
  open: () => [],
  inWords: (value) => String(value.length),
  variables: () => [{ suffix: 'n', label: '', measure: 'interval', part: {} }],
  cells: (value) => [value.length],
  carry(value, to) {
    return to.settings.rows === undefined || value.every((row) => hasCode(to.allRows, row)) ? value : undefined
  },
  seconds: ({ rows, settings }) =>
    recordSeconds * Math.max(1, settings.rows === undefined ? (settings.min ?? 1) : rows.length),
  examples: [
    { name: 'two records', settings: { items: [] }, value: ['r1', 'r2'], valid: true },
    { name: 'the same row twice', settings: { items: [] }, value: ['r1', 'r1'], valid: false },
    { name: 'fewer than asked', settings: { items: [], min: 2 }, value: ['r1'], valid: false },
  ],
}
