export type TokenKind = 'number' | 'text' | 'reference' | 'self' | 'name' | 'operator' | 'mark' | 'end'

/** `text` is the content: of `'none'` the word, of `${B10}` the item. Offsets cover the whole source of the token. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly from: number
  readonly to: number
}

export type Tokens =
  | { readonly ok: true; readonly tokens: readonly Token[] }
  | { readonly ok: false; readonly at: number; readonly message: string }

const space = /\s+/y
// only where an operator may stand, and never before a letter: `1and1` and `1 div-2` are clear, `1 orange` is not
const wordOperator = /(?:and|or|div|mod)(?![A-Za-z_:])/y
const shapes: readonly { readonly kind: TokenKind; readonly shape: RegExp }[] = [
  { kind: 'reference', shape: /\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}/y },
  { kind: 'number', shape: /(\d+(?:\.\d*)?|\.\d+)/y },
  // a hyphen or colon belongs to the name only between letters or digits, so `name - 1` is a subtraction
  { kind: 'name', shape: /([A-Za-z_][A-Za-z0-9_]*(?:[-:][A-Za-z0-9_]+)*)/y },
  { kind: 'operator', shape: /(!=|<=|>=|[=<>+*-])/y },
  { kind: 'mark', shape: /([(),])/y },
  { kind: 'self', shape: /(\.)/y },
  // spreadsheets curl quotes, often only one of a pair: any quote of the same kind closes; the content stays as written
  { kind: 'text', shape: /['‘’]([^'‘’]*)['‘’]/y },
  { kind: 'text', shape: /["“”]([^"“”]*)["“”]/y },
]

const operandKinds: readonly TokenKind[] = ['number', 'text', 'reference', 'self', 'name']

const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && (operandKinds.includes(token.kind) || (token.kind === 'mark' && token.text === ')'))

function matchAt(shape: RegExp, source: string, at: number): RegExpExecArray | undefined {
  shape.lastIndex = at
  return shape.exec(source) ?? undefined
}

function tokenAt(source: string, at: number, previous: Token | undefined): Token | undefined {
  if (endsOperand(previous)) {
    const word = matchAt(wordOperator, source, at)
    if (word) return { kind: 'operator', text: word[0], from: at, to: at + word[0].length }
  }
  if (/^(?:==|!==|<>)/.test(source.slice(at, at + 3))) return undefined
  for (const { kind, shape } of shapes) {
    const match = matchAt(shape, source, at)
    if (match) return { kind, text: match[1] ?? '', from: at, to: at + match[0].length }
  }
  return undefined
}

/** Operators of other languages, and ours. */
const foreign: Readonly<Record<string, string>> = {
  '==': '=',
  '!==': '!=',
  '<>': '!=',
  '&&': 'and',
  '||': 'or',
  '%': 'mod',
  '/': 'div',
}

function complaint(source: string, at: number): string {
  const theirs = Object.keys(foreign).find((operator) => source.startsWith(operator, at))
  if (theirs !== undefined) return `Write «${foreign[theirs]}» instead of «${theirs}».`
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0)
  if (/['"‘’“”]/u.test(character)) return 'This quote is never closed.'
  if (character === '$') return 'A reference is written as an item code in braces after the dollar sign.'
  return `«${character}» means nothing here.`
}

/** Cuts a source into tokens; the last one is always `end`. */
export function readTokens(source: string): Tokens {
  const tokens: Token[] = []
  let at = 0
  while (true) {
    at += matchAt(space, source, at)?.[0].length ?? 0
    if (at >= source.length) break
    const token = tokenAt(source, at, tokens.at(-1))
    if (token === undefined) return { ok: false, at, message: complaint(source, at) }
    tokens.push(token)
    at = token.to
  }
  tokens.push({ kind: 'end', text: '', from: source.length, to: source.length })
  return { ok: true, tokens }
}
