import { describe, expect, test } from 'vitest'
import type { StoredAnswer } from '#contract'
import { type Answer, openInstrument } from '#engine'
import { versionKey } from '../../server/features/responses/changes.ts'
import { type Incoming, keyOf } from '../../server/features/responses/mutation.ts'
import { type PlanGround, planChanges } from '../../server/features/responses/mutation-plan.ts'
import { smallInstrument } from '../fixtures/instruments/small.ts'
import { hashOf } from '../support/instrument.ts'

// Changes that were confirmed, lost in a restore, and are sent again.
const instrument = openInstrument(smallInstrument, hashOf(smallInstrument))
const said = { by: 'Sari', at: '2026-11-22T00:00:00.000Z' }

const change = (value: string, base: number, was?: number): Incoming => ({
  id: crypto.randomUUID(),
  item: 'A04',
  base,
  value,
  ...(was !== undefined && { was }),
})
const standing = (value: string, version: number): StoredAnswer => ({ item: 'A04', value, version, ...said })

interface History {
  readonly answers?: readonly StoredAnswer[]
  readonly earlier?: Readonly<Record<number, string>>
  readonly strict?: boolean
}

const plan = (changes: readonly Incoming[], { answers = [], earlier = {}, strict = false }: History = {}) => {
  const versions = Object.entries(earlier).map(([version, value]): [string, Answer] => [
    versionKey(keyOf({ item: 'A04' }), Number(version)),
    { value },
  ])
  const ground: PlanGround = { instrument, answers, applied: [], earlier: new Map(versions), strict }
  const { results, events, alternatives } = planChanges(changes, ground, said)
  return {
    results: results.map(({ status, version }) => `${status} ${version}`),
    events: events.map(({ value, version, stands }) => `${version} ${value}${stands ? ' stands' : ''}`),
    alternatives: alternatives.map(({ value }) => value),
  }
}

describe('a change made on a version that was lost', () => {
  test('is saved as the version after it, and the next fits on it', () => {
    expect(plan([change('three', 2), change('four', 3)], { answers: [standing('one', 1)] })).toEqual({
      results: ['saved 3', 'saved 4'],
      events: ['3 three', '4 four stands'],
      alternatives: [],
    })
  })

  test('is saved where nothing stands any more', () => {
    expect(plan([change('five', 4)]).events).toEqual(['5 five stands'])
  })

  test('leaves no gap that no number of changes would have made', () => {
    expect(plan([change('far', 10_002)], { answers: [standing('one', 1)] })).toEqual({
      results: ['conflict 1'],
      events: [],
      alternatives: ['far'],
    })
  })

  test('is refused where the answer that was seen must be the one that stands', () => {
    expect(plan([change('three', 2)], { answers: [standing('one', 1)], strict: true }).results).toEqual(['conflict 1'])
  })
})

describe('a change that says which version it was confirmed as', () => {
  test('goes into the history, where what stands was built on it', () => {
    expect(plan([change('two', 1, 2)], { answers: [standing('three', 3)], earlier: { 1: 'one' } })).toEqual({
      results: ['saved 2'],
      events: ['2 two'],
      alternatives: [],
    })
  })

  test('conflicts, where somebody else has taken that version since', () => {
    expect(
      plan([change('two', 1, 2)], { answers: [standing('three', 3)], earlier: { 1: 'one', 2: 'another' } }),
    ).toEqual({ results: ['conflict 3'], events: [], alternatives: ['two'] })
  })

  test('conflicts as any other, where it would be the one that stands', () => {
    expect(plan([change('one', 0, 1)], { answers: [standing('another', 1)] }).results).toEqual(['conflict 1'])
  })

  test('of two authors who took turns comes to the same, whoever sends first', () => {
    const sari = [change('one', 0, 1), change('three', 2, 3)]
    const budi = [change('two', 1, 2), change('four', 3, 4)]
    for (const order of [
      [...sari, ...budi],
      [...budi, ...sari],
    ]) {
      const { events, alternatives } = plan(order)
      expect(events.sort()).toEqual(['1 one', '2 two', '3 three', '4 four stands'])
      expect(alternatives).toEqual([])
    }
  })
})

test('a change made on an older version and never confirmed conflicts, as it always did', () => {
  const history = { answers: [standing('three', 3)], earlier: { 1: 'one' } }
  expect(plan([change('two', 1)], history)).toMatchObject({ results: ['conflict 3'], alternatives: ['two'] })
})
