import { describe, expect, test } from 'vitest'
import { type Context, evaluate, type Form, topLevelItems } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { submittableAnswers } from '../../server/features/studies/synthetic-answers.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const pri = await openDefinition('pri')
const items = topLevelItems(pri).flatMap((item) => [item, ...item.children])
const methods = ['dots', 'points', 'rank', 'importance_urgency', 'pairwise'] as const

type Attributes = Context['unit']['attributes']

const as = (kind: string, attributes: Attributes = {}): Context => ({
  ...philippines,
  unit: { code: kind, name: kind, attributes: { kind, ...attributes } },
})

const exercise = () => fill(pri, as('exercise'))
const voter = (attributes: Attributes = {}) =>
  fill(pri, as('participant', attributes)).answer('PP00', 'yes').answer('PR04', 'academic').answer('PV00', 'vote')

const sectionsOf = (form: Form): readonly string[] =>
  form.sections.filter((section) => section.relevant).map((section) => section.section)

const checksOf = ({ form }: Scenario): readonly unknown[] =>
  form.findings.filter((finding) => finding.code === 'check').map(({ key, params }) => params.check ?? key)

const ballots = ['PV11', 'PV12', 'PV13', 'PV14', 'PV15', 'PV21', 'PV22', 'PV23', 'PV24', 'PV25']
const openBallots = (scenario: Scenario) => ballots.filter((code) => scenario.item(code).relevant)

const everyone: readonly Context[] = [
  as('exercise'),
  as('participant'),
  ...methods.map((method) => as('participant', { method })),
]

