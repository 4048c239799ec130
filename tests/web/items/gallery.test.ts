import type { Component } from 'svelte'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { itemTypeNames, itemTypes } from '#engine'
import { load } from '#engine/load'
import { readSources } from '../../../scripts/instruments/sources.ts'
import { galleryLanguages, inScript, sentences } from '../../../web/gallery/scripts.ts'
import { itemOf, type Specimen, specimensOf } from '../../../web/gallery/specimens.ts'
import { framings } from '../../../web/items/framing.ts'
import { itemId } from '../../../web/items/ids.ts'
import { idsOf, referencesOf, tagsOf, unnamedControls, wordsOf } from './markup.ts'
import { openWorkshop, type Workshop } from './workshop.ts'

const { bundle } = load(await readSources('nat'))
if (bundle === undefined) throw new Error('the national questionnaire does not load')
const specimens = specimensOf(bundle, 'en')

let workshop: Workshop
let frame: Component<never>
beforeAll(async () => {
  workshop = await openWorkshop()
  frame = (await workshop.load<{ default: Component<never> }>('/web/items/ItemFrame.svelte')).default
})
afterAll(() => workshop.close())

const show = (specimen: Specimen): string =>
  workshop.render(frame, {
    item: itemOf(specimen),
    onanswer: () => undefined,
    showFindings: specimen.state === 'open' || specimen.state === 'refused',
    disabled: specimen.state === 'closed',
  })

describe('the gallery', () => {
  test('shows every item type open, answered, with a reason and closed', () => {
    const states = ['open', 'answered', 'reason', 'closed']
    const absent = itemTypeNames
      .filter((type) => type !== 'note')
      .flatMap((type) =>
        states
          .filter((state) => !specimens.some((one) => one.type === type && one.state === state))
          .map((state) => [type, state]),
      )
    expect(absent).toEqual([])
  })

  test('shows every valid example of the engine, and every refused one that a page can hold', () => {
    const named = new Set(specimens.map(({ type, name }) => `${type} ${name}`))
    const valid = itemTypeNames.flatMap((type) =>
      itemTypes[type].examples.filter((example) => example.valid).map(({ name }) => `${type} ${name}`),
    )
    expect(valid.filter((name) => !named.has(name))).toEqual([])
    expect(specimens.filter(({ state }) => state === 'refused').length).toBeGreaterThan(5)
  })

  test('an open specimen asks for its answer, a refused one says what is wrong, an answered one is content', () => {
    const findingsOf = (state: string) =>
      specimens.filter((one) => one.state === state).map((one) => ({ name: one.name, findings: itemOf(one).findings }))
    const asked = (type: string) => type !== 'note'
    for (const one of specimens.filter(({ state, type }) => state === 'open' && asked(type)))
      expect([one.type, itemOf(one).findings.map(({ code }) => code)]).toEqual([
        one.type,
        expect.arrayContaining(['required']),
      ])
    for (const { name, findings } of findingsOf('refused')) expect([name, findings.length]).not.toEqual([name, 0])
  })

  test('every language draws from its own sentence', () => {
    for (const language of galleryLanguages) {
      const label = inScript(bundle, language).texts[language]?.items.B02_active?.label ?? ''
      expect(sentences[language].startsWith(label.slice(0, 10))).toBe(true)
    }
  })
})

describe.each(
  specimens.map((specimen) => ({ title: `${specimen.type}, ${specimen.name}, ${specimen.state}`, specimen })),
)('$title', ({ specimen }) => {
  test('names every control, gives every id once and points only to ids that exist', () => {
    const tags = tagsOf(show(specimen))
    const ids = idsOf(tags)
    expect(unnamedControls(tags)).toEqual([])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    expect(referencesOf(tags).filter((id) => !ids.includes(id))).toEqual([])
    expect(ids).toContain(itemId(itemOf(specimen).key))
  })

  test('is labelled by its question', () => {
    const html = show(specimen)
    const { label } = itemOf(specimen)
    expect(wordsOf(html)).toContain(label)
    if (framings[specimen.type] === 'group')
      expect(wordsOf(/<legend.*?<\/legend>/s.exec(html)?.[0] ?? '')).toContain(label)
  })
})
