import type { Expression } from './grammar.ts'
import { chains, isBinaryOperator, precedence } from './operators.ts'
import { readTokens, type Token } from './tokens.ts'

export const longestSource = 10_000
export const deepestTree = 64

export interface ParseFault {
  readonly code: 'syntax' | 'too-long' | 'too-deep'
  /** Offset in the source. */
  readonly at: number
  readonly message: string
}

export type Parsed =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ParseFault }

interface Cursor {
  readonly tokens: readonly Token[]
  at: number
  depth: number
  fault: ParseFault | undefined
}

const refused = (code: ParseFault['code'], at: number, message: string): Parsed => ({
  ok: false,
  fault: { code, at, message },
})
const tooDeep = `An expression may be nested ${deepestTree} deep.`

/** Source text → typed tree. Total: any string yields a tree or one located fault. */
export function parseExpression(source: string): Parsed {
  if (source.length > longestSource) {
    return refused('too-long', longestSource, `An expression may have ${longestSource} characters.`)
  }
  const read = readTokens(source)
  if (!read.ok) return refused('syntax', read.at, read.message)
  const cursor: Cursor = { tokens: read.tokens, at: 0, depth: 0, fault: undefined }
  const expression = parseOperation(cursor, 1)
  if (current(cursor).kind !== 'end') fail(cursor, 'syntax', 'An operator is missing before this.')
  if (cursor.fault) return { ok: false, fault: cursor.fault }
  const deep = tooDeepAt(expression)
  return deep === undefined ? { ok: true, expression } : refused('too-deep', deep, tooDeep)
}

const ending: Token = { kind: 'end', text: '', from: 0, to: 0 }
const current = (cursor: Cursor): Token => cursor.tokens[cursor.at] ?? ending
const isMark = (token: Token, text: string): boolean => token.kind === 'mark' && token.text === text

function advance(cursor: Cursor): Token {
  const token = current(cursor)
  cursor.at += token.kind === 'end' ? 0 : 1
  return token
}

/** Keeps the first fault and moves to the end, where every rule stops of itself. */
function fail(cursor: Cursor, code: ParseFault['code'], message: string): Expression {
  const { from } = current(cursor)
  cursor.fault ??= { code, at: from, message }
  cursor.at = cursor.tokens.length - 1
  return { kind: 'literal', value: '', from, to: from }
}

function expectMark(cursor: Cursor, text: string): number {
  if (!isMark(current(cursor), text)) {
    fail(cursor, 'syntax', `«${text}» is missing here.`)
    return current(cursor).to
  }
  return advance(cursor).to
}

function parseOperation(cursor: Cursor, lowest: number): Expression {
  let left = parseOperand(cursor)
  let extendable = false
  for (let token = current(cursor); token.kind === 'operator'; token = current(cursor)) {
    const operator = token.text
    if (!isBinaryOperator(operator) || precedence[operator] < lowest) break
    advance(cursor)
    const right = parseOperation(cursor, precedence[operator] + 1)
    const span = { from: left.from, to: right.to }
    // only links of this very chain: `(a + b) + c` keeps the nesting its author wrote
    if (extendable && chains(operator) && left.kind === 'operation' && left.operator === operator) {
      left = { ...left, args: [...left.args, right], ...span }
    } else {
      left = { kind: 'operation', operator, args: [left, right], ...span }
    }
    extendable = true
  }
  return left
}

function parseOperand(cursor: Cursor): Expression {
  if (cursor.depth >= deepestTree) return fail(cursor, 'too-deep', tooDeep)
  cursor.depth += 1
  const operand = parseInner(cursor)
  cursor.depth -= 1
  return operand
}

function parseInner(cursor: Cursor): Expression {
  const token = current(cursor)
  const { from, to } = token
  if (token.kind === 'operator' && token.text === '-') {
    advance(cursor)
    const argument = parseOperand(cursor)
    return { kind: 'operation', operator: 'negate', args: [argument], from, to: argument.to }
  }
  if (isMark(token, '(')) {
    advance(cursor)
    const inner = parseOperation(cursor, 1)
    return { ...inner, from, to: expectMark(cursor, ')') }
  }
  if (token.kind === 'name') return parseName(cursor)
  if (token.kind === 'number') return parseNumber(cursor)
  if (token.kind === 'text') return { kind: 'literal', value: advance(cursor).text, from, to }
  if (token.kind === 'reference') return { kind: 'reference', item: advance(cursor).text, from, to }
  if (token.kind === 'self') return { kind: 'self', from, to: advance(cursor).to }
  return fail(cursor, 'syntax', token.kind === 'end' ? 'The expression stops too early.' : 'A value is missing here.')
}

function parseNumber(cursor: Cursor): Expression {
  const { text, from, to } = current(cursor)
  const value = Number(text)
  if (!Number.isFinite(value)) return fail(cursor, 'syntax', 'This number is too large.')
  advance(cursor)
  return { kind: 'literal', value, from, to }
}

function parseName(cursor: Cursor): Expression {
  const { text: name, from, to } = advance(cursor)
  if (!isMark(current(cursor), '(')) return { kind: 'attribute', name, from, to }
  advance(cursor)
  const args: Expression[] = []
  if (!isMark(current(cursor), ')')) {
    args.push(parseOperation(cursor, 1))
    while (isMark(current(cursor), ',')) {
      advance(cursor)
      args.push(parseOperation(cursor, 1))
    }
  }
  return { kind: 'call', name, args, from, to: expectMark(cursor, ')') }
}

/** Where a tree first exceeds the limit: `1 - 1 + 1 - …` nests without a bracket. No recursion, since depth is what is in doubt. */
function tooDeepAt(expression: Expression): number | undefined {
  let level: readonly Expression[] = [expression]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepestTree) return level[0]?.from
    level = level.flatMap((node) => (node.kind === 'call' || node.kind === 'operation' ? node.args : []))
  }
  return undefined
}
