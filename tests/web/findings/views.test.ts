import type { Component } from 'svelte'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '#contract'
import { lateAreas } from '../../../web/text/late-areas.ts'
import { openWorkshop, type Workshop } from '../items/workshop.ts'
import { category, finding, formalInstrument, missing, option, place, row, value, variable } from './sample.ts'

let workshop: Workshop
let article: Component<never>

beforeAll(async () => {
  workshop = await openWorkshop()
  const text = await workshop.load<{ addText(added: Record<string, string>): void }>('/web/text/text.svelte.ts')
  text.addText(await lateAreas.findings())
  const page = await workshop.load<{ default: Component<never> }>('/web/findings/FindingArticle.svelte')
  article = page.default
})
afterAll(() => workshop.close())

const show = (shown: Finding): string => workshop.render(article, { finding: shown })

/** The cells of every table row, as text. */
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, cells = '']) => textOf(cells))
const textOf = (html: string): string =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

describe('a single-choice finding', () => {
  const html = () => show(finding('nominal', [formalInstrument]))

  it('says counts first and names those without an answer', () => {
    expect(textOf(html())).toContain('9 of 11 answered; 1 does not know: Lao PDR; 1 has not submitted: Timor-Leste.')
  })

  it('never writes a percentage', () => {
    expect(textOf(html())).not.toContain('%')
  })

  it('has the numbers and names of the chart as a table, with the codes nobody chose and the reasons', () => {
    expect(rowsOf(html())).toEqual([
      'Answer Count Administrations',
      'A In force 4 Indonesia, Malaysia, Philippines, Singapore',
      'B In force for some 1 Thailand',
      'C In draft 2 Cambodia, Viet Nam',
      'D None 2 Brunei Darussalam, Myanmar',
      'E Has ended 0',
      '? Does not know 1 Lao PDR',
      '– Has not submitted 1 Timor-Leste',
    ])
  })

  it('says the chart in words', () => {
    expect(html()).toContain('In force 4; In force for some 1; In draft 2; None 2; Has ended 0; Does not know 1;')
  })

  it('shows no instrument, not knowing and not having answered as different tiles', () => {
    const tile = (name: string) => new RegExp(`<li class="([^"]*)"[^>]*title="${name}:`).exec(html())?.[1]
    const looks = ['Myanmar', 'Lao PDR', 'Timor-Leste'].map(tile)
    expect(looks.every((look) => look !== undefined)).toBe(true)
    expect(new Set(looks).size).toBe(3)
  })

  it('has no tiles where an administration may not be named', () => {
    const unnamed = { ...category('in_force', 'In force', ''), count: 4 }
    const shown = show(finding('nominal', [variable({ categories: [unnamed] })]))
    expect(shown).not.toContain('Map of tiles')
    expect(rowsOf(shown)[1]).toBe('A In force 4 not named')
  })

  it('carries its source, rule, permalink and exactly its own numbers', () => {
    expect(textOf(html())).toContain('Source: item C01, instrument NAT 1.0.0, Wave 2026. MR-F')
    expect(html()).toContain('ab12'.repeat(16))
    expect(html()).toContain('/api/waves/0198c000-0000-7000-8000-000000000001/items/C01/numbers.csv')
    expect(html()).toContain('/findings/0198c000-0000-7000-8000-000000000001/items/C01')
  })
})

it('says that data are synthetic, and only then', () => {
  expect(show(finding('nominal', [formalInstrument], { synthetic: true }))).toContain('Synthetic data')
  expect(show(finding('nominal', [formalInstrument]))).not.toContain('Synthetic data')
})

it('repeats what the disclosure step did', () => {
  expect(show(finding('nominal', [formalInstrument], { disclosure: ['Two are counted, not named.'] }))).toContain(
    'Two are counted, not named.',
  )
})

it('lists the options of a multiple choice by how many chose them, unchosen ones too', () => {
  const shown = finding('set', [
    option('a', 'Identity', 'idn'),
    option('b', 'Records', ''),
    option('c', 'Tone', 'idn sgp'),
  ])
  expect(rowsOf(show(shown))).toEqual([
    'Option Count Administrations',
    'Tone 2 Indonesia, Singapore',
    'Identity 1 Indonesia',
    'Records 0',
  ])
})

