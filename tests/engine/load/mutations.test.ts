import { describe, expect, test } from 'vitest'
import { ruleNames } from '#engine/load'
import { faultsOf, fixtures } from '../../support/definition-fixtures.ts'
import { broken, draftOf, mutations } from '../../support/definition-mutations.ts'

const valid = fixtures('valid').filter((fixture) => draftOf(fixture) !== undefined)

/** What only fixtures show: it needs a second language, another instrument, or names of a special kind. */
const onlyFixtures = ['untranslated', 'unknown-variant-code', 'nested-roster', 'duplicate-variable']

describe('a right definition, broken in one way', () => {
  test.each(mutations.map((mutation) => [mutation.rule, mutation.what, mutation] as const))(
    'gives %s, and nothing else: %s',
    (rule, _what, mutation) => {
      let tried = 0
      for (const fixture of valid) {
        const draft = draftOf(fixture)
        const slip = draft === undefined ? undefined : mutation.make(draft)
        if (draft === undefined || slip === undefined) continue
        tried += 1
        const found = faultsOf(broken(draft, slip)).map(({ rule, file, pointer }) => ({ rule, file, pointer }))
        expect({ fixture: fixture.name, found }).toEqual({
          fixture: fixture.name,
          found: [{ rule, file: slip.file, pointer: slip.pointer }],
        })
      }
      expect(tried).toBeGreaterThan(0)
    },
  )

  test('every rule is broken by some slip, or shown by fixtures alone', () => {
    const broken = new Set<string>([...mutations.map((mutation) => mutation.rule), ...onlyFixtures])
    expect(ruleNames.filter((rule) => !broken.has(rule))).toEqual([])
  })
})
