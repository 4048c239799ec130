import { describe, expect, test } from 'vitest'
import { type Context, evaluate, topLevelItems, variables } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const cap = await openDefinition('cap')
const items = topLevelItems(cap).flatMap((item) => [item, ...item.children])
const kinds = ['body', 'official', 'provider'] as const

const unitOf = (kind: string): Context => ({
  ...philippines,
  unit: { code: `phl_${kind}`, name: 'A unit', attributes: { ...philippines.unit.attributes, kind } },
})
const as = (kind: (typeof kinds)[number]): Scenario => fill(cap, unitOf(kind))

const asked = ({ form }: Scenario): readonly string[] =>
  form.sections
    .filter((section) => section.relevant && section.progress.state !== 'off_path')
    .map((section) => section.section)
const raised = ({ form }: Scenario): readonly unknown[] =>
  form.findings.flatMap((finding) => (finding.params.check === undefined ? [] : [finding.params.check]))
const minutes = ({ form }: Scenario): number =>
  form.sections.filter((section) => section.relevant).reduce((sum, section) => sum + section.minutes, 0)

describe('the questionnaire on capacity', () => {
  test('serves three kinds of unit', () => {
    expect(cap.bundle.unit).toEqual(kinds)
  })

  test('every item names a research question or is marked as identification', () => {
    const untold = items.filter(({ definition: { rq = [], identification } }) => rq.length === 0 && !identification)
    expect(untold.map((item) => item.code)).toEqual([])
  })

  test('every item is reached by some answers of some kind of unit', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (let seed = 1; seed <= 100 && unreached.size > 0; seed += 1) {
      for (const kind of kinds) {
        const context = unitOf(kind)
        for (const item of everyItem(evaluate(cap, plausibleAnswers(cap, seed, context), context))) {
          if (item.relevant) unreached.delete(item.item)
        }
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('takes about ten minutes, with one course listed', () => {
    expect(Object.fromEntries(kinds.map((kind) => [kind, minutes(as(kind))]))).toEqual({
      body: 11,
      official: 10,
      provider: 7,
    })
  })
})

describe('routing by kind of unit', () => {
  test('each kind is asked its own sections', () => {
    expect(Object.fromEntries(kinds.map((kind) => [kind, asked(as(kind))]))).toEqual({
      body: ['A', 'N', 'T', 'B', 'Z'],
      official: ['A', 'N', 'T', 'Z'],
      provider: ['A', 'P', 'Z'],
    })
  })

  test('only an official rates levels, in every competence, now and needed', () => {
    expect(as('body').item('CA02').relevant).toBe(false)
    const levels = as('official').item('CA02')
    expect([levels.rows.length, levels.columns.map((column) => column.column)]).toEqual([18, ['current', 'required']])
    expect(levels.columns[0]?.options.map((option) => option.code)).toEqual([
      'none',
      'awareness',
      'working',
      'advanced',
      'can_train',
    ])
  })

  test('nobody who answers as an official is asked for a name, an address, or consent to be named', () => {
    const official = everyItem(as('official').form).filter((item) => item.relevant)
    expect(
      official.filter((item) => item.type === 'email' || item.item.endsWith('_name')).map((item) => item.item),
    ).toEqual([])
    expect(
      as('official')
        .item('Z03')
        .options.map((option) => option.code),
    ).toEqual(['publish_aggregate', 'do_not_publish'])
    expect(as('provider').item('Z03').options).toHaveLength(3)
  })

  test('hours are asked only of an official who took part in training', () => {
    expect(as('official').item('CA04_hours').relevant).toBe(false)
    expect(as('official').answer('CA04', ['none']).item('CA04_hours').relevant).toBe(false)
    expect(as('official').answer('CA04', ['donor']).item('CA04_hours').relevant).toBe(true)
    expect(as('body').answer('CA04', ['donor']).item('CA04_hours').relevant).toBe(false)
  })

  test('a course that costs something is asked for its currency', () => {
    const course = as('provider').answer('CA08', ['r1']).answer('CA08_title/r1', 'Moderation')
    expect(course.answer('CA08_price/r1', 0).item('CA08_currency/r1').relevant).toBe(false)
    expect(course.answer('CA08_price/r1', 5).item('CA08_currency/r1').required).toBe(true)
  })

  test('sharing is asked of bodies and providers, and its conditions of those who share a part', () => {
    expect(as('official').item('CA09').relevant).toBe(false)
    expect(as('body').answer('CA09', 'yes').item('CA09_conditions').relevant).toBe(false)
    expect(as('provider').answer('CA09', 'partly').item('CA09_conditions').relevant).toBe(true)
  })
})

describe('cross-checks', () => {
  const rated = as('official').answer('CA02', {
    c01: { current: 'can_train', required: 'can_train' },
    c02: { current: 'none', required: 'none' },
    c03: { current: 'none', required: 'working' },
  })
  const staff = (r8: Record<string, number>): Scenario =>
    as('body').answer('CA07', { r1: { total: 5, needing: 5, trained: 5 }, r8 })
  const contradictions: readonly (readonly [check: string, odd: Scenario, right: Scenario])[] = [
    ['K_urgent_mastered', rated.answer('CA03', ['c01', 'c03']), rated.answer('CA03', ['c03', 'c01'])],
    ['K_urgent_mastered', rated.answer('CA03', ['c02']), rated.answer('CA03', ['c04'])],
    ['K_staff_needing', staff({ total: 1, needing: 2 }), staff({ total: 2, needing: 2 })],
    ['K_staff_trained', staff({ total: 1, needing: 0, trained: 2 }), staff({ total: 2, needing: 0, trained: 2 })],
    [
      'K_trained_nowhere',
      staff({ total: 1, trained: 1 }).answer('CA04', ['none']),
      staff({ total: 1, trained: 1 }).answer('CA04', ['in_house']),
    ],
  ]

  test('every check of the instrument is tried', () => {
    expect(Array.from(new Set(contradictions.map(([check]) => check)))).toEqual(
      cap.checks.map(({ definition }) => definition.check),
    )
  })

  test.each(contradictions)('%s is raised as a warning, and not by answers that agree', (check, odd, right) => {
    expect(raised(odd)).toContain(check)
    expect(odd.form.findings.find((finding) => finding.params.check === check)?.severity).toBe('warning')
    expect(raised(right)).not.toContain(check)
  })
})

describe('publication', () => {
  test('answers of persons appear in totals only, contacts never, courses in full', () => {
    const official = new Set(everyItem(as('official').form).flatMap((item) => (item.relevant ? [item.item] : [])))
    expect(items.filter((item) => official.has(item.code) && item.publication !== 'aggregate_only')).toEqual([])
    expect(['Z04_name', 'Z04_email'].map((code) => cap.items.get(code)?.publication)).toEqual([
      'confidential',
      'confidential',
    ])
    expect(cap.items.get('CA08_title')?.publication).toBe('public')
  })

  test('consent has the three answers that analysis knows', () => {
    const consent = variables(cap, 'en').main.find((variable) => variable.item === 'Z03')
    expect(consent?.codes?.map((code) => code.code)).toEqual(['publish_named', 'publish_aggregate', 'do_not_publish'])
  })
})