it('shows a ranking place by place', () => {
  const rows = rowsOf(show(finding('ranking', [place(1, 'idn khm', 'sgp'), place(2, '', 'idn khm')])))
  expect(rows[0]).toBe('Option Place 1 Place 2 Answered')
  expect(rows[1]).toMatch(/^YouTube .*1 2 3 in all$/)
  expect(rows[2]).toBe('Place 1: 1 Singapore Place 2: 2 Indonesia, Cambodia')
  expect(rows.at(-2)).toMatch(/^Zalo .*0 0 0 in all$/)
})

it.each(['ordinal', 'nominal'] as const)('shows every row of a %s grid with its own base and names', (measure) => {
  const rows = rowsOf(
    show(
      finding('grid', [
        row('l1', 'National', 'idn', 'sgp mys', measure),
        {
          ...row('l2', 'Province', '', '', measure),
          base: { units: 11, valid: 0, missing: [missing('refused', 'idn')], rule: 'MR-X' },
        },
      ]),
    ),
  )
  expect(rows[0]).toBe('Row Few Most Answered')
  expect(rows[1]).toMatch(/^National .*1 2 9 of 11$/)
  expect(rows[2]).toContain('Most: 2 Singapore, Malaysia')
  expect(rows[4]).toBe('Unable to disclose: 1 Indonesia')
})

it('says between which bases the rows of a grid lie', () => {
  const other = { units: 11, valid: 4, missing: [missing('no_response', 'tls')], rule: 'MR-X' as const }
  const shown = finding('grid', [
    row('l1', 'National', 'idn', '', 'nominal'),
    { ...row('l2', 'Province', '', '', 'nominal'), base: other },
  ])
  expect(textOf(show(shown))).toContain('Between 4 and 9 of 11 answered, row by row; 1 has not submitted: Timor-Leste.')
})

it('shows numbers with the median, and years as years', () => {
  const amounts = variable({
    measure: 'interval',
    unit: 'persons',
    values: [value('idn', 1200), value('sgp', 30)],
    median: 615,
  })
  expect(rowsOf(show(finding('interval', [amounts])))).toEqual([
    'Administration Answer, in persons',
    'Indonesia 1,200',
    'Singapore 30',
    'Median 615',
    '? Lao PDR Does not know (1)',
    '– Timor-Leste Has not submitted (1)',
  ])
  const years = variable({ measure: 'interval', values: [value('idn', 2019)], median: 2019 })
  expect(rowsOf(show(finding('interval', [years])))[1]).toBe('Indonesia 2019')
})

it('writes dates of every precision', () => {
  const dates = variable({
    measure: 'date',
    values: [value('idn', '2019-05-12'), value('sgp', '2020-07'), value('tha', '2021')],
  })
  expect(rowsOf(show(finding('date', [dates]))).slice(1, 4)).toEqual([
    'Indonesia 12 May 2019',
    'Singapore 2020-07',
    'Thailand 2021',
  ])
})

it('quotes texts under the name of the administration, and links only web addresses', () => {
  const texts = variable({
    measure: 'text',
    values: [
      value('idn', '<b>Circular</b>'),
      value('sgp', 'https://www.example.gov.sg/guide'),
      value('tha', 'javascript:alert(1)'),
    ],
  })
  const html = show(finding('text', [texts]))
  expect(html).toContain('&lt;b>Circular')
  expect(html).toContain('href="https://www.example.gov.sg/guide"')
  expect(html).not.toContain('href="javascript')
})

it('says that an administration may stand in several rows of its records', () => {
  const levels = variable({
    categories: [category('national', 'National', 'idn sgp'), category('local', 'Local', 'idn')],
  })
  const html = show(finding('records', [levels]))
  expect(html).toContain('once for each of its records')
  expect(rowsOf(html)[2]).toBe('B Local 1 Indonesia')
  expect(html).not.toContain('Map of tiles')
})

it('gathers the records of one administration', () => {
  const titles = variable({ measure: 'text', values: [value('idn', 'First'), value('idn', 'Second')] })
  const html = show(finding('records', [titles]))
  expect(html.match(/<dt[^>]*>Indonesia/g)).toHaveLength(1)
  expect(textOf(html)).toContain('First Second')
})
