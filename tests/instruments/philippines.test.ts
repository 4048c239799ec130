import { describe, expect, test } from 'vitest'
import { givenValue } from '#engine'
import { changesOfMind, facts, philippineAnswers } from '../fixtures/responses/philippines.ts'
import { openNational } from '../support/definitions.ts'
import { everyItem, fill, philippines } from '../support/scenario.ts'

const nat = await openNational()

const asked = (answers: typeof philippineAnswers): readonly string[] =>
  everyItem(fill(nat, philippines, answers).form)
    .filter(({ relevant }) => relevant)
    .map(({ key }) => key)

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

  test('answers only what is on the path', () => {
    const onPath = new Set(asked(philippineAnswers))
    expect(Object.keys(philippineAnswers).filter((key) => !onPath.has(key))).toEqual([])
  })

  test.each(Object.entries(changesOfMind))('changes the path where it changes its mind: %s', (_page, first) => {
    expect(asked({ ...philippineAnswers, ...first })).not.toEqual(asked(philippineAnswers))
  })

  test('enters drafts as drafts', () => {
    const status = ['r1', 'r2', 'r3'].map((row) => philippineAnswers[`C02_status/${row}`])
    expect(status).toEqual([{ value: 'draft' }, { value: 'draft' }, { missing: 'dont_know' }])
  })
})
