import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Answers,
  cells,
  evaluate,
  isMissing,
  missingReasons,
  noAnswers,
  pack,
  packLayout,
  unpackField,
  variables,
} from '#engine'
import { openNational } from '../support/definitions.ts'
import { chance, plausibleAnswers, wildAnswers } from '../support/random-answers.ts'
import { everyItem, philippines } from '../support/scenario.ts'

const nat = await openNational()
const seeds = fc.integer({ min: 1, max: 1_000_000 })

describe('evaluate', () => {
  test('no answers, however wrong, make it throw, and the same answers give the same form', () => {
    fc.assert(
      fc.property(wildAnswers(nat), (answers) => {
        expect(evaluate(nat, answers, philippines)).toEqual(evaluate(nat, structuredClone(answers), philippines))
      }),
      { numRuns: 60 },
    )
  })

  test('the order in which answers were given does not matter', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const answers = plausibleAnswers(nat, seed)
        const random = chance(seed + 1)
        const shuffled = Object.entries(answers)
          .map((entry) => ({ entry, at: random() }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry)
        expect(evaluate(nat, Object.fromEntries(shuffled), philippines)).toEqual(evaluate(nat, answers, philippines))
      }),
      { numRuns: 15 },
    )
  })

  test('taking away every answer that is off the path changes nothing that is counted', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        // the answers of one country, then another opinion about where use has got to
        const answers: Answers = {
          ...plausibleAnswers(nat, seed),
          B01: { value: { l1_national: { extent: 'none' } } },
          B03: { value: 2011 },
        }
        const form = evaluate(nat, answers, philippines)
        const live = new Set(
          everyItem(form)
            .filter((item) => item.relevant)
            .map((item) => item.key),
        )
        const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => live.has(key)))
        expect(Object.keys(kept).length).toBeLessThan(Object.keys(answers).length)
        const without = evaluate(nat, kept, philippines)
        expect(without.progress).toEqual(form.progress)
        expect(cells(nat, kept, philippines)).toEqual(cells(nat, answers, philippines))
      }),
      { numRuns: 15 },
    )
  })
})

describe('cells', () => {
  test('every variable has a cell, and an unanswered form has none but missing ones', () => {
    const { main, rosters } = variables(nat, 'en')
    const empty = cells(nat, noAnswers, philippines)
    expect(empty.main).toHaveLength(main.length)
    expect(empty.main.every((cell) => isMissing(cell) && missingReasons[cell.missing].code < 0)).toBe(true)
    expect(Object.keys(empty.rosters)).toEqual(Object.keys(rosters))
  })

  test('a coded cell is always one of its variable’s codes, and packing gives every coded cell and number back', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { main } = variables(nat, 'en')
        const row = cells(nat, plausibleAnswers(nat, seed), philippines).main
        const layout = packLayout(main)
        const view = new DataView(pack(main, layout, row).buffer)
        for (const [at, variable] of main.entries()) {
          const cell = row[at] ?? { missing: 'not_asked' }
          const field = layout.fields[at]
          if (field === undefined) throw new Error(variable.name)
          const back = unpackField(view, field)
          if (isMissing(cell)) expect([variable.name, back]).toEqual([variable.name, cell])
          else if (field.kind === 'number') expect(back).toBe(cell)
          else if (field.kind === 'presence') expect(back).toBe(true)
          else expect([variable.name, variable.codes?.[Number(back)]?.code]).toEqual([variable.name, cell])
        }
      }),
      { numRuns: 15 },
    )
  })
})
