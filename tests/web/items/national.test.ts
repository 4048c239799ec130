import fc from 'fast-check'
import type { Component } from 'svelte'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answers, type Form, type FormItem, noAnswers } from '#engine'
import { openNational } from '../../support/definitions.ts'
import { plausibleAnswers, wildAnswers } from '../../support/random-answers.ts'
import { fill, philippines } from '../../support/scenario.ts'
import { idsOf, referencesOf, tagsOf, unnamedControls } from './markup.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const national = await openNational()

let workshop: Workshop
let frame: Component<never>

beforeAll(async () => {
  workshop = await openWorkshop()
  frame = (await workshop.load<{ default: Component<never> }>('/web/items/ItemFrame.svelte')).default
})
afterAll(() => workshop.close())

const itemsOf = (form: Form): readonly FormItem[] =>
  form.sections.flatMap((section) => section.groups.flatMap((group) => group.items))

const formOf = (answers: Answers): Form => fill(national, philippines, answers).form

/** Everything the markup gets wrong, item by item. */
const complaints = (form: Form): readonly string[] =>
  itemsOf(form).flatMap((item) => {
    const html = workshop.render(frame, { item, onanswer: () => undefined, showFindings: true, level: 2 })
    const tags = tagsOf(html)
    const ids = idsOf(tags)
    return [
      ...unnamedControls(tags).map((control) => `${item.key}: ${control.name} ${control.attributes.id} has no name`),
      ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${item.key}: ${id} stands twice`),
      ...referencesOf(tags)
        .filter((id) => !ids.includes(id))
        .map((id) => `${item.key}: ${id} is pointed to and missing`),
    ]
  })

test('the blank national questionnaire is shown whole', () => {
  expect(complaints(formOf(noAnswers))).toEqual([])
})

test.each([1, 2, 3])('the national questionnaire as an administration may answer it is shown whole (%i)', (seed) => {
  const form = formOf(plausibleAnswers(national, seed))
  expect(itemsOf(form).filter((item) => item.answered).length).toBeGreaterThan(20)
  expect(complaints(form)).toEqual([])
})

test('answers that make no sense at all break no widget', () => {
  fc.assert(
    fc.property(wildAnswers(national), (answers) => {
      expect(complaints(formOf(answers))).toEqual([])
    }),
    // once, points that were no numbers broke the sum
    { numRuns: 8, examples: [[{ H02: { value: { '': '' } } }]] },
  )
})
