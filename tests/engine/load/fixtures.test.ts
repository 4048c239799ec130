import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ruleNames } from '#engine/load'
import { expectedIn, faultsOf, fixtureRules, fixtures, told } from '../../support/definition-fixtures.ts'

const readme = join(import.meta.dirname, '..', '..', '..', 'instruments', 'README.md')
const valid = fixtures('valid')
const invalid = fixtures('invalid')

describe('rules of the definition language', () => {
  test('every rule has its folder of fixtures, and every folder its rule', () => {
    expect(fixtureRules()).toEqual(ruleNames.toSorted())
  })

  test('every rule has a definition that keeps it and one that breaks it', () => {
    const kept = new Set(valid.map((fixture) => fixture.rule))
    const broken = new Set(invalid.flatMap((fixture) => expectedIn(fixture).map((fault) => fault.rule)))
    expect(ruleNames.filter((rule) => !kept.has(rule) || !broken.has(rule))).toEqual([])
  })

  test('the list of rules for authors names each of them once', () => {
    const listed = Array.from(readFileSync(readme, 'utf8').matchAll(/^\| `([a-z-]+)` +\| /gm), ([, rule]) => rule ?? '')
    const names = ruleNames as readonly string[]
    expect(listed.filter((name) => names.includes(name))).toEqual(ruleNames)
  })

  test('there are at least sixty definitions of one feature each', () => {
    expect(valid.length).toBeGreaterThanOrEqual(60)
  })

  test.each(valid.map((fixture) => [fixture.name, fixture] as const))('%s has no fault', (_name, { files }) => {
    expect(faultsOf(files)).toEqual([])
  })

  test.each(invalid.map((fixture) => [fixture.name, fixture] as const))(
    '%s has exactly its fault',
    (_name, fixture) => {
      expect(expectedIn(fixture)).not.toEqual([])
      expect(faultsOf(fixture.files).map(told)).toEqual(expectedIn(fixture))
    },
  )
})
