import { describe, expect, test } from 'vitest'
import { type Answers, type Context, cells, cellTranslation, concordance, openInstrument, variables } from '#engine'
import type { Bundle, ItemDefinition } from '../../../instruments/engine/definition/bundle.ts'
import { smallInstrument } from '../../fixtures/instruments/small.ts'
import { smallNext } from '../../fixtures/versions/small-next.ts'
import { openNational } from '../../support/definitions.ts'

const from = openInstrument(smallInstrument, '1'.repeat(64))
const to = openInstrument(smallNext, '2'.repeat(64))
const context: Context = {
  language: 'en',
  today: '2026-11-22',
  unit: { code: 'idn', name: 'Indonesia', attributes: {} },
  wave: { code: '2026', title: 'Wave', year: 2026, referenceFrom: '2025-07-01', referenceTo: '2026-06-30' },
}
const named = (bundle: Bundle) => variables(openInstrument(bundle, ''), 'en').main.map(({ name }) => name)

describe('the columns of a newer version', () => {
  test('have the names and the order they had, whatever was added, renamed or taken away between them', () => {
    const [before, after] = [named(smallInstrument), named(smallNext)]
    const surviving = before.filter((name) => after.includes(name))
    expect(surviving).toEqual([
      'A01',
      'A02',
      'A03_line',
      'A03_zalo',
      'A05',
      'A05_sha256',
      'B01',
      'B03_national_extent',
      'B03_national_units',
      'B03_province_extent',
      'B03_province_units',
      'B04_n',
    ])
    expect(after.filter((name) => before.includes(name))).toEqual(surviving)
  })

  test('of the national questionnaire stay where they are when an item comes before them and another goes', async () => {
    const nat = await openNational()
    const [first, ...others] = nat.bundle.sections
    const group = first?.groups[0]
    if (first === undefined || group === undefined) throw new Error('the national questionnaire has no first group')
    const added: ItemDefinition = { item: 'S000', type: 'text' }
    const groups = [{ ...group, items: [added, ...group.items.slice(1)] }, ...first.groups.slice(1)]
    const before = named(nat.bundle)
    const after = named({ ...nat.bundle, sections: [{ ...first, groups }, ...others] })
    expect(after[0]).toBe('S000')
    expect(after.length).toBeGreaterThan(300)
    expect(before.filter((name) => after.includes(name))).toEqual(after.filter((name) => before.includes(name)))
  })
})

describe('the concordance of two versions', () => {
  const table = concordance(from, to, 'en')
  const said = Object.fromEntries(
    table.map((one) => [`${one.from?.name ?? ''} → ${one.to?.name ?? ''}`, [one.comparable, one.why]]),
  )

  test('says of every variable of both whether it compares, and why not', () => {
    expect(said).toMatchObject({
      'A01 → A01': ['same', ''],
      'A02 → A02': ['none', 'The code facebook has no single successor.'],
      'A03_line → A03_line': ['same', ''],
      'A03_x → A03_x_twitter': ['recoded', 'Called A03_x in version 1.0.0.'],
      'A03_facebook → ': ['none', 'Only in version 1.0.0: its code was split.'],
      ' → A03_facebook_page': ['none', 'Asked from version 1.1.0 on.'],
      'A04 → ': ['none', 'Only in version 1.0.0: its item is no longer asked.'],
      ' → A06': ['none', 'Asked from version 1.1.0 on.'],
      'B01 → B01': ['none', 'It was integer and is text.'],
      'B02 → B02_day': ['same', 'Called B02 in version 1.0.0.'],
      'B03_national_extent → B03_national_extent': ['none', 'The code some has no single successor.'],
      'B03_national_units → B03_national_units': ['same', ''],
      'B03_village_units → ': ['none', 'Only in version 1.0.0: its code is no longer offered.'],
      'B04_title → B04_title': ['same', ''],
      'B04_year → ': ['none', 'Only in version 1.0.0: its item is no longer asked.'],
    })
    const all = (instrument: typeof from) => {
      const { main, rosters } = variables(instrument, 'en')
      return [...main, ...Object.values(rosters).flat()].length
    }
    expect(table.flatMap(({ from: old }) => old ?? [])).toHaveLength(all(from))
    expect(table.flatMap(({ to: now }) => now ?? [])).toHaveLength(all(to))
  })

  test('tells of another routing and of new codes, which compare and still are to be known', () => {
    const routed: Bundle = JSON.parse(
      JSON.stringify({ ...smallInstrument, version: '1.1.0', follows: { version: '1.0.0' } }).replace(
        `"item":"A03","type":"multiple_choice","list":"platform","max":2,"relevant":"\${A01} = 'yes'"`,
        '"item":"A03","type":"multiple_choice","list":"platform","max":2',
      ),
    )
    const platform = {
      ...routed.codeLists['platform'],
      codes: [...(routed.codeLists['platform']?.codes ?? []), { code: 'tiktok' }],
    }
    const next = openInstrument({ ...routed, codeLists: { ...routed.codeLists, platform } as Bundle['codeLists'] }, '')
    const why = Object.fromEntries(
      concordance(from, next, 'en').map((one) => [one.to?.name, [one.comparable, one.why]]),
    )
    expect(why['A02']).toEqual(['same', 'New codes: tiktok.'])
    expect(why['A03_line']).toEqual(['same', 'Asked when “What about A01?” is ‘The option yes’ before, always now.'])
    expect(why['A03_tiktok']).toEqual(['none', 'Asked from version 1.1.0 on.'])
  })

  test('of a version and itself is that everything is the same', async () => {
    const nat = await openNational()
    const same = openInstrument(nat.bundle, 'other')
    expect(concordance(nat, same, 'en').filter(({ comparable, why }) => comparable !== 'same' || why !== '')).toEqual(
      [],
    )
  })
})

test('cells of an earlier version come under the columns of the newer where they compare, and are not asked where they do not', () => {
  const answers: Answers = {
    A01: { value: 'yes' },
    A02: { value: 'x' },
    A03: { value: ['x'] },
    B01: { value: 12 },
    B02: { value: '2026-02-28' },
    B03: { value: { national: { extent: 'all', units: 3 } } },
    B04: { value: ['r1'] },
    'B04_title/r1': { value: 'Act' },
    'B04_year/r1': { value: 2019 },
  }
  const translation = cellTranslation(from, to)
  const before = cells(from, answers, context)
  const after = translation.cells(before)
  const row = Object.fromEntries(variables(to, 'en').main.map(({ name }, at) => [name, after.main[at]]))
  const notAsked = { missing: 'not_asked' }
  expect(row).toMatchObject({
    A01: 'yes',
    A02: notAsked,
    A03_facebook_page: notAsked,
    A03_line: 'not_chosen',
    A03_x_twitter: 'chosen',
    A06: notAsked,
    B01: notAsked,
    B02_day: '2026-02-28',
    B03_national_extent: notAsked,
    B03_national_units: 3,
    B04_n: 1,
  })
  expect(after.rosters['B04']).toEqual([{ row: 'r1', label: 'Act', cells: ['Act'] }])
  const left = translation.leftCells(before)
  const names = translation.left.main.map(({ name }) => name)
  expect(names).toEqual([
    'A02',
    'A03_facebook',
    'A04',
    'B01',
    'B03_national_extent',
    'B03_province_extent',
    'B03_village_extent',
    'B03_village_units',
  ])
  expect(left.main.slice(0, 4)).toEqual(['x', 'not_chosen', { missing: 'no_answer' }, 12])
  expect(left.rosters['B04']).toEqual([{ row: 'r1', label: 'Act', cells: [2019] }])
})
