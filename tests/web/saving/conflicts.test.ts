import { describe, expect, test } from 'vitest'
import { answering, openQueue } from './fake-transport.ts'

const value = (text: string) => ({ value: text })

describe('when somebody else changed the answer', () => {
  const theirs = { item: 'A01', value: 'theirs', version: 5, by: 'Dara', at: '2026-11-22T04:00:00Z' }
  const conflict = (alternative: string) => answering({ status: 'conflict', version: 5, current: theirs, alternative })

  test('both are kept until a person chooses; what was typed meanwhile takes the place of mine', async () => {
    const { transport, queue } = openQueue()
    transport.will(conflict('id-1'), conflict('id-2'))
    queue.change('A01', value('mine'))
    queue.flush()
    queue.change('A01', value('mine, longer'))
    await transport.pass(60_000)
    expect(transport.batches.flat().map(({ id, after }) => [id, after])).toEqual([
      ['id-1', undefined],
      ['id-2', 'id-1'],
    ])
    expect(queue.report.conflicts).toEqual([
      { id: 'id-2', key: 'A01', mine: value('mine, longer'), theirs, version: 5 },
    ])
    // the server has it, so nothing is unsaved, and a person is needed
    expect(queue.report).toMatchObject({ state: 'attention', unsaved: new Map() })
  })

  test('mine is chosen, and later changes build on it', async () => {
    const { transport, queue, standing, told } = openQueue()
    transport.will(conflict('id-1'))
    queue.change('A01', value('mine'))
    await transport.pass(400)
    queue.chosen('id-1', { revision: 9, current: { ...theirs, value: 'mine', version: 6 } })
    expect(standing).toEqual([['A01', 'mine']])
    expect(queue.report).toMatchObject({ state: 'saved', conflicts: [], revision: 9 })
    expect(told).toContainEqual({ anew: true })
    queue.change('A01', value('later'))
    await transport.pass(400)
    expect(transport.batches[1]).toEqual([{ id: 'id-2', item: 'A01', base: 6, value: 'later' }])
  })

  test('a correction of mine that was not sent yet is part of the choice, and is not sent after it', async () => {
    const { transport, queue } = openQueue()
    transport.will(conflict('id-1'))
    queue.change('A01', value('mine'))
    await transport.pass(400)
    queue.change('A01', value('mine, corrected'))
    expect(queue.typedOn('id-1')).toMatchObject({ answer: value('mine, corrected') })
    queue.chosen('id-1', { revision: 9, current: { ...theirs, value: 'mine, corrected', version: 6 } })
    await transport.pass(60_000)
    expect(transport.batches).toHaveLength(1)
  })

  test('what was left to choose earlier is there when the response is opened', () => {
    const alternative = { id: 'alt', item: 'A01', value: 'mine', by: 'Sari', at: '2026-11-22T03:00:00Z' }
    const { queue } = openQueue({ A01: 5 }, { revision: 3, alternatives: [alternative], standing: () => theirs })
    expect(queue.report).toMatchObject({ state: 'attention', unsaved: new Map() })
    expect(queue.report.conflicts).toMatchObject([{ id: 'alt', key: 'A01', mine: value('mine'), theirs, version: 5 }])
  })

  test('two changes that go together stand together on the page', async () => {
    const { transport, queue, standing } = openQueue({ A01: 4 })
    transport.will(answering({ status: 'merged', version: 6, current: { ...theirs, value: ['a', 'b'], version: 6 } }))
    queue.change('A01', { value: ['a'] })
    await transport.pass(400)
    expect(standing).toEqual([['A01', ['a', 'b']]])
    queue.change('A01', { value: ['b'] })
    await transport.pass(400)
    expect(transport.batches[1]?.[0]).toEqual({ id: 'id-2', item: 'A01', base: 6, value: ['b'] })
  })

  test('typed on before that was known, the change names the one it was typed on', async () => {
    const { transport, queue, standing } = openQueue({ A01: 4 })
    transport.will(answering({ status: 'merged', version: 6, current: { ...theirs, value: ['a', 'b'], version: 6 } }))
    queue.change('A01', { value: ['a'] })
    queue.flush()
    queue.change('A01', { value: [] })
    await transport.pass(400)
    expect(standing).toEqual([])
    expect(transport.batches[1]?.[0]).toMatchObject({ id: 'id-2', after: 'id-1', value: [] })
  })

  test('other answers of the same request are saved', async () => {
    const { transport, queue } = openQueue()
    transport.will(conflict('id-1'))
    queue.change('A01', value('mine'))
    queue.change('A02', value('free'))
    await transport.pass(400)
    expect(queue.report).toMatchObject({ unsaved: new Map(), conflicts: [{ key: 'A01' }] })
  })
})
