import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Snapshot, takeSnapshot } from '../../support/snapshot.ts'
import type { Memo } from './case.ts'
import { cases } from './cases/index.ts'
import { cast } from './cast.ts'
import { nameOf } from './elsewhere.ts'
import { visit } from './visit.ts'
import { wordsKeptFrom } from './words.ts'
import { makeWorld, type World } from './world.ts'

// the permission table is asked by nobody: what is left are the actions’ own checks and row-level security
vi.mock('../../../server/http/guard.ts', async (original) =>
  Object.fromEntries(Object.keys(await original<object>()).map((guard) => [guard, () => undefined])),
)

let world: World
let kept: Snapshot
beforeAll(async () => {
  world = await makeWorld('draft')
  kept = await takeSnapshot(world.server.owner)
})
afterEach(() => kept.restore())
afterAll(() => world.server.close())

const ofResponses = cases.filter((row) => row.onceIsEnough !== true)

test.each(ofResponses.map((row) => [nameOf(row), row] as const))('%s', async (_name, row) => {
  const memo: Memo = {}
  await row.prepare?.(world, memo)
  const before = await written()
  for (const person of cast.filter((one) => !(one in row.expected.draft))) {
    const { head, body } = await visit(world, row, person, { memo })
    // an export says who made it
    const text = `${head}${body}`.replaceAll(world.ours.actors[person]?.name ?? '\0', '')
    const told = wordsKeptFrom(person, 'draft', row).filter((word) => text.includes(word))
    expect([person, told], 'words that are not theirs to read').toEqual([person, []])
    expect(await written(), `${person} wrote`).toEqual(before)
  }
})

/** What was written beside the notes that somebody came. */
async function written(): Promise<object> {
  const { session, audit_event, ...rest } = await kept.state()
  return rest
}
