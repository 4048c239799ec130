import type { Component } from 'svelte'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Coverage, ExportListing } from '#contract'
import { sectionBlocks } from '../../../web/findings/country-blocks.ts'
import { questionGroups } from '../../../web/findings/question-groups.ts'
import { lateAreas } from '../../../web/text/late-areas.ts'
import { openWorkshop, type Workshop } from '../items/workshop.ts'
import { units } from './sample.ts'

let workshop: Workshop
const part = async (name: string) =>
  (await workshop.load<{ default: Component<never> }>(`/web/findings/${name}.svelte`)).default

beforeAll(async () => {
  workshop = await openWorkshop()
  const text = await workshop.load<{ addText(added: Record<string, string>): void }>('/web/text/text.svelte.ts')
  text.addText(await lateAreas.findings())
})
afterAll(() => workshop.close())

const wave: Coverage['wave'] = {
  id: '0198c000-0000-7000-8000-000000000001',
  code: '2026',
  title: 'Wave 2026',
  study: 'Study',
  synthetic: false,
  instrument: { code: 'NAT', version: '1.0.0', hash: 'ab12'.repeat(16) },
  referenceFrom: '2025-07-01',
  referenceTo: '2026-06-30',
  units: 3,
  submitted: 1,
}
const [indonesia, laos, singapore] = units('idn lao sgp')
const coverage: Coverage = {
  wave,
  questions: [
    { rq: 'RQ1.1', label: 'Adoption', items: 14 },
    { rq: 'RQ2.1', label: 'Frameworks', items: 3 },
  ],
  units: [
    {
      unit: indonesia ?? { code: '', name: '' },
      state: 'submitted',
      cells: [
        { rq: 'RQ1.1', applicable: 14, valid: 12, missing: 1 },
        { rq: 'RQ2.1', applicable: 0, valid: 0, missing: 0 },
      ],
    },
    { unit: laos ?? { code: '', name: '' }, state: 'draft', cells: [] },
    { unit: singapore ?? { code: '', name: '' }, state: 'not_started', cells: [] },
  ],
}

describe('the matrix', () => {
  const render = async () => workshop.render(await part('Matrix'), { coverage })

  it('writes answered of asked in every cell, and a dash where nothing was asked', async () => {
    const html = await render()
    expect(html).toMatch(/title="12 of 14 answered; 1 reason given instead of an answer"[^>]*>12\/14</)
    expect(html).toMatch(/title="Nothing was asked here"[^>]*>–</)
  })

  it('leads from names to administrations and from numbers to research questions', async () => {
    const html = await render()
    expect(html).toContain(`href="/findings/${wave.id}/countries/idn"`)
    expect(html).toContain(`href="/findings/${wave.id}/questions/RQ2.1"`)
  })

  it('tells a draft from a questionnaire that was never opened', async () => {
    const html = await render()
    expect(html).toContain('In progress: answers are seen once the administration has submitted')
    expect(html).toContain('Not started')
  })
})

it('groups research questions by their first number', () => {
  expect(questionGroups(coverage.questions).map(({ group, questions }) => [group, questions.length])).toEqual([
    ['1', 1],
    ['2', 1],
  ])
})

describe('the answers of an administration', () => {
  const line = (item: string, given: object = {}) => ({ item, label: item, rq: [], inWords: 'Yes', ...given })
  const row = (code: string) => ({ row: { code, label: `Record ${code}` } })

  it('are gathered record by record', () => {
    const { blocks } = sectionBlocks([
      line('C01'),
      line('C02_title', row('r1')),
      line('C02_year', row('r1')),
      line('C02_title', row('r2')),
      line('C03'),
    ])
    expect(blocks.map(({ kind, lines }) => [kind, lines.map(({ item }) => item)])).toEqual([
      ['answers', ['C01']],
      ['record', ['C02_title', 'C02_year']],
      ['record', ['C02_title']],
      ['answers', ['C03']],
    ])
  })

  it('leave out what did not apply, and say how much that was', () => {
    const { asked, answered, leftOut } = sectionBlocks([
      line('C01'),
      line('C02', { missing: 'logic_skip' }),
      line('C03', { missing: 'dont_know' }),
    ])
    expect({ asked, answered, leftOut }).toEqual({ asked: 2, answered: 1, leftOut: 1 })
  })

  it('show reasons that differ as signs and words that differ', async () => {
    const tag = await part('MissingTag')
    const looks = (['dont_know', 'no_answer', 'refused'] as const).map((reason) => workshop.render(tag, { reason }))
    expect(new Set(looks).size).toBe(3)
    expect(looks[2]).toContain('Unable to disclose')
  })
})

it('lists the files of an export with rows and columns, and asks for the purpose', async () => {
  const files = [{ name: 'responses.csv', title: 'Responses', rows: 9, columns: 2592 }]
  const listing: ExportListing = { wave, files }
  const html = workshop.render(await part('ExportFiles'), { listing })
  expect(html).toContain('responses.csv')
  expect(html).toContain('2,592')
  expect(html).toMatch(/<textarea[^>]*aria-required="true"/)
  expect(html).toContain(`/api/waves/${wave.id}/exports/bundle.zip?purpose=`)
})
