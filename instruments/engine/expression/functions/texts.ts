import type { Value } from '../grammar.ts'
import type { PhraseKey } from '../in-words-en.ts'
import { matchesPattern } from '../regex-subset.ts'
import { booleanValue, numberOf, numberValue, textOf, textValue } from '../values.ts'
import type { ExpressionFunction, Parameter } from './function.ts'

const text: Parameter = { name: 'text', type: 'text' }
const part: Parameter = { name: 'part', type: 'text' }

/** A question about two texts: false when either is missing. */
function asking(
  name: string,
  second: Parameter,
  sentence: PhraseKey,
  negated: PhraseKey,
  holds: (text: string, part: string) => boolean,
): ExpressionFunction {
  const meaning = ([whole, piece]: readonly Value[]): Value => {
    const a = textOf(whole)
    const b = textOf(piece)
    return booleanValue(a !== undefined && b !== undefined && holds(a, b))
  }
  return { name, parameters: [text, second], result: 'boolean', meaning, sentences: [sentence], negated }
}

/** A text made from texts: missing when any of them is. */
function making(
  name: string,
  parameters: readonly Parameter[],
  sentence: PhraseKey,
  make: (...texts: string[]) => string,
): ExpressionFunction {
  const meaning = (args: readonly Value[]): Value => {
    const texts = parameters.map((_, index) => textOf(args[index]))
    return texts.every((piece) => piece !== undefined) ? textValue(make(...texts)) : undefined
  }
  return { name, parameters, result: 'text', meaning, sentences: [sentence] }
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

export const textFunctions: readonly ExpressionFunction[] = [
  asking('regex', { name: 'pattern', type: 'pattern' }, 'regex', 'regex.not', matchesPattern),
  asking('contains', part, 'contains', 'contains.not', (whole, piece) => whole.includes(piece)),
  asking('starts-with', part, 'starts-with', 'starts-with.not', (whole, piece) => whole.startsWith(piece)),
  asking('ends-with', part, 'ends-with', 'ends-with.not', (whole, piece) => whole.endsWith(piece)),
  making('substring-before', [text, part], 'substring-before', before),
  making('substring-after', [text, part], 'substring-after', after),
  making('normalize-space', [text], 'normalize-space', (whole) => whole.trim().replace(/\s+/g, ' ')),
  making('translate', [text, { name: 'from', type: 'text' }, { name: 'to', type: 'text' }], 'translate', translate),
  making('string', [{ name: 'value', type: 'any' }], 'string', (whole) => whole),
  {
    name: 'string-length',
    parameters: [text],
    result: 'number',
    // nothing written is 0 characters, so that a limit on the length never needs a blank test
    meaning: ([value]) => numberValue(lengthOf(value)),
    sentences: ['string-length'],
  },
  {
    name: 'substr',
    parameters: [text, { name: 'start', type: 'number' }, { name: 'end', type: 'number', optional: true }],
    result: 'text',
    meaning: partOf,
    sentences: ['substr', 'substr.end'],
  },
  {
    name: 'concat',
    parameters: [{ name: 'texts', type: 'any', variadic: true }],
    result: 'text',
    meaning: (args) => textValue(piecesOf(args).join('')),
    sentences: ['concat'],
  },
  {
    name: 'join',
    parameters: [
      { name: 'separator', type: 'text' },
      { name: 'texts', type: 'any', variadic: true },
    ],
    result: 'text',
    meaning: ([separator, ...values]) => textValue(piecesOf(values).join(textOf(separator) ?? '')),
    sentences: ['join'],
  },
]
