import { describe, expect, test } from 'vitest'
import { givenValue } from '#engine'
import { facts, philippineAnswers } from '../fixtures/responses/philippines.ts'
import { openNational } from '../support/definitions.ts'
import { fill, philippines } from '../support/scenario.ts'

const nat = await openNational()

describe('the fixture of the Philippines', () => {
  test('answers everything that stops a submission', () => {
    const { form } = fill(nat, philippines, philippineAnswers)
    expect(form.findings.filter((finding) => finding.severity === 'blocker')).toEqual([])
  })

  test.each(facts)('$key keeps how far it can be trusted', ({ key, certainty, mark }) => {
    const value = givenValue(philippineAnswers[key])
    expect(value).toBeDefined()
    // what is not verified says so in its own words
    if (certainty !== 'verified_secondary') expect(mark).toBeDefined()
    if (mark !== undefined) expect(JSON.stringify(philippineAnswers).toLowerCase()).toContain(mark)
    if (mark !== undefined && typeof value === 'string') expect(value.toLowerCase()).toContain(mark)
  })
})
