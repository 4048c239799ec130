import { describe, expect, test } from 'vitest'
import { type Context, evaluate, topLevelItems } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const cas = await openDefinition('cas')
const items = topLevelItems(cas).flatMap((item) => [item, ...item.children])

const flood: Context = {
  ...philippines,
  unit: { code: 'ex-flood', name: 'Flood reports in Exampleland', attributes: { kind: 'case' } },
}

const open = fill(cas, flood)
const answered = (from: Scenario, answers: Readonly<Record<string, unknown>>): Scenario =>
  Object.entries(answers).reduce((scenario, [key, value]) => scenario.answer(key, value), from)
const raised = ({ form }: Scenario): readonly string[] =>
  form.findings.flatMap(({ severity, params }) =>
    params.check === undefined ? [] : [`${severity} ${String(params.check)}`],
  )
const wrong = ({ form }: Scenario, key: string): readonly string[] =>
  form.findings.filter((finding) => finding.key === key && finding.code === 'check').map(({ severity }) => severity)
const rowsOf = (scenario: Scenario, key: string): readonly string[] => scenario.item(key).rows.map((row) => row.code)
const optionsOf = (scenario: Scenario, key: string): readonly string[] =>
  scenario.item(key).options.map((option) => option.code)

describe('the case study', () => {
  test('is answered by a case, in thirteen sections', () => {
    expect(cas.bundle.unit).toBe('case')
    expect(cas.sections.map((section) => section.code).join('')).toBe('ABCDEFGHIJKLM')
  })

  test('asks for words where words are wanted, with room for half as many again', () => {
    const room = Object.fromEntries(
      items.flatMap(({ code, definition }) =>
        definition.type === 'long_text' && /^[B-J]01$/.test(code) ? [[code, definition.max]] : [],
      ),
    )
    expect(room).toEqual({
      B01: 3000,
      C01: 3000,
      D01: 6000,
      E01: 5000,
      F01: 4000,
      G01: 4000,
      H01: 4000,
      I01: 3000,
      J01: 3000,
    })
  })

  test('cannot be finished without what makes cases comparable', () => {
    const compared = ['E05', 'E03', 'F02', 'F03', 'D04', 'H06', 'H07']
    expect(compared.filter((code) => open.item(code).required !== true)).toEqual([])
    expect(open.answer('G02', { privacy: { before: 'minor' } }).item('G03').required).toBe(true)
  })

  test('serves every research question', () => {
    const served = new Set(items.flatMap((item) => item.definition.rq ?? []))
    const questions = cas.bundle.codeLists.research_question?.codes.map((code) => String(code.label_code)) ?? []
    expect(questions).toHaveLength(23)
    expect(questions.filter((question) => !served.has(question))).toEqual([])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (let seed = 1; seed <= 300 && unreached.size > 0; seed += 1) {
      for (const item of everyItem(evaluate(cas, plausibleAnswers(cas, seed, flood), flood))) {
        if (item.relevant) unreached.delete(item.item)
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('no section takes more than twenty minutes beside the writing', () => {
    const long = open.form.sections.filter((section) => section.minutes < 1 || section.minutes > 20)
    expect(long.map((section) => section.section)).toEqual([])
  })

  test('publishes neither the review nor addresses, and views on single countries only in totals', () => {
    const secret = items.filter((item) => item.section.code === 'M' || item.code === 'A07_email')
    expect(secret.filter((item) => item.publication !== 'confidential').map((item) => item.code)).toEqual([])
    expect(['J03', 'J04', 'J05'].map((code) => cas.items.get(code)?.publication)).toEqual(
      Array(3).fill('aggregate_only'),
    )
  })
})

describe('routing of the case study', () => {
  test('rates four areas of policy, and asks for rules where there are any', () => {
    expect(rowsOf(open, 'D02')).toEqual(['information_management', 'privacy', 'security', 'official_languages'])
    const rated = open.answer('D02', { privacy: { adequacy: 'inadequate' }, security: { adequacy: 'no_framework' } })
    expect(rated.item('D02b').records.map((record) => record.row)).toEqual(['privacy', 'security'])
    expect(rated.item('D02b_refs/privacy').relevant).toBe(true)
    expect(rated.item('D02b_refs/security').relevant).toBe(false)
    expect(rated.item('D02b_text/security').relevant).toBe(true)
  })

  test('rates five areas of law, and further ones if they played a part', () => {
    const five = ['telecom', 'broadcasting', 'cloud', 'data_protection', 'cybercrime']
    const without = (area: string) =>
      open.answer(
        'D03',
        Object.fromEntries(five.filter((one) => one !== area).map((one) => [one, { missing: 'not_applicable' }])),
      )
    const blocked = (scenario: Scenario) =>
      scenario.form.findings.filter((finding) => finding.key === 'D03' && finding.severity === 'blocker').length
    expect(five.map((area) => blocked(without(area)))).toEqual([1, 1, 1, 1, 1])
    expect(blocked(without('elections'))).toBe(0)
    const elections = without('none').answer('D03', { elections: { adequacy: 'adequate' } })
    expect(elections.item('D03b').records.map((record) => record.row)).toEqual(['elections'])
  })

  test('compares stages of issues, but not after a beginning that never came', () => {
    const columns = (scenario: Scenario) => scenario.item('G02').columns.map((column) => column.column)
    expect(columns(open.answer('E05', 's2_norms_being_drafted'))).toEqual(['before', 'initial', 'now'])
    expect(columns(open.answer('E05', 's0_no_use'))).toEqual(['before'])
    expect(rowsOf(open, 'G02')).toHaveLength(14)
  })

  test('ranks three of the classes that were an issue, and asks for the response to each', () => {
    const rated = open.answer('G02', {
      privacy: { before: 'minor', initial: 'minor', now: 'not_an_issue' },
      security: { before: 'not_an_issue', initial: 'severe', now: 'minor' },
      capacity: { before: 'not_an_issue', initial: 'not_an_issue', now: 'not_an_issue' },
    })
    expect(optionsOf(rated, 'G03')).toEqual(['security', 'privacy'])
    expect(rowsOf(rated.answer('G03', ['privacy']), 'G04')).toEqual(['privacy'])
    expect(open.item('G03').relevant).toBe(false)
  })

  test('asks for preconditions of those countries that the author can judge, or of none', () => {
    expect(open.item('J04').relevant).toBe(false)
    expect(rowsOf(open.answer('J03', ['khm', 'lao']), 'J04')).toEqual(['khm', 'lao'])
    expect(open.item('J03').required).toBe(false)
    expect(optionsOf(open, 'J03')).toHaveLength(11)
    expect(optionsOf(open.answer('A02', 'khm'), 'J03')).not.toContain('khm')
    expect(optionsOf(open.answer('A02', 'other'), 'J03')).toHaveLength(11)
    expect(open.item('J02').rows).toHaveLength(5)
  })

  test('lets evidence be picked from the sources, and rules from the linked records', () => {
    const source = answered(open, { K01: ['r1'], 'K01_citation/r1': 'Example University, 2024.' })
    expect(optionsOf(source, 'H06_refs')).toEqual(['K01/r1'])
    expect(optionsOf(open, 'H06_refs')).toEqual([])
    expect(optionsOf(open.answer('L02', ['r1']), 'E07')).toContain('L02/r1')
  })

  test('wants to know when a page was seen, and not in the future', () => {
    const page = answered(open, { K01: ['r1'] })
    expect(page.item('K01_accessed/r1').relevant).toBe(false)
    const seen = page.answer('K01_url/r1', 'https://example.org')
    expect(seen.item('K01_accessed/r1').required).toBe(true)
    expect(wrong(seen.answer('K01_accessed/r1', '2026-11-22'), 'K01_accessed/r1')).toEqual([])
    expect(wrong(seen.answer('K01_accessed/r1', '2027-01-01'), 'K01_accessed/r1')).toEqual(['error'])
  })

  test('asks for the year of the end only of what has ended, and it ends after it began', () => {
    const began = open.answer('A05_from', 2015)
    expect(began.answer('A05_on', 'yes').item('A05_to').relevant).toBe(false)
    const ended = began.answer('A05_on', 'no')
    expect(wrong(ended.answer('A05_to', 2018), 'A05_to')).toEqual([])
    expect(wrong(ended.answer('A05_to', 2012), 'A05_to')).toEqual(['error'])
    expect(wrong(ended.answer('A05_described', 2012), 'A05_described')).toEqual(['error'])
    expect(wrong(open.answer('A05_from', 2028), 'A05_from')).toEqual(['warning'])
  })

  test('a body that never began can say so where others name platforms and results', () => {
    for (const code of ['A05_from', 'E03', 'E04', 'H06', 'H07'])
      expect([code, open.item(code).declarable.includes('not_applicable')]).toEqual([code, true])
  })
})

describe('answers of a case study that contradict each other', () => {
  /** What is raised by answers that contradict each other, and what is left once one of them is changed. */
  const pairs: readonly (readonly [string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>])[] = [
    ['warning K_objective_twice', { C04: 'o6', C05: ['o6'] }, { C05: ['o3'] }],
    ['warning K_mandate_unlinked', { C03: 'mandated', A06: 'in_review', A08: 'km' }, { L02: ['r1'] }],
    ['warning K_use_at_no_use', { E05: 's0_no_use', E02: ['uc01'], A05_on: 'yes' }, { A05_on: 'no' }],
    ['warning K_stage_unwritten', { E05: 's3_institutionalised', D04: ['none'] }, { D04: ['e2'] }],
    ['warning K_stage_unarranged', { E05: 's3_institutionalised', F02: 'g5' }, { F02: 'g4' }],
    ['warning K_model_written', { F02: 'g3', D04: ['none'] }, { F02: 'g4' }],
    ['warning K_tactic_depth', { E06: 'collaborate', E03: ['push'] }, { E03: ['push', 'network'] }],
    ['warning K_central_no_unit', { F02: 'g1', F03: 'no' }, { F03: 'yes' }],
    ['warning K_grade_evaluation', { H06: 'evaluation', K01: ['r1'] }, { 'K01_type/r1': 'evaluation' }],
    ['warning K_grade_data', { H06: 'monitoring_data', H05: ['none'] }, { H05: ['response_time'] }],
    [
      'information K_grade_low',
      { H06: 'expert_judgement', K01: ['r1'], 'K01_type/r1': 'evaluation' },
      { 'K01_type/r1': 'media' },
    ],
    [
      'warning K_effect_grade',
      { H06: 'expert_judgement', H03: { bg7: { experience: 'experienced_with_evidence', grade: 'evaluation' } } },
      { H03: { bg7: { experience: 'experienced_with_evidence', grade: 'monitoring_data' } } },
    ],
    [
      'warning K_effect_unseen',
      { H04: { h5: { experience: 'envisioned_only', grade: 'evaluation' } } },
      { H04: { h5: { experience: 'envisioned_only' } } },
    ],
    [
      'warning K_effect_evidence',
      { H03: { bg4: { experience: 'experienced_no_evidence', grade: 'evaluation' } } },
      { H03: { bg4: { experience: 'experienced_with_evidence', grade: 'evaluation' } } },
    ],
    [
      'warning K_worked_unseen',
      { H07: 'worked', H03: { bg4: { experience: 'envisioned_only' } } },
      { H03: { bg4: { experience: 'envisioned_only' }, bg5: { experience: 'experienced_no_evidence' } } },
    ],
    ['warning K_too_early_old', { H07: 'too_early', A05_from: 2020 }, { A05_from: 2025 }],
    ['warning K_too_early_ended', { H07: 'too_early', A05_on: 'no' }, { A05_on: 'yes' }],
    [
      'warning K_sources_unverified',
      { ...final(), K01: ['r1', 'r2'], 'K01_certainty/r1': 'unverified' },
      { 'K01_certainty/r2': 'verified_secondary' },
    ],
    ['error K_reviewed_unlogged', { ...final(), M01: [] }, { M01: ['r1'] }],
    ['error K_reviewed_open', { ...final(), 'M01_state/r1': 'open' }, { 'M01_state/r1': 'accepted' }],
    ['error K_reviewed_unconfirmed', { ...final(), M02: 'not_yet' }, { M02: 'confirmed' }],
    ['information K_long', { D01: 'word '.repeat(6000) }, { D01: 'word '.repeat(1000) }],
    ['information K_short', { A06: 'in_review', A08: 'en', B01: 'Short.' }, { A08: 'km' }],
  ]

  test.each(pairs)('%s', (expected, contradiction, change) => {
    const odd = answered(open, contradiction)
    expect(raised(odd)).toEqual([expected])
    expect(raised(answered(odd, change))).toEqual([])
  })

  test('every check of the instrument is among them', () => {
    const tested = pairs.map(([name]) => name.split(' ')[1])
    expect(cas.bundle.checks.map((check) => check.check).filter((check) => !tested.includes(check))).toEqual([])
  })

  /** A case study that is final, written in a script whose length says nothing. */
  function final(): Readonly<Record<string, unknown>> {
    return { A06: 'reviewed', A08: 'km', M01: ['r1'], M02: 'confirmed' }
  }
})
