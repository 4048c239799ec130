import { binding, type Condition, type Dialect, Untranslatable } from './condition.ts'
import { type Token, tokensOf } from './tokens.ts'

const longest = 10_000
const deepest = 64

interface Cursor {
  readonly tokens: readonly Token[]
  at: number
  depth: number
}

/** Source → tree. Throws Untranslatable for what the dialect does not say. */
export function parseCondition(source: string, dialect: Dialect): Condition {
  if (source.length > longest) throw new Untranslatable(`it has more than ${longest} characters`)
  const cursor: Cursor = { tokens: tokensOf(source, dialect), at: 0, depth: 0 }
  const condition = parseBoth(cursor, 1)
  if (cursor.at < cursor.tokens.length) throw new Untranslatable('it goes on after its end')
  return condition
}

const peek = ({ tokens, at }: Cursor): Token | undefined => tokens[at]
const isMark = (token: Token | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text

function expectMark(cursor: Cursor, text: string): void {
  if (!isMark(peek(cursor), text)) throw new Untranslatable(`«${text}» is missing`)
  cursor.at += 1
}

function parseBoth(cursor: Cursor, lowest: number): Condition {
  cursor.depth += 1
  if (cursor.depth > deepest) throw new Untranslatable(`it is nested more than ${deepest} deep`)
  let left = parseOne(cursor)
  for (let token = peek(cursor); token?.kind === 'operator'; token = peek(cursor)) {
    const { operator } = token
    if (operator === 'not') break
    if (operator === 'empty' || operator === 'notempty') {
      cursor.at += 1
      left = { kind: operator, of: left }
      continue
    }
    if (binding[operator] < lowest) break
    cursor.at += 1
    left = { kind: 'both', operator, left, right: parseBoth(cursor, binding[operator] + 1) }
  }
  cursor.depth -= 1
  return left
}

// tighter than `and`, looser than a comparison: `not a = b` denies the comparison
const belowNot = 3
const belowNegate = 7

function parseOne(cursor: Cursor): Condition {
  const token = peek(cursor)
  if (token === undefined) throw new Untranslatable('it stops too early')
  cursor.at += 1
  if (token.kind === 'number') return { kind: 'literal', value: token.number }
  if (token.kind === 'name') return { kind: 'name', name: token.text.trim() }
  if (token.kind === 'text') return { kind: 'literal', value: wordValue(token.text) }
  if (token.kind === 'function') return { kind: 'call', name: token.text, args: parseList(cursor, '(', ')') }
  if (isMark(token, '[')) {
    cursor.at -= 1
    return { kind: 'list', items: parseList(cursor, '[', ']') }
  }
  if (isMark(token, '(')) {
    const inner = parseBoth(cursor, 1)
    expectMark(cursor, ')')
    return inner
  }
  if (token.kind === 'operator' && token.operator === 'not') return { kind: 'not', of: parseBoth(cursor, belowNot) }
  if (token.kind === 'operator' && token.operator === '-') return { kind: 'negate', of: parseBoth(cursor, belowNegate) }
  throw new Untranslatable('a value is missing')
}

const wordValue = (text: string): string | boolean => (text === 'true' ? true : text === 'false' ? false : text)

function parseList(cursor: Cursor, open: string, close: string): readonly Condition[] {
  expectMark(cursor, open)
  const items: Condition[] = []
  while (!isMark(peek(cursor), close)) {
    items.push(parseBoth(cursor, 1))
    if (!isMark(peek(cursor), ',')) break
    cursor.at += 1
  }
  expectMark(cursor, close)
  return items
}