describe('the prioritisation', () => {
  test('asks the record of an exercise, and the entries and votes of a participant', () => {
    expect(sectionsOf(exercise().form)).toEqual(['PE', 'PG', 'PD', 'PZ'])
    expect(sectionsOf(voter().form)).toEqual(['PP', 'PR', 'PV', 'PZ'])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (const context of everyone) {
      for (let seed = 1; seed <= 80 && unreached.size > 0; seed += 1) {
        const form = evaluate(pri, plausibleAnswers(pri, seed, context), context)
        for (const item of everyItem(form)) if (item.relevant) unreached.delete(item.item)
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('can be sent in by everyone who answers it, whatever the method', () => {
    for (const context of everyone) {
      const form = evaluate(pri, submittableAnswers(pri, 7, context), context)
      expect(form.progress.blockers).toBe(0)
    }
  })

  test('takes a quarter of an hour for each stage', () => {
    for (const method of methods) {
      const minutes = new Map(voter({ method }).form.sections.map(({ section, minutes }) => [section, minutes]))
      expect((minutes.get('PP') ?? 0) + (minutes.get('PR') ?? 0)).toBeLessThanOrEqual(15)
      expect([method, (minutes.get('PV') ?? 99) <= 15]).toEqual([method, true])
    }
  })

  test('asks nothing more of somebody who does not agree to take part', () => {
    const declined = voter().answer('PP00', 'no')
    expect(everyItem(declined.form).flatMap((item) => (item.relevant ? [item.key] : []))).toEqual(['PP00'])
  })

  test('takes five entries of 140 characters at most', () => {
    const six = voter().answer('PR01', ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'])
    expect(six.item('PR01').findings).toMatchObject([{ code: 'roster.too_many', params: { max: 5 } }])
    const written = (roster: string, length: number) =>
      voter().answer(roster, ['e1']).answer(`${roster}_text/e1`, 'ស៊ើ'.repeat(length)).item(`${roster}_text/e1`).findings
    for (const roster of ['PR01', 'PR02']) {
      expect(written(roster, 141)).toMatchObject([{ code: 'text.too_long' }])
      expect(written(roster, 140)).toEqual([])
    }
  })

  test('collects and puts to the vote only what the exercise is about', () => {
    const concerns = voter({ method: 'rank', subjects: ['concerns'] })
    expect(concerns.item('PR01').relevant).toBe(false)
    expect(concerns.item('PR02').relevant).toBe(true)
    expect(openBallots(concerns)).toEqual(['PV23'])
  })

  test('asks the settings of the method that was chosen', () => {
    const settings = (method: string) =>
      ['PE12_dots', 'PE12_stack', 'PE12_places', 'PE12_pairs'].filter(
        (code) => exercise().answer('PE11', method).item(code).relevant,
      )
    expect(methods.map(settings)).toEqual([['PE12_dots', 'PE12_stack'], [], ['PE12_places'], [], ['PE12_pairs']])
  })
})

describe('a ballot', () => {
  test.each(methods.map((method, at) => [method, `PV1${at + 1}`, `PV2${at + 1}`] as const))(
    'by %s is %s and %s, whether the exercise says so or the participant',
    (method, values, concerns) => {
      expect(openBallots(voter({ method }))).toEqual([values, concerns])
      expect(voter({ method }).item('PV01').relevant).toBe(false)
      expect(openBallots(voter().answer('PV01', method))).toEqual([values, concerns])
    },
  )

  test('opens when the participant votes, and not before the method is known', () => {
    expect(openBallots(voter())).toEqual([])
    for (const state of ['not_yet', 'abstain'])
      expect(openBallots(voter({ method: 'dots' }).answer('PV00', state))).toEqual([])
  })

  test('lists the starter set, the categories that a group added, or those the exercise names', () => {
    const rows = (scenario: Scenario) => scenario.item('PV21').rows.map((row) => row.code)
    const starter = rows(voter({ method: 'dots' }))
    expect(starter).toHaveLength(8)
    const added = voter({ method: 'dots' }).answer('PV20', { own_2: { name: 'Floods' } })
    expect(rows(added)).toEqual([...starter, 'own_2'])
    const named = voter({ method: 'dots', concerns: ['security', 'own_1'] })
    expect(rows(named)).toEqual(['security', 'own_1'])
    expect(named.item('PV20').relevant).toBe(false)
    expect(voter({ method: 'points' }).item('PV12').options).toHaveLength(11)
  })

  test('has four dots unless the exercise has another number; fewer are valid', () => {
    const placed = (count: number, attributes: Attributes = {}) =>
      checksOf(
        voter({ method: 'dots', ...attributes }).answer(
          'PV21',
          Object.fromEntries(
            ['resources', 'legal_regulatory', 'governance', 'business_case', 'security', 'perception']
              .slice(0, count)
              .map((code) => [code, { dots: 1 }]),
          ),
        ),
      )
    expect(placed(4)).toEqual([])
    expect(placed(1)).toEqual([])
    expect(placed(5)).toEqual(['PV21'])
    expect(placed(6, { dots: 6 })).toEqual([])
  })

  test('takes one dot a category unless dots can be stacked', () => {
    const stacked = (attributes: Attributes, code: string, row: string) =>
      checksOf(voter({ method: 'dots', ...attributes }).answer(code, { [row]: { dots: 2 } }))
    expect(stacked({}, 'PV11', 'training')).toEqual(['K_values_stacked'])
    expect(stacked({ stackable: 'no' }, 'PV21', 'security')).toEqual(['K_concerns_stacked'])
    expect(stacked({ stackable: 'yes' }, 'PV11', 'training')).toEqual([])
    expect(stacked({ stackable: 'yes' }, 'PV21', 'security')).toEqual([])
  })

  test('asks again when no dot is placed', () => {
    const none = voter({ method: 'dots' })
    expect(checksOf(none)).toEqual([])
    expect(checksOf(none.answer('PV11', { training: { dots: 0 } }))).toEqual(['K_values_no_dot'])
    expect(checksOf(none.answer('PV21', { security: { dots: 0 } }))).toEqual(['K_concerns_no_dot'])
  })

  test('has points that come to 100', () => {
    const points = (value: object) =>
      voter({ method: 'points' })
        .answer('PV12', value)
        .item('PV12')
        .findings.map((finding) => finding.code)
    expect(points({ training: 60, recruiting: 40 })).toEqual([])
    expect(points({ training: 60, recruiting: 30 })).toEqual(['sum.total'])
  })

  test('ranks as many places as the exercise has, five when it does not say', () => {
    const order = ['recruiting', 'training', 'documentation', 'public_safety', 'collaboration', 'cost_savings']
    const ranked = (count: number, attributes: Attributes = {}) =>
      voter({ method: 'rank', ...attributes })
        .answer('PV13', order.slice(0, count))
        .item('PV13')
        .findings.map((finding) => finding.code)
    expect(ranked(5)).toEqual([])
    expect(ranked(6)).toContain('choice.too_many')
    expect(ranked(3, { places: 3 })).toEqual([])
    expect(ranked(4, { places: 3 })).toEqual(['check'])
  })

  test('rates every category on both scales', () => {
    const rated = voter({ method: 'importance_urgency', values: ['training', 'recruiting'] })
    const open = (value: object) =>
      rated
        .answer('PV14', value)
        .item('PV14')
        .findings.map((finding) => finding.at)
    expect(open({ training: { importance: 'important', urgency: 'urgent' } })).toEqual([
      { row: 'recruiting', column: 'importance' },
      { row: 'recruiting', column: 'urgency' },
    ])
    expect(
      open({ training: { importance: 'important', urgency: 'urgent' }, recruiting: { missing: 'dont_know' } }),
    ).toEqual([])
  })

  test('pairs a category with another one, and asks for ten pairs', () => {
    const begun = voter({ method: 'pairwise' }).answer('PV15', ['p1']).answer('PV15_first/p1', 'training')
    expect(begun.item('PV15_second/p1').options.map((option) => option.code)).not.toContain('training')
    expect(begun.item('PV15_second/p1').options).toHaveLength(10)
    expect(checksOf(begun)).toEqual(['K_values_few_pairs'])
    const rows = Array.from({ length: 10 }, (_, at) => `p${at + 1}`)
    expect(checksOf(begun.answer('PV15', rows))).toEqual([])
    expect(checksOf(voter({ method: 'pairwise', pairs: 12 }).answer('PV25', rows))).toEqual(['K_concerns_few_pairs'])
  })
})

describe('cross-checks of an exercise', () => {
  const categories = () =>
    exercise()
      .answer('PE10', ['values', 'concerns'])
      .answer('PG01', ['c1', 'c2'])
      .answer('PG01_subject/c1', 'values')
      .answer('PG01_value/c1', 'training')
      .answer('PG01_subject/c2', 'concerns')
      .answer('PG01_concern/c2', 'security')

  test('the vote closes after the beginning', () => {
    const begun = exercise().answer('PE03', 'asynchronous').answer('PE04_from', '2026-10-20')
    expect(checksOf(begun.answer('PE04_to', '2026-10-01'))).toEqual(['K_exercise_dates'])
    expect(checksOf(begun.answer('PE04_to', '2026-10-20'))).toEqual([])
  })

  test('an exercise open to all has a moderator', () => {
    const team = exercise().answer('PE08', ['t1']).answer('PE08_roles/t1', ['facilitator'])
    expect(checksOf(team.answer('PE07', 'self_registered'))).toEqual(['K_moderator'])
    expect(checksOf(team.answer('PE07', 'invited'))).toEqual([])
    const moderated = team.answer('PE08_roles/t1', ['facilitator', 'moderator'])
    expect(checksOf(moderated.answer('PE07', 'self_registered'))).toEqual([])
  })

  test('two groups to compare are two', () => {
    const groups = exercise().answer('PE13', 'yes').answer('PE13_first', 'Ministries')
    expect(checksOf(groups.answer('PE13_second', 'Ministries'))).toEqual(['K_groups_same'])
    expect(checksOf(groups.answer('PE13_second', 'Cities'))).toEqual([])
  })

  test('a line of the ballot is one category, and each subject has one', () => {
    expect(checksOf(categories())).toEqual([])
    const twice = categories().answer('PG01_subject/c2', 'values').answer('PG01_value/c2', 'training')
    expect(checksOf(twice)).toEqual(['K_subject_empty', 'K_category_twice'])
    expect(checksOf(twice.answer('PG01_value/c2', 'recruiting'))).toEqual(['K_subject_empty'])
  })

  test('offers as the subject of a category what the exercise is about', () => {
    const values = exercise().answer('PE10', ['values']).answer('PG01', ['c1'])
    expect(values.item('PG01_subject/c1').options.map((option) => option.code)).toEqual(['values'])
  })

  test('an entry has a number of its own and goes one way', () => {
    const entries = categories().answer('PG02', ['e1', 'e2']).answer('PG02_number/e1', 1)
    expect(checksOf(entries.answer('PG02_number/e2', 1))).toEqual(['K_entry_twice'])
    const second = entries.answer('PG02_number/e2', 2)
    expect(checksOf(second)).toEqual([])
    const asked = (outcome: string) =>
      ['PG02_category/e2', 'PG02_same/e2', 'PG02_reason/e2'].filter(
        (key) => second.answer('PG02_outcome/e2', outcome).item(key).relevant,
      )
    expect(['categorised', 'duplicate', 'set_aside'].map(asked)).toEqual([
      ['PG02_category/e2'],
      ['PG02_same/e2'],
      ['PG02_reason/e2'],
    ])
    const repeats = second.answer('PG02_outcome/e2', 'duplicate')
    expect(checksOf(repeats.answer('PG02_same/e2', 2))).toEqual(['PG02_same/e2'])
    expect(checksOf(repeats.answer('PG02_same/e2', 1))).toEqual([])
  })

  test('no more bodies than people take part', () => {
    const turnout = exercise().answer('PD01_persons', 8)
    expect(checksOf(turnout.answer('PD01_bodies', 11))).toEqual(['K_turnout'])
    expect(checksOf(turnout.answer('PD01_bodies', 8))).toEqual([])
  })

  test('each category is decided on once, and those left are named', () => {
    const decided = categories().answer('PD02', ['d1', 'd2']).answer('PD02_category/d1', ['PG01/c1'])
    expect(checksOf(decided)).toEqual(['K_undecided'])
    expect(checksOf(decided.answer('PD02_category/d2', ['PG01/c1']))).toEqual(['K_decided_twice', 'K_undecided'])
    expect(checksOf(decided.answer('PD02_category/d2', ['PG01/c2']))).toEqual([])
  })

  test('a participant is told to come back for the vote', () => {
    expect(checksOf(voter().answer('PV00', 'not_yet'))).toEqual(['K_vote_later'])
    expect(checksOf(voter().answer('PV00', 'abstain'))).toEqual([])
  })
})
