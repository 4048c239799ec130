import type { NumberSettings } from '../definition/bundle.ts'
import type { Value } from '../expression/grammar.ts'
import type { Fault, Read, VariableSketch } from './item-type.ts'
import { fault, readFault, readOk } from './reading.ts'

/** JSON numbers only: what a person typed was understood, and confirmed, before it got here. */
export function readNumber(raw: unknown): Read<number> {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return readFault('number.type')
  if (Math.abs(raw) > Number.MAX_SAFE_INTEGER) return readFault('number.range', { max: Number.MAX_SAFE_INTEGER })
  return readOk(raw === 0 ? 0 : raw)
}

export function readWhole(raw: unknown): Read<number> {
  const read = readNumber(raw)
  return read.ok && !Number.isInteger(read.value) ? readFault('number.places', { places: 0 }) : read
}

export function rangeFaults(value: number, { min, max }: NumberSettings, at?: Fault['at']): readonly Fault[] {
  const low = min !== undefined && value < min
  const high = max !== undefined && value > max
  if (!low && !high) return []
  const params = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return [fault('number.range', params, '', at)]
}

export const intervalSketch: readonly VariableSketch[] = [{ suffix: '', label: '', measure: 'interval', part: {} }]

const formats = new Map<string, Intl.NumberFormat>()

/** Grouped for reading, in ASCII digits in every language: figures must be comparable across pages. */
export function numberInWords(value: number, language: string): string {
  const format =
    formats.get(language) ?? new Intl.NumberFormat(language, { numberingSystem: 'latn', maximumFractionDigits: 10 })
  formats.set(language, format)
  return format.format(value)
}

/** What every type whose value is a number answers alike. */
export const numberAnswers = {
  measure: 'interval',
  exposes: 'number',
  sources: () => ({}),
  isBlank: () => false,
  live: (value: number) => value,
  expose: (value: number): Value => ({ type: 'number', number: value }),
  open: () => [],
  inWords: (value: number, { language, unit }: { readonly language: string; readonly unit: string }) =>
    `${numberInWords(value, language)} ${unit}`.trimEnd(),
  variables: () => intervalSketch,
  cells: (value: number) => [value],
  carry: (value: number) => value,
} as const
