import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answers, type Context, type Instrument, noAnswers, openInstrument, unitKinds } from '#engine'
import { proposalsIn } from '../../../instruments/exchange/answers/proposals.ts'
import { readFilledFile } from '../../../instruments/exchange/answers/read-filled-file.ts'
import { excelFile, wordFile } from '../../support/filled-files.ts'
import { answersOnPath } from '../../support/on-path.ts'
import { plausibleAnswers } from '../../support/random-answers.ts'
import { philippines } from '../../support/scenario.ts'

const opened = async (code: string): Promise<Instrument> => {
  const file = new URL(`../../../instruments/released/${code}@1.0.0.json`, import.meta.url)
  return openInstrument(JSON.parse(await readFile(file, 'utf8')), 'a'.repeat(64))
}

/** As one of the kinds of unit the instrument asks. */
function contextFor({ bundle }: Instrument, seed: number): Context {
  const kinds = unitKinds(bundle)
  const attributes = { ...philippines.unit.attributes, kind: kinds[seed % kinds.length] ?? '' }
  return { ...philippines, unit: { ...philippines.unit, attributes } }
}

const writers: Readonly<
  Record<string, (instrument: Instrument, answers: Answers, context: Context) => Promise<Buffer>>
> = {
  'a Word file': wordFile,
  'a workbook': (instrument, answers, context) => excelFile(instrument, answers, { context }),
}

const runs: readonly (readonly [code: string, numRuns: number])[] = [
  ['nat', 2],
  ['pri', 4],
  ['cas', 2],
  ['rtd', 4],
]

describe.each(Object.entries(writers))('the answers of a response in %s', (_name, write) => {
  test.each(runs)('%s: are read back as they stand, without a fault', async (code, numRuns) => {
    const instrument = await opened(code)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1_000_000 }), async (seed) => {
        const context = contextFor(instrument, seed)
        const answers = plausibleAnswers(instrument, seed, context)
        const filled = await readFilledFile(await write(instrument, answers, context))
        const { proposals, faults } = proposalsIn(instrument, filled, answers)
        expect(faults).toEqual([])
        const read = Object.fromEntries(proposals.map(({ key, answer }) => [key, answer]))
        expect(read).toEqual(answersOnPath(instrument, answers, context))
      }),
      { numRuns },
    )
  })

  test('an untouched copy without answers proposes nothing', async () => {
    const instrument = await opened('rtd')
    const filled = await readFilledFile(await write(instrument, noAnswers, contextFor(instrument, 0)))
    expect(filled.holes.length).toBeGreaterThan(50)
    expect(proposalsIn(instrument, filled, noAnswers)).toEqual({ proposals: [], faults: [] })
  })
})

test('an untouched blank Word file proposes nothing, whatever stands', async () => {
  const instrument = await opened('nat')
  const filled = await readFilledFile(await wordFile(instrument))
  expect(filled.about).toMatchObject({ instrument: 'NAT', version: '1.0.0', standing: 'blank' })
  expect(filled.holes.length).toBeGreaterThan(1000)
  expect(proposalsIn(instrument, filled, plausibleAnswers(instrument, 5))).toEqual({ proposals: [], faults: [] })
})

test('the same answers make the same workbook, byte for byte', async () => {
  const instrument = await opened('cap')
  const answers = plausibleAnswers(instrument, 3)
  expect((await excelFile(instrument, answers)).equals(await excelFile(instrument, answers))).toBe(true)
})
