import type { Value } from '../expression/grammar.ts'
import type { Fault, Read, VariableSketch } from './item-type.ts'
import { fault, graphemes, isClean, readFault, readOk } from './reading.ts'

/** Unicode NFC, so that the same word typed on two keyboards is the same answer. */
export function readText(raw: unknown): Read<string> {
  if (typeof raw !== 'string') return readFault('text.type')
  if (!isClean(raw)) return readFault('text.control')
  if (raw.length > 100_000) return readFault('text.too_long', { max: 100_000 })
  return readOk(raw.normalize('NFC'))
}

export function lengthFaults(text: string, max: number): readonly Fault[] {
  // counting clusters is the slow part, and nobody has more clusters than code units
  if (text.length <= max) return []
  const length = graphemes(text)
  return length > max ? [fault('text.too_long', { max, length })] : []
}

export const textSketch: readonly VariableSketch[] = [{ suffix: '', label: '', measure: 'text', part: {} }]

/** What every type whose value is a text answers alike. */
export const textAnswers = {
  measure: 'text',
  exposes: 'text',
  sources: () => ({}),
  live: (value: string) => value,
  expose: (value: string): Value => ({ type: 'text', text: value }),
  open: () => [],
  inWords: (value: string) => value,
  variables: () => textSketch,
  cells: (value: string) => [value],
  carry: (value: string) => value,
} as const
