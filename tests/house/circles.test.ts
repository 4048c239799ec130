import { expect, test } from 'vitest'
import { codeFiles, importsOf } from './files.ts'

/** Files that import each other, whatever the way round; types count, for a reader follows them too. */
function circles(): readonly string[] {
  const arrows = new Map(
    codeFiles.map((file) => [
      file,
      importsOf(file)
        .filter((found) => found.own && found.target !== file)
        .map((found) => found.target),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file].join(' → '))
      return
    }
    state.set(file, 'open')
    for (const target of arrows.get(file) ?? []) visit(target, [...path, file])
    state.set(file, 'done')
  }
  for (const file of codeFiles) visit(file, [])
  return found
}

test('no files import each other in a circle', () => {
  expect(circles()).toEqual([])
})
