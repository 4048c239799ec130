import type { Value } from '../grammar.ts'
import { matchesPattern } from '../pattern.ts'
import { booleanValue, numberOf, numberValue, textOf, textValue } from '../values.ts'
import type { Meaning, Meanings } from './meaning.ts'

/** A question about two texts: false when either is missing. */
const asking =
  (holds: (text: string, part: string) => boolean): Meaning =>
  ([whole, piece]) => {
    const a = textOf(whole)
    const b = textOf(piece)
    return booleanValue(a !== undefined && b !== undefined && holds(a, b))
  }

/** A text made from so many texts: missing when any of them is. */
const making =
  (count: number, make: (...texts: string[]) => string): Meaning =>
  (args) => {
    const texts = Array.from({ length: count }, (_, index) => textOf(args[index]))
    return texts.every((piece) => piece !== undefined) ? textValue(make(...texts)) : undefined
  }

function before(whole: string, piece: string): string {
  const at = whole.indexOf(piece)
  return at < 0 ? '' : whole.slice(0, at)
}

function after(whole: string, piece: string): string {
  const at = whole.indexOf(piece)
  return at < 0 ? '' : whole.slice(at + piece.length)
}

/** Character by character; those without a counterpart are dropped. */
function translate(whole: string, from: string, to: string): string {
  const sources = [...from]
  const targets = [...to]
  return [...whole]
    .map((character) => (sources.includes(character) ? (targets[sources.indexOf(character)] ?? '') : character))
    .join('')
}

/** The pieces that say something; each row of a list and each code of a set is one. */
function piecesOf(values: readonly Value[]): readonly string[] {
  return values.flatMap((value) => {
    if (value?.type === 'list') return piecesOf(value.values)
    if (value?.type === 'set') return value.codes
    return textOf(value) || []
  })
}

function lengthOf(value: Value): number {
  let length = 0
  for (const _character of textOf(value) ?? '') length += 1
  return length
}

/** From 0, the end not included; below zero counts from the end. Counted in code points. */
function partOf(args: readonly Value[]): Value {
  const whole = textOf(args[0])
  const from = numberOf(args[1])
  const to = args.length > 2 ? numberOf(args[2]) : Number.POSITIVE_INFINITY
  if (whole === undefined || from === undefined || to === undefined) return undefined
  return textValue([...whole].slice(from, to).join(''))
}

export const textMeanings = {
  regex: asking(matchesPattern),
  contains: asking((whole, piece) => whole.includes(piece)),
  'starts-with': asking((whole, piece) => whole.startsWith(piece)),
  'ends-with': asking((whole, piece) => whole.endsWith(piece)),
  'substring-before': making(2, before),
  'substring-after': making(2, after),
  'normalize-space': making(1, (whole) => whole.trim().replace(/\s+/g, ' ')),
  translate: making(3, translate),
  string: making(1, (whole) => whole),
  // nothing written is 0 characters, so that a limit on the length never needs a blank test
  'string-length': ([value]) => numberValue(lengthOf(value)),
  substr: partOf,
  concat: (args) => textValue(piecesOf(args).join('')),
  join: ([separator, ...values]) => textValue(piecesOf(values).join(textOf(separator) ?? '')),
} satisfies Meanings
