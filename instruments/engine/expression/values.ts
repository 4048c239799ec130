import { dayNumber } from './calendar.ts'
import type { Value } from './grammar.ts'
import { printNumber } from './print.ts'

/** Makers and readings of values. Every reading is total; `undefined` says «missing» or «cannot be read so». */

export const yes: Value = { type: 'boolean', boolean: true }
export const no: Value = { type: 'boolean', boolean: false }
export const booleanValue = (boolean: boolean): Value => (boolean ? yes : no)
export const textValue = (text: string | undefined): Value => (text === undefined ? undefined : { type: 'text', text })
export const setValue = (codes: readonly string[] | undefined): Value =>
  codes === undefined ? undefined : { type: 'set', codes }
export const dateValue = (date: string | undefined): Value => (date === undefined ? undefined : { type: 'date', date })

/** A number that is none (1 div 0) is missing, so no infinity and no NaN ever travels. */
export const numberValue = (number: number | undefined): Value =>
  number !== undefined && Number.isFinite(number) ? { type: 'number', number } : undefined

/** As a condition. A text counts when it has characters, so the code `no` is true: compare it instead. */
export function truthy(value: Value): boolean {
  if (value === undefined) return false
  if (value.type === 'boolean') return value.boolean
  if (value.type === 'number') return value.number !== 0 && !Number.isNaN(value.number)
  return !isBlank(value)
}

/** Nothing there: missing, empty text, no code chosen, no row answered. */
export function isBlank(value: Value): boolean {
  if (value === undefined) return true
  switch (value.type) {
    case 'text':
      return value.text === ''
    case 'set':
      return value.codes.length === 0
    case 'list':
      return value.values.every(isBlank)
    case 'grid':
      return Object.keys(value.rows).length === 0
    default:
      return false
  }
}

/** As text: a set and a list are joined by spaces; a grid has no text. */
export function textOf(value: Value): string | undefined {
  if (value === undefined) return undefined
  switch (value.type) {
    case 'text':
      return value.text
    case 'number':
      return printNumber(value.number)
    case 'boolean':
      return String(value.boolean)
    case 'date':
      return value.date
    case 'set':
      return value.codes.join(' ')
    case 'list':
      return value.values
        .map(textOf)
        .filter((text) => text !== undefined)
        .join(' ')
    case 'grid':
      return undefined
  }
}

const numeral = /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/

/** As a number: a date is its day number, a boolean 1 or 0, a set or list only when it holds one value. */
export function numberOf(value: Value): number | undefined {
  if (value === undefined) return undefined
  switch (value.type) {
    case 'number':
      return Number.isFinite(value.number) ? value.number : undefined
    case 'text':
      return numeralOf(value.text)
    case 'boolean':
      return value.boolean ? 1 : 0
    case 'date':
      return dayNumber(value.date)
    case 'set':
      return value.codes.length === 1 ? numeralOf(value.codes[0] ?? '') : undefined
    case 'list':
      return value.values.length === 1 ? numberOf(value.values[0]) : undefined
    case 'grid':
      return undefined
  }
}

function numeralOf(text: string): number | undefined {
  if (!numeral.test(text)) return undefined
  const number = Number(text)
  return Number.isFinite(number) ? number : undefined
}

/** As codes: a text is split at spaces, a list is the union of its rows, a grid gives the rows that have an answer. */
export function codesOf(value: Value): readonly string[] | undefined {
  if (value === undefined) return undefined
  switch (value.type) {
    case 'set':
      return value.codes
    case 'text':
      return value.text.split(/\s+/).filter((code) => code !== '')
    case 'list':
      return [...new Set(value.values.flatMap((entry) => codesOf(entry) ?? []))]
    case 'grid':
      return Object.keys(value.rows)
    default:
      return [textOf(value) ?? '']
  }
}

/** What an aggregate runs over: plain values, the entries of lists and the numbers in grids; missing ones are left out. */
export function entriesOf(values: readonly Value[]): readonly Exclude<Value, undefined>[] {
  return values.flatMap((value) => {
    if (value === undefined) return []
    if (value.type === 'list') return entriesOf(value.values)
    if (value.type !== 'grid') return [value]
    const cells = Object.values(value.rows).flatMap((row) => Object.values(row))
    return cells.map((cell) =>
      typeof cell === 'number' ? ({ type: 'number', number: cell } as const) : ({ type: 'set', codes: cell } as const),
    )
  })
}
