import { describe, expect, test } from 'vitest'
import { type Context, evaluate, noAnswers, topLevelItems, variables } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const agy = await openDefinition('agy')
const items = topLevelItems(agy).flatMap((item) => [item, ...item.children])

const body: Context = {
  ...philippines,
  unit: {
    code: 'phl_halimbawa',
    name: 'Halimbawa Agency',
    attributes: { ...philippines.unit.attributes, kind: 'agency' },
  },
}

const open = fill(agy, body)
const active = open.answer('U07', 'active')
const uses = (codes: readonly string[], status = 'operational_some') =>
  Object.fromEntries(codes.map((code) => [code, { status }]))

const asked = ({ form }: Scenario): readonly string[] =>
  form.sections
    .filter((section) => section.relevant && section.progress.state !== 'off_path')
    .map((section) => section.section)
const raised = ({ form }: Scenario): readonly unknown[] =>
  form.findings.flatMap((finding) => (finding.params.check === undefined ? [] : [finding.params.check]))
const minutes = ({ form }: Scenario): number =>
  form.sections.filter((section) => section.relevant).reduce((sum, section) => sum + section.minutes, 0)

describe('the questionnaire of public bodies', () => {
  test('asks for intentions before issues, so that every body meets them in the same place', () => {
    expect(agy.sections.map((section) => section.code)).toEqual(['U', 'P', 'Q', 'R', 'T', 'V', 'K', 'I', 'M', 'Z'])
  })

  test('every item names a research question or is marked as identification', () => {
    const untold = items.filter(({ definition: { rq = [], identification } }) => rq.length === 0 && !identification)
    expect(untold.map((item) => item.code)).toEqual([])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (let seed = 1; seed <= 300 && unreached.size > 0; seed += 1) {
      for (const item of everyItem(evaluate(agy, plausibleAnswers(agy, seed, body), body))) {
        if (item.relevant) unreached.delete(item.item)
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('takes a body with six use cases under three quarters of an hour, and no section more than ten minutes', () => {
    const six = active
      .answer('Q01', uses(['uc01', 'uc02', 'uc04', 'uc05', 'uc08', 'uc11']))
      .answer('R01', ['own_policy'])
    for (const section of six.form.sections)
      expect([section.section, section.minutes <= 10]).toEqual([section.section, true])
    expect(minutes(six)).toBeLessThan(45)
    expect(minutes(open.answer('U07', 'never'))).toBeLessThanOrEqual(16)
  })
})

describe('routing', () => {
  test('a body that plans or never began is asked for intentions and for issues before use only', () => {
    for (const state of ['planned', 'never']) {
      const none = open.answer('U07', state)
      expect([state, asked(none)]).toEqual([state, ['U', 'K', 'I', 'Z']])
      expect(none.item('U08').relevant).toBe(false)
      expect(none.item('I01').columns.map((column) => column.column)).toEqual(['before'])
      expect(none.item('K01').options.map((option) => option.code)).toEqual(['start', 'stay_without', 'undecided'])
    }
  })

  test('a body that has stopped is asked about its accounts, rules, incidents and results, not about its practice now', () => {
    const stopped = open.answer('U07', 'inactive_stopped')
    expect(asked(stopped)).toEqual(['U', 'P', 'R', 'V', 'K', 'I', 'M', 'Z'])
    expect(['R01', 'R03', 'R04_log', 'R05', 'R06'].filter((code) => stopped.item(code).relevant)).toEqual([
      'R01',
      'R05',
    ])
    expect(stopped.item('P01').required).toBe(false)
    expect(stopped.item('I01').columns).toHaveLength(3)
  })

  test('a body that uses social media is asked everything, and never whether it wants to begin', () => {
    expect(asked(active)).toHaveLength(10)
    expect(active.item('P01').required).toBe(true)
    expect(active.item('K01').options.map((option) => option.code)).toEqual([
      'expand',
      'keep',
      'reduce',
      'stop',
      'undecided',
    ])
  })

  test('offers the levels of its country, and the four levels of government where they are not known', () => {
    const levels = (scenario: Scenario) => scenario.item('U02').options.map((option) => option.code)
    expect(levels(open)).toEqual(body.unit.attributes.levels)
    const unknown = fill(agy, { ...body, unit: { code: 'x', name: 'X', attributes: { kind: 'agency' } } })
    expect(levels(unknown)).toHaveLength(4)
    expect(levels(unknown)).not.toContain('l0_regional')
  })

  test('a closed account is not asked for its followers; one whose status is open is', () => {
    const listed = active.answer('P01', ['r1']).answer('P01_platform/r1', 'facebook')
    expect(listed.item('P01_followers/r1').relevant).toBe(true)
    expect(listed.declare('P01_status/r1', 'dont_know').item('P01_followers/r1').relevant).toBe(true)
    const closed = listed.answer('P01_status/r1', 'closed')
    for (const code of ['P01_managed', 'P01_verified', 'P01_followers', 'P01_posts', 'P01_replies'])
      expect([code, closed.item(`${code}/r1`).relevant]).toEqual([code, false])
  })

  test('platforms are ranked once there are two, and only those of the accounts', () => {
    const one = active
      .answer('P01', ['r1', 'r2', 'r3'])
      .answer('P01_platform/r1', 'zalo')
      .answer('P01_platform/r2', 'zalo')
    expect(one.item('P02').relevant).toBe(false)
    const two = one.answer('P01_platform/r3', 'facebook')
    expect(two.item('P02').relevant).toBe(true)
    expect(two.item('P02').options.map((option) => option.code)).toEqual(['facebook', 'zalo'])
  })

  test('objectives, ways of interacting and basis are asked of the use cases in use, depth of those with people', () => {
    const use = active.answer('Q01', {
      ...uses(['uc04', 'uc08']),
      ...uses(['uc01'], 'planned'),
      ...uses(['uc10'], 'discontinued'),
    })
    for (const code of ['Q02', 'Q03', 'Q05'])
      expect(use.item(code).rows.map((row) => row.code)).toEqual(['uc04', 'uc08'])
    expect(use.item('Q04').relevant).toBe(false)
    const told = use.answer('Q02', { uc04: { primary: 'o1' }, uc08: { primary: 'o2', secondary: ['o4'] } })
    expect(told.item('Q04').rows.map((row) => row.code)).toEqual(['uc08'])
  })

  test('the short form on training asks for six competences', () => {
    expect(active.item('T05').rows.map((row) => row.code)).toEqual(['c01', 'c04', 'c06', 'c08', 'c10', 'c14'])
  })

  test('a policy is asked for only of a body that has one of its own, and its years only where there is a set period', () => {
    expect(active.answer('R01', ['national_policy']).item('R02').relevant).toBe(false)
    expect(active.answer('R01', ['guideline', 'verbal']).item('R02').relevant).toBe(true)
    const kept = active.answer('R05', 'archive_tool')
    expect(kept.answer('R05_term', 'permanent').item('R05_years').relevant).toBe(false)
    expect(kept.answer('R05_term', 'set_period').item('R05_years').relevant).toBe(true)
    expect(active.answer('R05', 'not_kept').item('R05_term').relevant).toBe(false)
  })
})

const account =
  (status: string, languages: readonly string[] = ['en']) =>
  (body: Scenario): Scenario =>
    body.answer('P01', ['r1']).answer('P01_status/r1', status).answer('P01_languages/r1', languages)
const mandated = active
  .answer('Q01', uses(['uc01']))
  .answer('Q05', { uc01: { mandate: 'mandated', origin: 'national_centre' } })
const institutional = active.answer('U08', 's3_institutionalised')
const spent = active.answer('T02', 100_000)
const shown = active.answer('M02', { bg5: { experience: 'experienced_with_evidence' } })

describe('cross-checks', () => {
  const contradictions: readonly (readonly [check: string, severity: string, odd: Scenario, right: Scenario])[] = [
    ['K_active_accounts', 'warning', account('dormant')(active), account('active')(active)],
    [
      'K_stopped_accounts',
      'warning',
      account('active')(open.answer('U07', 'inactive_stopped')),
      account('closed')(open.answer('U07', 'inactive_stopped')),
    ],
    [
      'K_active_uses',
      'warning',
      active.answer('Q01', uses(['uc01'], 'not_used')),
      active.answer('Q01', uses(['uc01'])),
    ],
    ['K_mandate_rules', 'information', mandated.answer('R01', ['verbal']), mandated.answer('R01', ['national_policy'])],
    [
      'K_stage_rules',
      'warning',
      institutional.answer('R01', ['none']),
      institutional.answer('R01', ['sector_policy', 'verbal']),
    ],
    [
      'K_one_language',
      'information',
      account('active', ['en', 'fil'])(active).answer('R06', 'single'),
      account('active', ['en'])(active).answer('R06', 'single'),
    ],
    [
      'K_staff',
      'warning',
      active.answer('U06', 'staff_1_49').answer('T01', 49.5),
      active.answer('U06', 'staff_50_249').answer('T01', 49.5),
    ],
    ['K_amount_currency', 'error', spent, spent.answer('T02_currency', 'php')],
    ['K_evidence_metric', 'warning', shown.answer('M01', ['none']), shown.answer('M01', ['survey_of_users'])],
  ]

  test('every check of the instrument is tried', () => {
    expect(contradictions.map(([check]) => check)).toEqual(agy.checks.map(({ definition }) => definition.check))
  })

  test.each(contradictions)('%s is raised as %s, and not by answers that agree', (check, severity, odd, right) => {
    expect(raised(odd)).toContain(check)
    expect(odd.form.findings.find((finding) => finding.params.check === check)?.severity).toBe(severity)
    expect(raised(right)).not.toContain(check)
    expect(raised(open)).toEqual([])
  })

  test('a dormant account with recent posts is pointed out in its own record', () => {
    const posts = account('dormant')(active).answer('P01_posts/r1', 3)
    expect(posts.item('P01_posts/r1').findings).toMatchObject([{ severity: 'warning', code: 'check' }])
    expect(posts.answer('P01_posts/r1', 0).item('P01_posts/r1').findings).toEqual([])
    expect(posts.answer('P01_status/r1', 'active').item('P01_posts/r1').findings).toEqual([])
  })
})

describe('publication', () => {
  const classOf = (code: string) => agy.items.get(code)?.publication

  test('incidents and persons are confidential, candid sections appear in totals only', () => {
    expect(['V02', 'Z04_name', 'Z04_email', 'Z05_name', 'Z05_title', 'Z05_date'].map(classOf)).toEqual(
      Array(6).fill('confidential'),
    )
    expect(['V01', 'V03_minors', 'K01', 'I01', 'I02', 'M02', 'M04_failure'].map(classOf)).toEqual(
      Array(7).fill('aggregate_only'),
    )
    expect(['U07', 'P01_platform', 'Q02', 'R01', 'T01'].map(classOf)).toEqual(Array(5).fill('public'))
  })

  test('consent is one question with the three answers that analysis knows', () => {
    const consents = variables(agy, 'en').main.filter((variable) =>
      variable.codes?.some((code) => code.code === 'publish_named'),
    )
    expect(consents.map(({ item, codes }) => [item, codes?.map((code) => code.code)])).toEqual([
      ['Z03', ['publish_named', 'publish_aggregate', 'do_not_publish']],
    ])
    expect(evaluate(agy, noAnswers, body).findings).toContainEqual(
      expect.objectContaining({ key: 'Z03', severity: 'blocker' }),
    )
  })
})
