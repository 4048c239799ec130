import fc from 'fast-check'
import { expect, test } from 'vitest'
import { savingInstrument } from '../../support/saving-instrument.ts'
import { play, stories } from '../../support/saving-model.ts'
import { ServerInMemory } from '../../support/saving-world.ts'

// the same two thousand stories in every run; SEED and RUNS look for others
const seed = Number(process.env['SEED'] ?? 404)
console.log(`seed ${seed}`)

test('whatever two to four people do at the same time over any line, nothing is lost, doubled or overwritten unseen', async () => {
  const numRuns = Number(process.env['RUNS'] ?? 2_000)
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      expect(await play(story, new ServerInMemory(savingInstrument))).toEqual([])
    }),
    { seed, numRuns },
  )
}, 300_000)
