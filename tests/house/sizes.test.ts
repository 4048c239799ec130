import { expect, test } from 'vitest'
import { codeFiles, files, read } from './files.ts'

const lines = (file: string): number => read(file).split('\n').length - 1

test('no file of code is longer than 300 lines', () => {
  const long = codeFiles.filter((file) => lines(file) > 300).map((file) => `${file}: ${lines(file)}`)
  expect(long).toEqual([])
})

test('half of the files are no longer than 120 lines', () => {
  const sizes = codeFiles.map(lines).sort((a, b) => a - b)
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(120)
})

test('file names explain themselves', () => {
  const vague = codeFiles.filter(
    (file) => /(^|\/)(utils?|helpers?|common|misc|shared)(\.|\/)/.test(file) && !file.startsWith('web/text/'),
  )
  expect(vague).toEqual([])
  const shapeless = codeFiles.filter((file) => {
    const name = file.split('/').pop() ?? ''
    return !(file.endsWith('.svelte') ? /^[A-Z][A-Za-z]+\.svelte$/ : /^[a-z0-9][a-z0-9.-]*\.ts$/).test(name)
  })
  expect(shapeless).toEqual([])
})

test('the top level holds the agreed names and nothing else', () => {
  const top = new Set(files.map((file) => file.split('/')[0] ?? '').filter((name) => !name.startsWith('.')))
  const agreed = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'server',
    'web',
    'migrations',
    'instruments',
    'scripts',
    'tests',
    'README.md',
    'LICENSE',
  ]
  expect(Array.from(top).filter((name) => !agreed.includes(name))).toEqual([])
})

test('no test is switched off or alone', () => {
  const soft = /\b(?:it|test|describe)\.(?:skip|only|todo)\b/
  expect(
    codeFiles.filter((file) => file.startsWith('tests/') && soft.test(read(file)) && !file.endsWith('sizes.test.ts')),
  ).toEqual([])
})
