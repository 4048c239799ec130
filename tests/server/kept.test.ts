import { expect, test } from 'vitest'
import { keptFor } from '../../server/features/findings/kept.ts'

const counted = (most: number) => {
  const made: string[] = []
  const kept = keptFor<string>(most)
  const ask = (key: string) =>
    kept(key, async () => {
      made.push(key)
      return `result ${key}`
    })
  return { made, kept, ask }
}

test('what was made is made once, also for two who ask at once', async () => {
  const { made, ask } = counted(2)
  expect(await Promise.all([ask('a'), ask('a')])).toEqual(['result a', 'result a'])
  await ask('a')
  expect(made).toEqual(['a'])
})

test('the one asked for longest ago is forgotten', async () => {
  const { made, ask } = counted(2)
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key)
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})

test('work that fails is not kept', async () => {
  const { kept, ask } = counted(2)
  await expect(kept('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await ask('a')).toBe('result a')
})
