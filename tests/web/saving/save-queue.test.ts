import { describe, expect, test } from 'vitest'
import { answering, type FakeTransport, failing, openQueue, settle } from './fake-transport.ts'

const value = (text: string) => ({ value: text })

/** How long it waited before each repetition: neither the pauses of typing nor the one after which a line is slow. */
const pauses = ({ delays }: FakeTransport) => delays.filter((delay) => ![400, 2_000, 3_000].includes(delay))

describe('when changes are sent', () => {
  test('typing is sent once, after a pause, with the last words', async () => {
    const { transport, queue } = openQueue()
    for (const text of ['I', 'In', 'Indonesia']) queue.change('S01', value(text))
    await transport.pass(399)
    expect(transport.batches).toEqual([])
    await transport.pass(1)
    expect(transport.batches).toEqual([[{ id: 'id-3', item: 'S01', base: 0, value: 'Indonesia' }]])
  })

  test('typing without a pause is sent every two seconds', async () => {
    const { transport, queue } = openQueue()
    for (let at = 0; at < 10; at += 1) {
      queue.change('S01', value(`${at}`))
      await transport.pass(300)
    }
    expect(transport.batches.map((batch) => batch[0]?.value)).toEqual(['6'])
  })

  test('answers are sent in the order in which they were given, at most 50 together', async () => {
    const { transport, queue } = openQueue()
    for (let at = 0; at < 60; at += 1) queue.change(`Q${at}`, value('x'))
    await transport.pass(400)
    expect(transport.batches.map((batch) => batch.length)).toEqual([50, 10])
    expect(transport.batches.flat().map((mutation) => mutation.item)).toEqual(
      Array.from({ length: 60 }, (_, at) => `Q${at}`),
    )
  })

  test('a request stays small enough for a browser to finish it after the page is gone', async () => {
    const { transport, queue } = openQueue()
    for (let at = 0; at < 6; at += 1) queue.change(`Q${at}`, value('x'.repeat(20_000)))
    // three bytes a letter
    for (let at = 0; at < 4; at += 1) queue.change(`K${at}`, value('ក'.repeat(8_000)))
    await transport.pass(400)
    expect(transport.batches.map((batch) => batch.length)).toEqual([2, 2, 2, 2, 2])
  })

  test('one request at a time: the next waits for the answer to the first', async () => {
    const { transport, queue } = openQueue()
    transport.hold()
    queue.change('A01', value('a'))
    queue.flush()
    await settle()
    queue.change('A02', value('b'))
    queue.flush()
    await settle()
    expect(transport.batches).toHaveLength(1)
    await transport.release()
    expect(transport.batches[1]?.map((mutation) => mutation.item)).toEqual(['A02'])
  })

  test('missing reasons, cleared answers and roster rows are sent as what they are', async () => {
    const { transport, queue } = openQueue({ A02: 4 })
    queue.change('A01', { missing: 'dont_know' })
    queue.change('A02', undefined)
    queue.change('C02_title/r1', value('Act'))
    queue.flush()
    await settle()
    expect(transport.batches[0]).toEqual([
      { id: 'id-1', item: 'A01', base: 0, missing: 'dont_know' },
      { id: 'id-2', item: 'A02', base: 4, cleared: true },
      { id: 'id-3', item: 'C02_title', row: 'r1', base: 0, value: 'Act' },
    ])
  })
})

describe('what is said', () => {
  test('“saved” only after the server has said so', async () => {
    const { transport, queue, states } = openQueue()
    transport.hold()
    queue.change('A01', value('a'))
    queue.flush()
    expect(queue.report).toMatchObject({ state: 'saving', unsaved: new Map([['A01', value('a')]]) })
    await transport.release()
    expect(queue.report).toMatchObject({ state: 'saved', unsaved: new Map(), revision: 1 })
    expect(states()).toEqual(['saving', 'saved'])
  })

  test('an answer based on a version gets the next one', async () => {
    const { transport, queue } = openQueue({ A01: 7 })
    for (const text of ['a', 'b']) {
      queue.change('A01', value(text))
      await transport.pass(400)
    }
    expect(transport.batches.map((batch) => batch[0]?.base)).toEqual([7, 8])
  })
})

