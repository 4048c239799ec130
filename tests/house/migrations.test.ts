import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { files, read } from './files.ts'

const released = JSON.parse(read('migrations/released.json')) as Readonly<Record<string, string>>
const migrations = files.filter((file) => /^migrations\/\d.*\.ts$/.test(file)).sort()

test('a migration that was released has not been edited', () => {
  const now = Object.fromEntries(
    Object.keys(released).map((file) => [file, createHash('sha256').update(read(file)).digest('hex')]),
  )
  expect(now).toEqual(released)
})

test('a new migration comes after every released one', () => {
  const last = Object.keys(released).sort().at(-1) ?? ''
  expect(migrations.filter((file) => !(file in released) && file < last)).toEqual([])
})

test('migrations are dated and named for what they change', () => {
  for (const file of migrations) expect(file).toMatch(/^migrations\/20\d{6}-\d{2}-[a-z-]+\.ts$/)
})
