import { expect, test } from 'vitest'
import { files, read } from './files.ts'

const deep = /\$state(?:<[^>]*>)?\(\s*(?:[{[]|new |structuredClone)/

test('a state that holds an object is declared with $state.raw: the built pages do not watch its inside', () => {
  const sources = files.filter((file) => /^web\/.*\.svelte(\.ts)?$/.test(file))
  expect(sources.length).toBeGreaterThan(100)
  expect(sources.filter((file) => deep.test(read(file)))).toEqual([])
})
