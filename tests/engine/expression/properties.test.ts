import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkExpression,
  type Expression,
  englishPhrases,
  evaluateExpression,
  expressionFunctions,
  expressionInWords,
  type Lookup,
  type Operator,
  parseExpression,
  phrasesFrom,
  printExpression,
  referencesOf,
  truthy,
  type Value,
  type ValueType,
} from '../../../instruments/engine/expression/index.ts'

const span = { from: 0, to: 0 }
const items = ['A', 'B10', 'C02_title', 'x-y', 'z.1']
const item = fc.constantFrom(...items)
const name = fc.constantFrom('name', 'channel', 'and', 'div', 'a-b', 'jr:x')
// no text of the language holds both kinds of quote
const literalText = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => text.replace(/['‘’]/g, '')),
  fc.constantFrom('', 'pilot', 'pilot none', '2017-10', '12', '(a+)+', '[0-9]+', '%Y', 'it’s', '${A}'),
)
const literalNumber = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 1e-7, 5e-324, 1.5e300),
)
const binary: readonly Operator[] = ['=', '!=', '<', '<=', '>', '>=', '-', 'div', 'mod']
const chained: readonly Operator[] = ['or', 'and', '+', '*']

const { tree } = fc.letrec<{ tree: Expression; node: Expression }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'tree' },
    fc
      .oneof(literalText, literalNumber)
      .map((value): Expression => ({ kind: 'literal', value: Object.is(value, -0) ? 0 : value, ...span })),
    item.map((one): Expression => ({ kind: 'reference', item: one, ...span })),
    fc.constant<Expression>({ kind: 'self', ...span }),
    name.map((one): Expression => ({ kind: 'attribute', name: one, ...span })),
    tie('node'),
  ),
  node: fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...expressionFunctions.map((one) => one.name), 'pulldata'),
        fc.array(tie('tree'), { maxLength: 4 }),
      )
      .map(([called, args]): Expression => ({ kind: 'call', name: called, args, ...span })),
    fc
      .tuple(fc.constantFrom(...binary), tie('tree'), tie('tree'))
      .map(([operator, ...args]): Expression => ({ kind: 'operation', operator, args, ...span })),
    fc
      .tuple(fc.constantFrom(...chained), fc.array(tie('tree'), { minLength: 2, maxLength: 4 }))
      .map(([operator, args]): Expression => ({ kind: 'operation', operator, args, ...span })),
    tie('tree').map((argument): Expression => ({ kind: 'operation', operator: 'negate', args: [argument], ...span })),
  ),
}))

const code = fc.oneof(fc.constantFrom('pilot', 'none', '12', 'constructor', '__proto__'), fc.string())
const cell = fc.oneof(fc.array(code, { maxLength: 3 }), fc.double())
const flat: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(undefined),
  fc.oneof(code, fc.string()).map((text): Value => ({ type: 'text', text })),
  fc.double().map((number): Value => ({ type: 'number', number })),
  fc.boolean().map((boolean): Value => ({ type: 'boolean', boolean })),
  fc
    .oneof(fc.constantFrom('2017', '2017-10', '2017-10-05', '0000-02-29'), fc.string())
    .map((date): Value => ({ type: 'date', date })),
  fc.array(code).map((codes): Value => ({ type: 'set', codes })),
  fc.dictionary(code, fc.dictionary(code, cell)).map((rows): Value => ({ type: 'grid', rows })),
)
const value: fc.Arbitrary<Value> = fc.oneof(
  flat,
  fc.array(flat, { maxLength: 4 }).map((values): Value => ({ type: 'list', values })),
)
const lookup: fc.Arbitrary<Lookup> = fc
  .record({
    values: fc.array(value, { minLength: 5, maxLength: 5 }),
    self: value,
    other: value,
    today: fc.constantFrom('2026-11-22', 'never'),
  })
  .map(
    ({ values, self, other, today }): Lookup => ({
      reference: (one) => values[items.indexOf(one)],
      self,
      attribute: () => other,
      unit: () => other,
      wave: () => other,
      choiceName: (one) => (one === 'pilot' ? 'Pilot' : undefined),
      codes: (list) => (list === 'pilot' ? [{ code: 'pilot', none: 1 }] : []),
      today,
    }),
  )

/** The same tree, wherever it stood. */
function placeless(expression: Expression): Expression {
  if (expression.kind !== 'call' && expression.kind !== 'operation') return { ...expression, ...span }
  return { ...expression, args: expression.args.map(placeless), ...span }
}

