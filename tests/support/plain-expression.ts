/**
 * Expressions as other programs evaluate them: XPath 1.0 over texts, a blank answer being the empty text. Written
 * apart from the product's language, to tell whether a form means the same in both. Knows what the fixtures use.
 */
export type Plain = string | number | boolean | readonly string[]

export interface PlainScope {
  /** The answer of a question; several texts for one in a repeat. */
  answer(name: string): Plain
  /** A column of the choice at hand, in a choice filter. */
  column?(name: string): string
  readonly self?: Plain
  label(code: string, question: string): string
}

interface Cursor {
  readonly words: readonly string[]
  at: number
}

const word =
  /\s*(\$\{[^}]+\}|'[^']*'|"[^"]*"|[‘’'][^‘’']*[‘’']|[“”"][^“”"]*[“”"]|\d+\.?\d*|\.\d+|[A-Za-z_][\w-]*(?::[\w-]+)?|!=|<=|>=|[=<>+*(),.-])/y

type Meaning = (scope: PlainScope) => Plain

const known = new Map<string, Meaning>()

export function evaluatePlain(source: string, scope: PlainScope): Plain {
  const meaning = known.get(source) ?? parsed(source)
  known.set(source, meaning)
  return meaning(scope)
}

function parsed(source: string): Meaning {
  const text = source.replaceAll('&gt;', '>').replaceAll('&lt;', '<')
  const words: string[] = []
  word.lastIndex = 0
  while (word.lastIndex < text.trimEnd().length) {
    const found = word.exec(text)
    if (found?.[1] === undefined) throw new Error(`not read: ${source}`)
    words.push(found[1])
  }
  const cursor: Cursor = { words, at: 0 }
  const meaning = binary(cursor, 0)
  if (cursor.at < words.length) throw new Error(`stopped at ${words[cursor.at]} in ${source}`)
  return meaning
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
]

function binary(cursor: Cursor, level: number): Meaning {
  const operators = levels[level]
  if (operators === undefined) return unary(cursor)
  const first = binary(cursor, level + 1)
  const rest: { readonly operator: string; readonly meaning: Meaning }[] = []
  while (operators.includes(cursor.words[cursor.at] ?? '')) {
    const operator = cursor.words[cursor.at] ?? ''
    cursor.at += 1
    rest.push({ operator, meaning: binary(cursor, level + 1) })
  }
  return (scope) => rest.reduce((left, { operator, meaning }) => apply(operator, left, meaning(scope)), first(scope))
}

function apply(operator: string, left: Plain, right: Plain): Plain {
  if (operator === 'or') return truth(left) || truth(right)
  if (operator === 'and') return truth(left) && truth(right)
  if (operator === '=' || operator === '!=') return equality(operator, left, right)
  const [a, b] = [toNumber(left), toNumber(right)]
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  if (operator === '>') return a > b
  if (operator === '>=') return a >= b
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  return operator === 'div' ? a / b : a % b
}

function equality(operator: string, left: Plain, right: Plain): boolean {
  const same = operator === '='
  if (Array.isArray(left)) return left.some((one) => equality(operator, one, right))
  if (Array.isArray(right)) return right.some((one) => equality(operator, left, one))
  if (typeof left === 'boolean' || typeof right === 'boolean') return (truth(left) === truth(right)) === same
  if (typeof left === 'number' || typeof right === 'number') return (toNumber(left) === toNumber(right)) === same
  return (left === right) === same
}

export const truth = (value: Plain): boolean =>
  typeof value === 'number'
    ? value !== 0 && !Number.isNaN(value)
    : typeof value === 'boolean'
      ? value
      : value.length > 0

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

function toNumber(value: Plain): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = String(Array.isArray(value) ? (value[0] ?? '') : value)
  if (isDay(text)) return Date.parse(text) / 86_400_000
  return text.trim() === '' ? Number.NaN : Number(text)
}

