import { describe, expect, test } from 'vitest'
import type { PublicationClass } from '#engine'
import type { Consent } from '../../server/analysis/consent.ts'
import { readConsents } from '../../server/analysis/consent.ts'
import { variableFinding } from '../../server/analysis/variable-finding.ts'
import { coded, consentsFor, eleven, tableWith, variable } from './eleven.ts'

const c01 = variable('C01', coded('in_force', 'none'))
const staff = variable('E05', { measure: 'interval' })
const emptyReason = () => 'no_answer' as const

function find(
  publication: PublicationClass,
  consent: Readonly<Record<string, Consent>>,
  { silent = 0, numbers = false }: { silent?: number; numbers?: boolean } = {},
) {
  const frame = eleven(silent)
  const rows = frame
    .filter(({ submitted }) => submitted)
    .map((_, unit) => ({ unit, cells: [unit < 5 ? 'in_force' : 'none', unit] }))
  const table = tableWith([c01, staff], rows)
  const rules = { publication, section: 'C', consents: consentsFor(frame, consent) }
  const measure = numbers ? 'interval' : 'nominal'
  return variableFinding({ table, variable: numbers ? 1 : 0, frame, emptyReason, measure, rules })
}

/** Every code of a unit that the result names, wherever. */
const named = (result: ReturnType<typeof find>): string[] => [
  ...new Set(JSON.stringify(result.finding).match(/(?<="code":")[a-z]{3}(?=")/g)),
]

describe('publication class', () => {
  test('public: every unit is named', () => {
    const result = find('public', {})
    expect(named(result)).toHaveLength(11)
    expect(result.sentences).toEqual([])
  })

  test('confidential: nothing leaves but that it was withheld', () => {
    const result = find('confidential', {}, { silent: 2 })
    expect(result.finding.categories.map(({ count }) => count)).toEqual([0, 0])
    expect(result.finding.base).toMatchObject({ units: 11, valid: 0 })
    expect(result.finding.base.missing[0]).toEqual({ reason: 'withheld', count: 9, units: [] })
    const numbers = find('confidential', {}, { numbers: true })
    expect([numbers.finding.values, numbers.finding.median]).toEqual([[], undefined])
  })

  test('in counts only: counts, but no names, no single values and no median', () => {
    const result = find('aggregate_only', {}, { silent: 1 })
    expect(result.finding.categories.map(({ count }) => count)).toEqual([5, 5])
    expect(named(result)).toEqual([])
    const numbers = find('aggregate_only', {}, { numbers: true })
    expect([numbers.finding.values, numbers.finding.median]).toEqual([[], undefined])
  })

  test('in counts only, and fewer than three of them: suppressed', () => {
    expect(find('aggregate_only', {}, { silent: 8 }).finding.base.valid).toBe(3)
    const { finding, sentences } = find('aggregate_only', {}, { silent: 9 })
    expect(finding.base).toMatchObject({ valid: 0, missing: [{ reason: 'suppressed', count: 2 }, { count: 9 }] })
    expect(finding.categories.map(({ count }) => count)).toEqual([0, 0])
    expect(sentences).toContain('Fewer than 3 administrations gave a valid answer; their answers are suppressed.')
  })
})

describe('consent of the administration', () => {
  test('without consent it counts as withheld, by name', () => {
    const { finding, sentences } = find('public', { lao: 'do_not_publish' })
    expect(finding.base).toMatchObject({ valid: 10, missing: [{ reason: 'withheld', count: 1 }] })
    expect(finding.base.missing[0]?.units).toEqual([{ code: 'lao', name: 'Laos' }])
    expect(finding.categories[0]?.count).toBe(4)
    expect(sentences).toEqual(['1 administration did not consent to publishing section C; it is counted as withheld.'])
  })

  test('three that may be counted are counted, and named nowhere', () => {
    const three = { lao: 'publish_aggregate', tha: 'publish_aggregate', vnm: 'publish_aggregate' } as const
    const result = find('public', three)
    expect(result.finding.base.valid).toBe(11)
    expect(result.finding.categories.map(({ count, units }) => [count, units.length])).toEqual([
      [5, 4],
      [6, 4],
    ])
    expect(named(result)).toHaveLength(8)
    const numbers = find('public', three, { numbers: true })
    expect(numbers.finding.values).toHaveLength(8)
    expect(numbers.finding.median).toBeUndefined()
  })

  test.each([
    ['one', { lao: 'publish_aggregate' }],
    ['two', { lao: 'publish_aggregate', tha: 'publish_aggregate' }],
  ] as const)('%s could be told apart from those named, and is withheld', (_, consent) => {
    const { finding } = find('public', consent)
    const told = finding.categories.flatMap(({ units }) => units.map(({ code }) => code))
    for (const { count, units } of finding.categories) expect(units).toHaveLength(count)
    expect(finding.base.valid).toBe(11 - Object.keys(consent).length)
    for (const code of Object.keys(consent)) expect(told).not.toContain(code)
  })

  test('where nobody is named, one that may be counted is counted', () => {
    expect(find('aggregate_only', { lao: 'publish_aggregate' }).finding.base.valid).toBe(11)
  })

  test('an item that nobody was asked consent for follows its class', () => {
    const frame = eleven()
    const table = tableWith([c01], [{ unit: 0, cells: ['none'] }])
    const rules = {
      publication: 'public',
      section: 'Z',
      consents: consentsFor(frame, { brn: 'do_not_publish' }),
    } as const
    const { finding } = variableFinding({ table, variable: 0, frame, emptyReason, measure: 'nominal', rules })
    expect(finding.base.valid).toBe(1)
  })
})

describe('reading consent from the answers', () => {
  const consent = (row: string) =>
    variable(`Z03_${row}`, {
      item: 'Z03',
      section: 'Z',
      ...coded('publish_named', 'publish_aggregate', 'do_not_publish'),
      part: { row: { code: row, label: row.toUpperCase() } },
    })

  test('section by section; what was not said is no consent', () => {
    const frame = eleven(9)
    const table = tableWith(
      [c01, consent('a'), consent('b')],
      [
        { unit: 0, cells: ['none', 'publish_named', 'do_not_publish'] },
        { unit: 1, cells: ['none', 'publish_aggregate', { missing: 'no_answer' }] },
      ],
    )
    const { sections, byUnit } = readConsents(table, frame)
    expect([...sections]).toEqual(['A', 'B'])
    expect(byUnit.get('brn')).toEqual(
      new Map([
        ['A', 'publish_named'],
        ['B', 'do_not_publish'],
      ]),
    )
    expect(byUnit.get('khm')).toEqual(
      new Map([
        ['A', 'publish_aggregate'],
        ['B', 'do_not_publish'],
      ]),
    )
    expect(byUnit.has('idn')).toBe(false)
  })

  test('asked once, it holds for every section', () => {
    const frame = eleven(9)
    const once = variable('Z01', {
      item: 'Z01',
      section: 'Z',
      ...coded('publish_named', 'publish_aggregate', 'do_not_publish'),
    })
    const table = tableWith(
      [c01, once],
      [
        { unit: 0, cells: ['none', 'publish_named'] },
        { unit: 1, cells: ['none', 'do_not_publish'] },
      ],
    )
    const rules = { publication: 'public', section: 'C', consents: readConsents(table, frame) } as const
    const { finding } = variableFinding({ table, variable: 0, frame, emptyReason, measure: 'nominal', rules })
    expect(finding.base.valid).toBe(1)
    expect(finding.base.missing.find(({ reason }) => reason === 'withheld')?.units.map(({ code }) => code)).toEqual([
      'khm',
    ])
  })
})