const many = { numRuns: 1_000 }

describe('evaluation', () => {
  test('never throws, and yields a value that is one', () => {
    fc.assert(
      fc.property(tree, lookup, (expression, known) => {
        const result = evaluateExpression(expression, known)
        expect([undefined, 'text', 'number', 'boolean', 'date', 'set', 'grid', 'list']).toContain(result?.type)
        expect(typeof truthy(result)).toBe('boolean')
      }),
      many,
    )
  })

  test('gives the same value twice', () => {
    fc.assert(
      fc.property(tree, lookup, (expression, known) => {
        expect(evaluateExpression(expression, known)).toEqual(evaluateExpression(expression, known))
      }),
      many,
    )
  })

  test('computes no number that is not finite', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Operator>('+', '-', '*', 'div', 'mod'),
        tree,
        tree,
        lookup,
        (operator, left, right, known) => {
          const result = evaluateExpression({ kind: 'operation', operator, args: [left, right], ...span }, known)
          if (result?.type === 'number') expect(Number.isFinite(result.number)).toBe(true)
        },
      ),
      many,
    )
  })

  test('looks at nothing but its references', () => {
    fc.assert(
      fc.property(tree, lookup, (expression, known) => {
        const allowed = referencesOf(expression)
        const watched: Lookup = {
          ...known,
          reference(one) {
            expect(allowed).toContain(one)
            return known.reference(one)
          },
        }
        evaluateExpression(expression, watched)
        expect(new Set(allowed).size).toBe(allowed.length)
      }),
      many,
    )
  })

  test('does not fall off the stack, however a tree was made', () => {
    let deep: Expression = { kind: 'literal', value: 1, ...span }
    for (let depth = 0; depth < 100_000; depth += 1)
      deep = { kind: 'operation', operator: 'negate', args: [deep], ...span }
    expect(evaluateExpression(deep, fc.sample(lookup, { numRuns: 1, seed: 1 })[0] as Lookup)).toBeUndefined()
  })
})

describe('reading and printing', () => {
  test('any string parses or is refused at a place inside it', () => {
    const pieces = fc
      .array(
        fc.constantFrom(
          '${A}',
          '(',
          ')',
          ',',
          '.',
          "'",
          '"',
          '‘',
          'and',
          ' or',
          'div',
          '-',
          '*',
          '<',
          '=',
          '!',
          'if(',
          'selected(',
          '1',
          '1.5',
          ' ',
          '$',
          '{',
          'x',
        ),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), pieces), (source) => {
        const result = parseExpression(source)
        if (result.ok) return
        expect(result.fault.at).toBeGreaterThanOrEqual(0)
        expect(result.fault.at).toBeLessThanOrEqual(source.length)
        expect(result.fault.message).not.toBe('')
      }),
      { numRuns: 5_000 },
    )
  })

  test('a printed tree parses to the same tree', () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const printed = printExpression(expression)
        const result = parseExpression(printed)
        expect(result.ok ? placeless(result.expression) : result.fault).toEqual(expression)
      }),
      many,
    )
  })
})

describe('checking and wording', () => {
  const types: readonly (ValueType | undefined)[] = ['text', 'set', 'grid', 'date', undefined]

  test('check any tree without throwing, each fault inside the source', () => {
    fc.assert(
      fc.property(tree, (expression) => {
        const source = printExpression(expression)
        const result = parseExpression(source)
        if (!result.ok) throw new Error(result.fault.message)
        const faults = checkExpression(result.expression, {
          typeOf: (one) => types[items.indexOf(one)],
          hasCode: (_item, one) => one === 'pilot',
        })
        for (const { from, to } of faults) expect(0 <= from && from < to && to <= source.length).toBe(true)
      }),
      many,
    )
  })

  test('say any tree without throwing', () => {
    const wording = { label: (one: string) => one, choiceName: () => undefined, phrase: phrasesFrom(englishPhrases) }
    fc.assert(
      fc.property(tree, (expression) => {
        expect(typeof expressionInWords(expression, wording)).toBe('string')
      }),
      many,
    )
  })
})

test('a text of both quotes, which no source can write, prints as its pieces joined', () => {
  const both: Expression = { kind: 'literal', value: `a'b"c’`, ...span }
  const result = parseExpression(printExpression(both))
  expect(
    result.ok && evaluateExpression(result.expression, fc.sample(lookup, { numRuns: 1, seed: 1 })[0] as Lookup),
  ).toEqual({ type: 'text', text: `a'b"c’` })
})