const toText = (value: Plain): string =>
  Array.isArray(value) ? (value[0] ?? '') : typeof value === 'number' && Number.isNaN(value) ? '' : String(value)

function unary(cursor: Cursor): Meaning {
  const token = cursor.words[cursor.at] ?? ''
  cursor.at += 1
  if (token === '-') {
    const inner = unary(cursor)
    return (scope) => -toNumber(inner(scope))
  }
  if (token === '(') {
    const inner = binary(cursor, 0)
    cursor.at += 1
    return inner
  }
  if (token.startsWith('${')) return (scope) => scope.answer(token.slice(2, -1).trim())
  if (/^['"‘’“”]/.test(token)) return () => token.slice(1, -1)
  if (/^[\d]|^\.\d/.test(token)) return () => Number(token)
  if (token === '.') return (scope) => scope.self ?? ''
  if (cursor.words[cursor.at] !== '(') return (scope) => scope.column?.(token) ?? ''
  const args = argumentsOf(cursor)
  return (scope) =>
    callOf(
      token,
      args.map((one) => one(scope)),
      scope,
    )
}

function argumentsOf(cursor: Cursor): readonly Meaning[] {
  cursor.at += 1
  const args: Meaning[] = []
  while (cursor.words[cursor.at] !== ')') {
    args.push(binary(cursor, 0))
    if (cursor.words[cursor.at] === ',') cursor.at += 1
    if (cursor.at >= cursor.words.length) throw new Error('a call is never closed')
  }
  cursor.at += 1
  return args
}

const codes = (value: Plain): readonly string[] =>
  toText(value)
    .split(/\s+/)
    .filter((code) => code !== '')
const many = (args: readonly Plain[]): readonly number[] =>
  args.flatMap((one) => (Array.isArray(one) ? one : [one])).map(toNumber)
const today = '2026-11-22'

const functions: Readonly<Record<string, (args: readonly Plain[], scope: PlainScope) => Plain>> = {
  selected: ([set = '', code = '']) => codes(set).includes(toText(code)),
  'count-selected': ([set = '']) => codes(set).length,
  'selected-at': ([set = '', at = 0]) => codes(set)[toNumber(at)] ?? '',
  not: ([value = '']) => !truth(value),
  true: () => true,
  false: () => false,
  boolean: ([value = '']) => truth(value),
  if: ([condition = '', then = '', otherwise = '']) => (truth(condition) ? then : otherwise),
  coalesce: (args) => args.find((one) => toText(one) !== '') ?? '',
  number: ([value = '']) => toNumber(value),
  int: ([value = '']) => Math.trunc(toNumber(value)),
  round: ([value = '', places = 0]) => Math.round(toNumber(value) * 10 ** toNumber(places)) / 10 ** toNumber(places),
  sum: (args) => many(args).reduce((a, b) => a + b, 0),
  count: ([nodes = []]) => (Array.isArray(nodes) ? nodes.length : toText(nodes) === '' ? 0 : 1),
  'string-length': ([value = '']) => [...toText(value)].length,
  regex: ([value = '', pattern = '']) => new RegExp(`^(?:${toText(pattern)})$`, 'u').test(toText(value)),
  contains: ([value = '', part = '']) => toText(value).includes(toText(part)),
  'starts-with': ([value = '', part = '']) => toText(value).startsWith(toText(part)),
  today: () => today,
  date: ([value = '']) => toText(value),
  'format-date': ([value = '', format = '']) =>
    toText(value) === '' ? '' : toText(format).replace('%Y', toText(value).slice(0, 4)),
  'jr:choice-name': ([code = '', question = ''], scope) =>
    toText(code) === '' ? '' : scope.label(toText(code), toText(question).replace(/[${}]/g, '')),
}

function callOf(name: string, args: readonly Plain[], scope: PlainScope): Plain {
  const meaning = functions[name]
  if (meaning === undefined) throw new Error(`no function ${name} here`)
  return meaning(args, scope)
}
