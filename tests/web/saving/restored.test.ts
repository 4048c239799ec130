import { expect, test } from 'vitest'
import type { StoredAnswer } from '#contract'
import type { Sent } from '../../../web/respond/saving/change.ts'
import { answering, failing, openQueue, settle } from './fake-transport.ts'

const value = (text: string) => ({ value: text })
const lost = (id: string, text: string, was: number): Sent => ({
  id,
  key: 'A01',
  answer: value(text),
  base: was - 1,
  instrument: 'i',
  was,
})
const stands = (text: string, version: number) => {
  const answer: StoredAnswer = { item: 'A01', version, value: text, by: 'Budi', at: '2026-11-22T08:00:00.000Z' }
  return { versions: { A01: version }, ground: { standing: () => answer } }
}

test('what a restored server lost goes before what was typed on it since, which stays the last word', async () => {
  const { transport, queue, typed } = openQueue({ A01: 2 })
  transport.hold()
  queue.change('A01', value('three'))
  queue.flush()
  await settle()
  transport.will(failing('unreachable'))
  queue.offer([lost('one', 'one', 1), lost('two', 'two', 2)])
  await transport.release()
  await transport.pass(60_000)
  expect(transport.batches.at(-1)?.map(({ id, was, after }) => [id, was, after])).toEqual([
    ['one', 1, undefined],
    ['two', 2, undefined],
  ])
  expect(typed).toEqual([])
  queue.change('A01', value('four'))
  await transport.pass(400)
  expect(transport.batches.at(-1)).toMatchObject([{ value: 'four', base: 3 }])
})

test('what a restored server lost is shown again, and only its last words', async () => {
  const { transport, queue, typed, standing } = openQueue()
  queue.offer([lost('one', 'one', 1), lost('two', 'two', 2)])
  await settle()
  expect(typed).toEqual([['A01', 'two']])
  expect(transport.batches[0]?.map(({ id }) => id)).toEqual(['one', 'two'])
  expect([standing, queue.report.state]).toEqual([[], 'saved'])
})

test('what was lost and is history by now is sent, and what stands stays on the page', async () => {
  const { versions, ground } = stands('five', 5)
  const { transport, queue, typed } = openQueue(versions, ground)
  transport.will(answering({ version: 4 }))
  queue.offer([lost('four', 'four', 4)])
  await settle()
  expect(typed).toEqual([])
  queue.change('A01', value('six'))
  await transport.pass(400)
  expect(transport.batches.at(-1)).toMatchObject([{ value: 'six', base: 5 }])
})

test('a page that is gone sends what it has once, and no more', async () => {
  const { transport, queue } = openQueue()
  transport.will(failing('unreachable'))
  queue.change('A01', value('a'))
  queue.close()
  await settle()
  await transport.pass(600_000)
  expect(transport.batches).toHaveLength(1)
})