describe('when the line is bad', () => {
  test.each(['unreachable', 'temporarily-unavailable', 'too-many-requests', 'unexpected'])(
    '%s: the same mutations are sent again under the same ids until they arrive',
    async (name) => {
      const { transport, queue, states } = openQueue()
      transport.will(failing(name), failing(name))
      queue.change('A01', value('a'))
      await transport.pass(60_000)
      expect(transport.batches).toHaveLength(3)
      expect(new Set(transport.batches.map((batch) => JSON.stringify(batch))).size).toBe(1)
      expect(states()).toEqual(['saving', 'unkept', 'saved'])
    },
  )

  test('a newer answer waits behind the one whose fate is unknown, and builds on it', async () => {
    const { transport, queue } = openQueue()
    transport.will(failing('unreachable'), answering({ status: 'replayed', version: 1 }, { version: 2 }))
    queue.change('A01', value('first'))
    queue.flush()
    await settle()
    queue.change('A01', value('second'))
    await transport.pass(60_000)
    const first = { id: 'id-1', item: 'A01', base: 0, value: 'first' }
    const second = { id: 'id-2', item: 'A01', base: 0, after: 'id-1', value: 'second' }
    expect(transport.batches).toEqual([[first], [first, second]])
    expect(queue.report.state).toBe('saved')
  })

  test('pauses grow to half a minute and are drawn by lot', async () => {
    const { transport, queue } = openQueue()
    transport.will(...Array.from({ length: 8 }, () => failing('unreachable')))
    queue.change('A01', value('a'))
    await transport.pass(300_000)
    expect(pauses(transport)).toEqual([1_200, 2_200, 4_200, 8_200, 16_200, 30_200, 30_200, 30_200])
    transport.chance = 0
    transport.delays.length = 0
    transport.will(failing('unreachable'))
    queue.change('A01', value('b'))
    await transport.pass(5_000)
    expect(pauses(transport)).toEqual([200])
  })

  test('back online, nothing waits for the pause to end', async () => {
    const { transport, queue } = openQueue()
    transport.will(failing('unreachable'))
    queue.change('A01', value('a'))
    await transport.pass(400)
    queue.resume()
    await settle()
    expect(queue.report.state).toBe('saved')
  })

  test('leaving the page sends what is under way and what waits, each built on the one before', async () => {
    const { transport, queue } = openQueue({ A01: 3 })
    transport.hold()
    queue.change('A01', value('first'))
    queue.flush()
    await settle()
    queue.change('A01', value('second'))
    queue.change('A02', value('other'))
    queue.leave()
    expect(transport.batches[1]).toEqual([
      { id: 'id-1', item: 'A01', base: 3, value: 'first' },
      { id: 'id-2', item: 'A01', base: 3, after: 'id-1', value: 'second' },
      { id: 'id-3', item: 'A02', base: 0, value: 'other' },
    ])
    await transport.release()
    expect(queue.report).toMatchObject({ state: 'saved', unsaved: new Map() })
  })
})

describe('when the server refuses', () => {
  test.each(['invalid', 'forbidden'] as const)(
    'one answer as %s, it stays on the page and the others are saved',
    async (status) => {
      const { transport, queue } = openQueue({ A01: 2 })
      const errors = [{ pointer: '/mutations/0/value', code: 'x', message: 'too long' }]
      transport.will(answering({ status, version: 2, errors }))
      queue.change('A01', value('x'))
      queue.change('A02', value('y'))
      await transport.pass(400)
      expect(queue.report).toMatchObject({
        state: 'attention',
        unsaved: new Map([['A01', value('x')]]),
        refused: new Map([['A01', 'too long']]),
      })
      queue.change('A01', value('shorter'))
      await transport.pass(400)
      expect(transport.batches[1]).toEqual([{ id: 'id-3', item: 'A01', base: 2, value: 'shorter' }])
      expect(queue.report.state).toBe('saved')
    },
  )

  test('all answers as typed on a version that never was: they are kept, and nothing is sent until somebody looks', async () => {
    const { transport, queue } = openQueue()
    transport.will(answering({ status: 'stale-instrument', version: 0 }))
    queue.change('A01', value('x'))
    await transport.pass(60_000)
    expect(transport.batches).toHaveLength(1)
    expect(queue.report).toMatchObject({
      state: 'attention',
      problem: 'stale-instrument',
      unsaved: new Map([['A01', value('x')]]),
    })
  })

  test('only the answer it points at is set aside', async () => {
    const { transport, queue } = openQueue()
    transport.will(failing('invalid-request', [{ pointer: '/mutations/1/value', code: 'x', message: 'too long' }]))
    for (const item of ['A01', 'A02', 'A03']) queue.change(item, value('x'))
    await transport.pass(400)
    expect(transport.batches[1]?.map((mutation) => mutation.item)).toEqual(['A01', 'A03'])
    expect(queue.report).toMatchObject({ state: 'attention', unsaved: new Map([['A02', value('x')]]) })
    expect(queue.report.refused).toEqual(new Map([['A02', 'too long']]))
    queue.change('A02', value('y'))
    await transport.pass(400)
    expect(queue.report).toMatchObject({ state: 'saved', refused: new Map() })
  })

  test('where it points at nothing, the answers go one by one and the bad one is found', async () => {
    const { transport, queue } = openQueue()
    transport.will(failing('too-large'), answering({}), failing('too-large'))
    for (const item of ['A01', 'A02', 'A03']) queue.change(item, value('x'))
    await transport.pass(400)
    expect(transport.batches.map((batch) => batch.length)).toEqual([3, 1, 1, 1])
    expect(Array.from(queue.report.refused.keys())).toEqual(['A02'])
  })

  test.each(['not-signed-in', 'response-locked', 'stale-instrument', 'not-allowed'])(
    '%s: nothing is sent, nothing is lost, until a person has dealt with it',
    async (name) => {
      const { transport, queue } = openQueue()
      transport.will(failing(name))
      queue.change('A01', value('a'))
      await transport.pass(60_000)
      queue.change('A02', value('b'))
      await transport.pass(60_000)
      expect(transport.batches).toHaveLength(1)
      expect(queue.report).toMatchObject({
        state: 'attention',
        problem: name,
        unsaved: new Map([
          ['A01', value('a')],
          ['A02', value('b')],
        ]),
      })
      queue.resume()
      await settle()
      expect(
        transport.batches
          .slice(1)
          .flat()
          .map((mutation) => mutation.id),
      ).toEqual(['id-1', 'id-2'])
      expect(queue.report.state).toBe('saved')
    },
  )
})
