import { expect, test } from 'vitest'
import lockFile from '../../package-lock.json' with { type: 'json' }

interface Locked {
  readonly version?: string
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const packages = Object.entries(lockFile.packages as Readonly<Record<string, Locked>>)
const names = new Set(packages.map(([path]) => path.replace(/^.*node_modules\//, '')))

test('every platform’s programs are in the lock file, or npm ci would refuse it', () => {
  const absent = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${path} → ${name}`),
  )
  expect(absent).toEqual([])
})

test('every package has an exact version', () => {
  expect(packages.filter(([path, { version }]) => path !== '' && version === undefined).map(([path]) => path)).toEqual(
    [],
  )
})
