import { describe, expect, test } from 'vitest'
import { openDefinition, readScenarios, replay } from '../../scripts/instruments/scenarios.ts'
import { definitionCodes } from '../../scripts/instruments/sources.ts'

const codes = await definitionCodes()

describe.each(codes)('golden paths of %s', async (code) => {
  const scenarios = await readScenarios(code)
  let opened: ReturnType<typeof openDefinition> | undefined
  const open = () => {
    opened ??= openDefinition(code)
    return opened
  }

  test('there are at least five', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(5)
  })

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s gives the form that was recorded',
    async (_name, scenario) => {
      expect(replay(await open(), scenario)).toEqual([])
    },
  )
})
