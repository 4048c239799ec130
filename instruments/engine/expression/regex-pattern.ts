/**
 * The shape of a regular expression, read after the engine has accepted its syntax: what can repeat,
 * what can start where. Enough to judge the cost of backtracking.
 */
export type PatternNode =
  /** One character out of `set`, or a position (`^`, `\b`) when the set is empty. */
  | { readonly kind: 'character'; readonly set: CharacterSet; readonly empty: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly body: PatternNode; readonly least: number; readonly most: number }

/** Ranges of code points, both ends included; they may overlap each other. */
export type CharacterSet = readonly (readonly [number, number])[]

export type PatternRead =
  | { readonly ok: true; readonly node: PatternNode }
  | { readonly ok: false; readonly message: string }

export const anyCharacter: CharacterSet = [[0, 0x10ffff]]
const digits: CharacterSet = [[48, 57]]
const wordCharacters: CharacterSet = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]

export const setsMeet = (a: CharacterSet, b: CharacterSet): boolean =>
  a.some(([from, to]) => b.some(([start, end]) => from <= end && start <= to))

interface Reader {
  readonly pattern: string
  at: number
  fault: string | undefined
}

export function readPattern(pattern: string): PatternRead {
  const reader: Reader = { pattern, at: 0, fault: undefined }
  const node = readChoice(reader)
  return reader.fault === undefined ? { ok: true, node } : { ok: false, message: reader.fault }
}

function take(reader: Reader, shape: RegExp): RegExpExecArray | undefined {
  shape.lastIndex = reader.at
  const match = shape.exec(reader.pattern) ?? undefined
  reader.at += match?.[0].length ?? 0
  return match
}

function readChoice(reader: Reader): PatternNode {
  const options = [readSequence(reader)]
  while (take(reader, /\|/y)) options.push(readSequence(reader))
  return options.length === 1 && options[0] ? options[0] : { kind: 'choice', options }
}

function readSequence(reader: Reader): PatternNode {
  const parts: PatternNode[] = []
  while (
    reader.at < reader.pattern.length &&
    reader.fault === undefined &&
    !/[|)]/.test(reader.pattern[reader.at] ?? '')
  ) {
    parts.push(readRepeat(reader))
  }
  return { kind: 'sequence', parts }
}

function readRepeat(reader: Reader): PatternNode {
  const body = readAtom(reader)
  const quantifier = take(reader, /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y)
  if (!quantifier) return body
  const [, sign, from = '', comma, to] = quantifier
  if (sign !== undefined)
    return { kind: 'repeat', body, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Number.POSITIVE_INFINITY }
  const least = Number(from)
  return { kind: 'repeat', body, least, most: comma === '' ? least : to ? Number(to) : Number.POSITIVE_INFINITY }
}

function readAtom(reader: Reader): PatternNode {
  if (take(reader, /\^|\$|\\[bB]/y)) return { kind: 'character', set: [], empty: true }
  if (take(reader, /\((?:\?:)?(?!\?)/y)) {
    const inner = readChoice(reader)
    take(reader, /\)/y)
    return inner
  }
  if (take(reader, /\(\?/y)) return refuse(reader, 'Looking ahead or behind, named groups and flags are not allowed.')
  if (take(reader, /\\(?:[1-9]|k)/y)) return refuse(reader, 'Back-references are not allowed.')
  if (take(reader, /\[/y)) return { kind: 'character', set: readClass(reader), empty: false }
  if (take(reader, /\./y)) return { kind: 'character', set: anyCharacter, empty: false }
  return { kind: 'character', set: readMember(reader), empty: false }
}

function refuse(reader: Reader, message: string): PatternNode {
  reader.fault = message
  return { kind: 'sequence', parts: [] }
}

function readClass(reader: Reader): CharacterSet {
  const negated = take(reader, /\^/y) !== undefined
  const ranges: (readonly [number, number])[] = []
  while (reader.at < reader.pattern.length && !take(reader, /\]/y)) {
    const first = readMember(reader)
    const low = first.length === 1 ? first[0]?.[0] : undefined
    // a hyphen before the bracket is itself
    const high = low !== undefined && take(reader, /-(?!\])/y) ? readMember(reader)[0]?.[1] : undefined
    if (low !== undefined && high !== undefined) ranges.push([low, high])
    else ranges.push(...first)
  }
  return negated ? complement(ranges) : ranges
}

/** A character, or an escape that stands for one or for many. Unknown many are taken for any, which errs on the safe side. */
function readMember(reader: Reader): CharacterSet {
  const escaped = take(
    reader,
    /\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|.)/suy,
  )?.[1]
  if (escaped === undefined) return single(take(reader, /./suy)?.[0].codePointAt(0) ?? 0)
  if (escaped === 'd') return digits
  if (escaped === 'w') return wordCharacters
  if (escaped === 'D') return complement(digits)
  if (escaped === 'W') return complement(wordCharacters)
  const code = /^[ux]\{?([0-9a-fA-F]+)\}?$/.exec(escaped)?.[1]
  if (code !== undefined) return single(Number.parseInt(code, 16))
  return /^[A-Za-z0-9]/.test(escaped) ? anyCharacter : single(escaped.codePointAt(0) ?? 0)
}

const single = (point: number): CharacterSet => [[point, point]]

function complement(ranges: CharacterSet): CharacterSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0])
  const gaps: (readonly [number, number])[] = []
  let next = 0
  for (const [from, to] of sorted) {
    if (from > next) gaps.push([next, from - 1])
    next = Math.max(next, to + 1)
  }
  return next <= 0x10ffff ? [...gaps, [next, 0x10ffff]] : gaps
}
