import { describe, expect, test } from 'vitest'
import { codeFiles, type Import, importsOf } from './files.ts'
import { type Room, rooms } from './rooms.ts'

const imports = codeFiles.filter((file) => !/^(tests|scripts)\//.test(file)).flatMap(importsOf)

const roomOf = (file: string): Room | undefined => rooms.find((room) => room.holds.test(file))

/** Why an import is forbidden; nothing when it is allowed. */
export function objection(found: Import): string | undefined {
  const { file, target, own } = found
  const room = roomOf(file)
  if (room === undefined) return `${file} stands in no room of the house`
  if (own && /^(tests|scripts)\//.test(target)) return `${file} imports ${target}: nobody imports tests or scripts`
  const allowed = own ? room.mayImport(target, found) : room.packages.includes(target)
  return allowed ? undefined : `${file} imports ${target}: ${room.because}`
}

describe('who may import whom', () => {
  test('no file imports what its room may not', () => {
    expect(imports.map(objection).filter((reason) => reason !== undefined)).toEqual([])
  })

  test.each([
    ['web/items/x.svelte', 'server/features/responses/store.ts', true],
    ['web/respond/x.ts', 'zod', false],
    ['web/ui/x.svelte', 'web/api/call.ts', true],
    ['web/findings/x.svelte', 'chart.js', false],
    ['instruments/engine/form/x.ts', 'node:', false],
    ['instruments/engine/form/x.ts', 'zod', false],
    ['server/analysis/x.ts', 'server/database/plugin.ts', true],
    ['server/features/findings/actions.ts', 'server/features/responses/store.ts', true],
    ['server/features/findings/store.ts', 'server/features/findings/actions.ts', true],
    ['server/features/findings/routes.ts', 'server/features/findings/store.ts', true],
    ['migrations/x.ts', 'server/database/tables.ts', true],
    ['web/App.svelte', 'scripts/start.ts', true],
  ])('the rule itself: %s may not import %s', (file, target, own) => {
    expect(objection({ file, target, own, typeOnly: false })).toBeDefined()
  })
})
