import { expect, test } from 'vitest'
import { endpoints } from '#contract'
import { cases } from '../server/rights/cases/index.ts'
import { cast } from '../server/rights/cast.ts'
import { phases } from '../server/rights/world.ts'

const named = new Set(cases.map(({ endpoint }) => endpoint))

test('every endpoint has a row in the matrix of who may do what', () => {
  const without = Object.keys(endpoints).filter((name) => !named.has(name))
  expect(
    without,
    'Add a row for each to a file in tests/server/rights/cases: the endpoint, a valid request, and by phase who gets what.',
  ).toEqual([])
})

test('every row is of an endpoint there is', () => {
  expect([...named].filter((name) => !(name in endpoints))).toEqual([])
})

test('every row says for each phase what somebody gets', () => {
  for (const { endpoint, expected } of cases) {
    expect([endpoint, Object.keys(expected)]).toEqual([endpoint, [...phases]])
    const people = phases.flatMap((phase) => Object.keys(expected[phase]))
    expect([endpoint, people.length > 0]).toEqual([endpoint, true])
    expect(people.filter((person) => !(cast as readonly string[]).includes(person))).toEqual([])
  }
})
