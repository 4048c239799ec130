import { describe, expect, test } from 'vitest'
import { type Context, evaluate, type Form, topLevelItems } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { submittableAnswers } from '../../server/features/studies/synthetic-answers.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const rtd = await openDefinition('rtd')
const items = topLevelItems(rtd).flatMap((item) => [item, ...item.children])

const as = (kind: string): Context => ({
  ...philippines,
  unit: { code: kind, name: kind, attributes: { kind } },
})

const session = () => fill(rtd, as('session'))
const participant = () => fill(rtd, as('participant')).answer('RP00', 'yes').answer('RP01', 'academic')

const sectionsOf = (form: Form): readonly string[] =>
  form.sections.filter((section) => section.relevant).map((section) => section.section)

const checksOf = ({ form }: Scenario): readonly unknown[] =>
  form.findings.filter((finding) => finding.code === 'check').map(({ key, params }) => params.check ?? key)

describe('the roundtable', () => {
  test('asks the record of a session, and the two forms of a participant', () => {
    expect(sectionsOf(session().answer('RS07', 'yes').form)).toEqual(['RS', 'RT', 'RZ'])
    expect(sectionsOf(participant().form)).toEqual(['RP', 'RZ'])
    expect(sectionsOf(participant().answer('RP10', 'attended').form)).toEqual(['RP', 'RX', 'RZ'])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (const kind of ['session', 'participant']) {
      for (let seed = 1; seed <= 150 && unreached.size > 0; seed += 1) {
        const form = evaluate(rtd, plausibleAnswers(rtd, seed, as(kind)), as(kind))
        for (const item of everyItem(form)) if (item.relevant) unreached.delete(item.item)
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('can be sent in by a session and by a participant', () => {
    for (const kind of ['session', 'participant']) {
      for (const seed of [3, 4, 5]) {
        const form = evaluate(rtd, submittableAnswers(rtd, seed, as(kind)), as(kind))
        expect([kind, seed, form.progress.blockers]).toEqual([kind, seed, 0])
      }
    }
  })

  test('takes a participant ten minutes before the session and five after it', () => {
    const minutes = ({ form }: Scenario, code: string) =>
      form.sections.find((section) => section.section === code)?.minutes
    const after = participant().answer('RP10', 'attended')
    expect(minutes(after, 'RP')).toBeLessThanOrEqual(10)
    expect(minutes(after, 'RX')).toBeLessThanOrEqual(5)
    expect(minutes(session(), 'RS')).toBeLessThanOrEqual(15)
  })

  test('asks nothing more of somebody who does not agree to take part', () => {
    const declined = participant().answer('RP10', 'attended').answer('RP00', 'no')
    expect(everyItem(declined.form).flatMap((item) => (item.relevant ? [item.key] : []))).toEqual(['RP00'])
  })

  test('opens the exit form only to who was there, and not before the pre-form is begun', () => {
    expect(fill(rtd, as('participant')).answer('RP00', 'yes').item('RP10').relevant).toBe(false)
    expect(participant().item('RP10').relevant).toBe(true)
    for (const [attendance, opens] of [
      ['not_yet', false],
      ['absent', false],
      ['attended', true],
    ] as const) {
      expect([attendance, participant().answer('RP10', attendance).item('RX01_bodies').relevant]).toEqual([
        attendance,
        opens,
      ])
    }
  })

  test('keeps no log where the participants agreed to no notes', () => {
    expect(session().answer('RS07', 'notes_only').item('RT01').relevant).toBe(true)
    expect(session().answer('RS07', 'no').item('RT01').relevant).toBe(false)
    expect(session().answer('RS07', 'no').item('RS07_quotes').relevant).toBe(false)
  })

  test('asks the level of those who hold an office, and of nobody else', () => {
    expect(participant().item('RP02').relevant).toBe(false)
    expect(participant().answer('RP01', 'public_servant').item('RP02').relevant).toBe(true)
    const log = session().answer('RS07', 'yes').answer('RT01', ['s1'])
    expect(log.answer('RT01_type/s1', 'media').item('RT01_level/s1').relevant).toBe(false)
    expect(log.answer('RT01_type/s1', 'public_servant').item('RT01_level/s1').relevant).toBe(true)
  })

  test('asks for a translation unless the statement is in English', () => {
    const log = session().answer('RS07', 'yes').answer('RT01', ['s1'])
    const english = (scenario: Scenario) => scenario.item('RT01_english/s1').relevant
    expect(english(log.answer('RS04', ['en']))).toBe(false)
    expect(english(log.answer('RS04', ['km']))).toBe(true)
    const both = log.answer('RS04', ['en', 'th'])
    expect(english(both)).toBe(false)
    expect(english(both.answer('RT01_language/s1', 'en'))).toBe(false)
    expect(english(both.answer('RT01_language/s1', 'th'))).toBe(true)
  })

  test('asks about the four areas of rules, not about the other families of questions', () => {
    const areas = ['information_management', 'privacy', 'security', 'official_languages']
    expect(
      participant()
        .item('RP06')
        .rows.map((row) => row.code),
    ).toEqual(areas)
    expect(
      participant()
        .item('RP07')
        .rows.map((row) => row.code),
    ).toEqual(areas)
  })

  test('offers publication by name to a session only', () => {
    const offered = (scenario: Scenario) => scenario.item('RZ03').options.map((option) => option.code)
    expect(offered(session())).toEqual(['publish_named', 'publish_aggregate', 'do_not_publish'])
    expect(offered(participant())).toEqual(['publish_aggregate', 'do_not_publish'])
  })

  test('publishes no word and no name of a person who spoke', () => {
    const publicationOf = (code: string) => items.find((item) => item.code === code)?.publication
    for (const code of ['RP09', 'RT01_text', 'RT01_english', 'RT01_time', 'RS05_name', 'RS05_email', 'RP03_city']) {
      expect([code, publicationOf(code)]).toEqual([code, 'confidential'])
    }
    const open = items.filter((item) => /^(RT01|RP|RX)/.test(item.code) && item.publication === 'public')
    expect(open.map((item) => item.code)).toEqual([])
  })

  test('takes times of day only', () => {
    const blocked = (time: string) =>
      session()
        .answer('RS02_start', time)
        .item('RS02_start')
        .findings.map((finding) => finding.severity)
    expect(['08:45', '00:00', '23:59'].map(blocked)).toEqual([[], [], []])
    expect(['8:45', '24:00', '08.45', '9h'].map(blocked)).toEqual([['blocker'], ['blocker'], ['blocker'], ['blocker']])
  })
})

describe('cross-checks of the roundtable', () => {
  test('the session ends after it begins', () => {
    const begun = session().answer('RS02_start', '13:30')
    expect(checksOf(begun.answer('RS02_end', '09:15'))).toEqual(['K_session_times'])
    expect(checksOf(begun.answer('RS02_end', '16:00'))).toEqual([])
  })

  test('the rule is explained before anything is noted', () => {
    const unexplained = session().answer('RS07_rule', 'no')
    expect(checksOf(unexplained.answer('RS07', 'yes'))).toEqual(['K_rule_unexplained'])
    expect(checksOf(unexplained.answer('RS07', 'no'))).toEqual([])
  })

  test('quotes word for word rest on a recording', () => {
    const verbatim = session().answer('RS07', 'notes_only').answer('RS07_quotes', 'verbatim')
    expect(checksOf(verbatim)).toEqual(['K_quotes_unrecorded'])
    expect(checksOf(verbatim.answer('RS07', 'yes'))).toEqual([])
  })

  test('a statement has a number of its own', () => {
    const log = session().answer('RS07', 'yes').answer('RT01', ['s1', 's2']).answer('RT01_seq/s1', 1)
    expect(checksOf(log.answer('RT01_seq/s2', 1))).toEqual(['K_sequence_twice'])
    expect(checksOf(log.answer('RT01_seq/s2', 2))).toEqual([])
    expect(checksOf(log)).toEqual([])
  })

  test('areas of the log are areas that were discussed, and the other way round', () => {
    const log = session().answer('RS07', 'yes').answer('RS08', ['privacy']).answer('RT01', ['s1'])
    expect(checksOf(log)).toEqual([])
    expect(checksOf(log.answer('RT01_area/s1', 'privacy'))).toEqual([])
    expect(checksOf(log.answer('RT01_area/s1', 'security'))).toEqual(['K_area_silent', 'RT01_area/s1'])
  })

  test('who speaks was there', () => {
    const log = session().answer('RS07', 'yes').answer('RT01', ['s1']).answer('RT01_type/s1', 'media')
    expect(checksOf(log)).toEqual([])
    expect(checksOf(log.answer('RS09', { media: { persons: 0 } }))).toEqual(['RT01_type/s1'])
    expect(checksOf(log.answer('RS09', { media: { persons: 2 } }))).toEqual([])
    expect(checksOf(log.answer('RS09', { academic: { persons: 2 } }))).toEqual([])
  })

  test('adequate rules have aims that are still relevant', () => {
    const adequate = participant().answer('RP06', { privacy: { adequacy: 'adequate' } })
    expect(checksOf(adequate.answer('RP07', { privacy: { relevance: 'not_relevant' } }))).toEqual([
      'K_adequate_outdated',
    ])
    expect(checksOf(adequate.answer('RP07', { security: { relevance: 'not_relevant' } }))).toEqual([])
  })

  test('a participant is told to come back after the session', () => {
    expect(checksOf(participant().answer('RP10', 'not_yet'))).toEqual(['K_exit_later'])
    expect(checksOf(participant().answer('RP10', 'absent'))).toEqual([])
  })

  test('none of them stops a submission', () => {
    expect(rtd.checks.filter((check) => check.definition.severity === 'blocker')).toEqual([])
  })
})
