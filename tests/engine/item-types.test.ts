import { describe, expect, test } from 'vitest'
import { type ItemDefinition, itemTypeNames, itemTypeOf, itemTypes, keyText, readAnswer } from '#engine'
import { load } from '#engine/load'
import { readSources } from '../../scripts/instruments/sources.ts'
import { instrumentOf } from '../support/definitions.ts'
import { fill } from '../support/scenario.ts'

const sources = await readSources('nat')
const { bundle } = load(sources)
const lists = Object.fromEntries(
  Object.values(bundle?.codeLists ?? {}).map((list) => [list.list, list.codes.map((code) => code.code)]),
)

/** The examples every item type gives of itself are the first tests of it. */
describe.each(itemTypeNames)('%s', (name) => {
  const type = itemTypes[name]
  const examples = type.examples.map((example) => ({
    ...example,
    title: `${example.valid ? 'takes' : 'refuses'} ${example.name}`,
  }))

  test.each(examples)('$title', ({ settings, value, valid }) => {
    const definition = { item: 'X', type: name, ...settings } as ItemDefinition
    const instrument = instrumentOf([definition], lists)
    const read = readAnswer(instrument, { item: 'X' }, value)
    if (!read.ok) return expect(valid).toBe(false)
    const state = fill(instrument).answer('X', read.value).item('X')
    const faults = state.findings.filter((finding) => finding.code !== 'required')
    expect({ valid: faults.length === 0, faults }).toMatchObject({ valid })
    return undefined
  })

  test('reads its own canonical value back unchanged', () => {
    for (const { settings, value, valid } of type.examples) {
      if (!valid) continue
      const instrument = instrumentOf([{ item: 'X', type: name, ...settings } as ItemDefinition], lists)
      const read = readAnswer(instrument, { item: 'X' }, value)
      expect(read.ok && readAnswer(instrument, { item: 'X' }, structuredClone(read.value))).toEqual(read)
    }
  })

  test('gives one cell per variable', () => {
    for (const { settings, value, valid } of type.examples) {
      if (!valid || name === 'note') continue
      const definition = { item: 'X', type: name, ...settings } as ItemDefinition
      const state = fill(instrumentOf([definition], lists)).answer('X', value)
      expect(state.item('X').key).toBe(keyText({ item: 'X' }))
      expect(itemTypeOf(definition).name).toBe(name)
    }
  })
})
