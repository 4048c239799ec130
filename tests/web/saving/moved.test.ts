import { describe, expect, test } from 'vitest'
import type { Mutation } from '#contract'
import { openQueue } from './fake-transport.ts'

const value = (text: string) => ({ value: text })

describe('when the questionnaire was replaced by another version meanwhile', () => {
  const moved = (status: 'saved' | 'set-aside', version: number) => (mutations: readonly Mutation[]) => ({
    ok: true as const,
    revision: 9,
    epoch: 'e',
    results: mutations.map(({ id }) => ({ id, status, version })),
    instrument: 'f'.repeat(64),
  })

  test('the report says so, and what was typed is done with: the server keeps it', async () => {
    const { transport, queue } = openQueue()
    transport.will(moved('set-aside', 0))
    queue.change('A04', value('typed on a train'))
    await transport.pass(400)
    expect(queue.report).toMatchObject({ state: 'saved', unsaved: new Map(), moved: true })
  })

  test('what is typed on the old form is still sent, built on what was saved', async () => {
    const { transport, queue } = openQueue({ A01: 3 })
    transport.will(moved('saved', 4), moved('saved', 5))
    queue.change('A01', value('first'))
    await transport.pass(400)
    queue.change('A01', value('second'))
    expect(queue.report).toMatchObject({ unsaved: new Map([['A01', value('second')]]), moved: true })
    await transport.pass(400)
    expect(transport.batches.map((batch) => batch[0]?.base)).toEqual([3, 4])
    expect(queue.report).toMatchObject({ state: 'saved', unsaved: new Map() })
  })

  test('nothing else says so', async () => {
    const { transport, queue } = openQueue()
    queue.change('A01', value('a'))
    await transport.pass(400)
    expect(queue.report.moved).toBe(false)
  })
})
