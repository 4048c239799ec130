import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { type FixtureFiles, faultsOf, fixtures } from '../../support/definition-fixtures.ts'

const valid = fixtures('valid')

// biome-ignore lint/suspicious/noExplicitAny: any JSON may stand anywhere
type Plain = any

const oddKeys = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'item',
  'part',
  'groups',
  'items',
  'of',
  'keep',
  'variant_of',
  'with',
]
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    '',
    '.',
    '${A01}',
    '{p}',
    "')",
    Number.MAX_VALUE,
    -1,
    [],
    {},
    [[]],
    true,
    { toString: '' },
    { value: { toString: 1 } },
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.dictionary(fc.constantFrom(...oddKeys), fc.oneof(fc.constant('A01'), fc.constant([]), fc.integer())),
)

/** The data with what stands at one place, found by these steps, replaced. */
function withOdd(node: Plain, steps: readonly number[], value: unknown): Plain {
  const keys = typeof node === 'object' && node !== null ? Object.keys(node) : []
  const [step = 0, ...rest] = steps
  const key = keys[step % Math.max(1, keys.length)]
  if (key === undefined || steps.length === 0) return value
  const changed = withOdd(node[key], rest, value)
  if (Array.isArray(node)) return node.map((child, at) => (String(at) === key ? changed : child))
  return { ...node, [key]: changed }
}

test('whatever stands anywhere in a definition, it is told and never thrown', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.array(fc.nat(30), { maxLength: 9 }), odd, (which, file, steps, value) => {
      const files: FixtureFiles = valid[which % valid.length]?.files ?? {}
      const paths = Object.keys(files).filter((path) => path.endsWith('.yaml'))
      const path = paths[file % paths.length] ?? ''
      const broken = { ...files, [path]: stringify(withOdd(parse(files[path] ?? ''), steps, value) ?? '') }
      for (const fault of faultsOf(broken)) {
        expect(fault.message).not.toBe('')
        expect(fault.pointer).toMatch(/^(\/|$)/)
        expect(fault.place).toMatch(/^line \d+$/)
      }
    }),
    { numRuns: 600 },
  )
})
