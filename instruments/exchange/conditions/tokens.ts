import { type BothOperator, type Dialect, Untranslatable } from './condition.ts'

export type Token =
  | { readonly kind: 'text' | 'name' | 'function' | 'mark'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'operator'; readonly operator: BothOperator | 'not' | 'empty' | 'notempty' }

const number = /(\d+(?:\.\d+)?|\.\d+)(?![\w])/y
const quoted = /'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/y
const word = /[A-Za-z_][\w-]*/y
const space = /\s+/y
const marks = '()[],'

/** Cuts a condition into tokens. Throws Untranslatable for signs that mean nothing. */
export function tokensOf(source: string, dialect: Dialect): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < source.length) {
    at += matchAt(space, source, at)?.[0].length ?? 0
    if (at >= source.length) break
    const found = tokenAt(source, at, dialect)
    if (found === undefined) throw new Untranslatable(`«${source.slice(at, at + 20)}» cannot be read`)
    tokens.push(found.token)
    at += found.length
  }
  return tokens
}

type Found = { readonly token: Token; readonly length: number }

function matchAt(shape: RegExp, source: string, at: number): RegExpExecArray | undefined {
  shape.lastIndex = at
  return shape.exec(source) ?? undefined
}

function tokenAt(source: string, at: number, dialect: Dialect): Found | undefined {
  const text = matchAt(quoted, source, at)
  if (text) {
    const content = (text[1] ?? text[2] ?? '').replace(/\\(.)/g, '$1')
    return { token: { kind: 'text', text: content }, length: text[0].length }
  }
  const digits = matchAt(number, source, at)
  if (digits) return { token: { kind: 'number', number: Number(digits[0]) }, length: digits[0].length }
  return wordAt(source, at, dialect) ?? nameAt(source, at, dialect) ?? signAt(source, at, dialect)
}

function wordAt(source: string, at: number, { words, bareWordIsText }: Dialect): Found | undefined {
  const [found] = matchAt(word, source, at) ?? []
  if (found === undefined) return undefined
  const length = found.length
  const operator = Object.hasOwn(words, found.toLowerCase()) ? words[found.toLowerCase()] : undefined
  if (operator !== undefined) return { token: { kind: 'operator', operator }, length }
  if (/^\s*\(/.test(source.slice(at + length, at + length + 20)))
    return { token: { kind: 'function', text: found }, length }
  return bareWordIsText ? { token: { kind: 'text', text: found }, length } : undefined
}

function nameAt(source: string, at: number, dialect: Dialect): Found | undefined {
  const name = matchAt(dialect.name, source, at)
  return name && { token: { kind: 'name', text: name[1] ?? name[0] }, length: name[0].length }
}

function signAt(source: string, at: number, { signs }: Dialect): Found | undefined {
  const found = signs.find(([sign]) => source.startsWith(sign, at))
  if (found) return { token: { kind: 'operator', operator: found[1] }, length: found[0].length }
  const mark = source.charAt(at)
  return marks.includes(mark) ? { token: { kind: 'mark', text: mark }, length: 1 } : undefined
}
