import { describe, expect, test } from 'vitest'
import { type Context, evaluate, noAnswers, topLevelItems, variables } from '#engine'
import { openDefinition } from '../../scripts/instruments/scenarios.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines, type Scenario } from '../support/scenario.ts'

const pdr = await openDefinition('pdr')
const items = topLevelItems(pdr).flatMap((item) => [item, ...item.children])

const circular: Context = {
  ...philippines,
  unit: { code: 'ex-1', name: 'Example circular', attributes: { kind: 'document' } },
}

const open = fill(pdr, circular)
const elements = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
const provisions = [7, 9, 5, 7, 10, 7, 11, 7]

const answered = (from: Scenario, answers: Readonly<Record<string, unknown>>): Scenario =>
  Object.entries(answers).reduce((scenario, [key, value]) => scenario.answer(key, value), from)
const findingsAt = ({ form }: Scenario, key: string): readonly string[] =>
  form.findings.filter((finding) => finding.key === key && finding.code === 'check').map(({ severity }) => severity)
const raised = ({ form }: Scenario): readonly string[] =>
  form.findings.flatMap(({ severity, params }) =>
    params.check === undefined ? [] : [`${severity} ${String(params.check)}`],
  )
const relevant = (scenario: Scenario, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => scenario.item(key).relevant)

describe('the review of a policy document', () => {
  test('is answered by a document, in three sections', () => {
    expect(pdr.bundle.unit).toBe('document')
    expect(pdr.sections.map((section) => section.code)).toEqual(['D', 'E', 'Z'])
  })

  test('has the twelve questions about the document, and the eight elements with their provisions', () => {
    const header = ['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12', 'D08s', 'Z02']
    expect(header.filter((code) => !pdr.items.has(code))).toEqual([])
    const parts = ['', '_sub', '_other', '_strict', '_pages', '_text', '_menu', '_why']
    for (const element of elements)
      expect([element, parts.filter((part) => !pdr.items.has(`E${element}${part}`))]).toEqual([element, []])
    const listed = elements.map((element) => open.answer(`E${element}`, 'rule').item(`E${element}_sub`).options)
    expect(
      listed.map((options) => options.filter((option) => !['other', 'none'].includes(option.code)).length),
    ).toEqual(provisions)
  })

  test('serves the research questions that a text can answer, and no others', () => {
    const served = new Set(items.flatMap((item) => item.definition.rq ?? []))
    expect(Array.from(served).sort()).toEqual([
      'RQ1.5',
      'RQ2.1',
      'RQ2.2',
      'RQ2.4',
      'RQ2.5a',
      'RQ2.5b',
      'RQ2.5c',
      'RQ2.5d',
      'RQ2.5e',
      'RQ3.1',
      'RQ3.6',
    ])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (let seed = 1; seed <= 300 && unreached.size > 0; seed += 1) {
      for (const item of everyItem(evaluate(pdr, plausibleAnswers(pdr, seed, circular), circular))) {
        if (item.relevant) unreached.delete(item.item)
      }
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('takes an hour and a quarter at most when every element has a rule, and a third of an hour when none can be read', () => {
    const minutes = ({ form }: Scenario): number => form.sections.reduce((sum, section) => sum + section.minutes, 0)
    const full = answered(
      open,
      Object.fromEntries(
        elements.flatMap((element) => [
          [`E${element}`, 'rule_and_role'],
          [`E${element}_menu`, 'yes'],
        ]),
      ),
    )
    expect(minutes(full)).toBeLessThanOrEqual(75)
    expect(minutes(full)).toBeGreaterThan(40)
    expect(minutes(fill(pdr, circular, noAnswers))).toBeLessThanOrEqual(20)
  })

  test('nothing is published of the coder and of the doubts; what the document says is public', () => {
    const secret = items.filter((item) => /^(D02|Z)/.test(item.code))
    expect(secret.filter((item) => item.publication !== 'confidential').map((item) => item.code)).toEqual([])
    expect(items.filter((item) => item.code.startsWith('E')).every((item) => item.publication === 'public')).toBe(true)
  })
})

describe('an element of a document', () => {
  const all = ['E6_sub', 'E6_strict', 'E6_pages', 'E6_text', 'E6_menu', 'E6_why']

  test('asks for no more than a second look when it is absent', () => {
    expect(relevant(open.answer('E6', 'absent'), all)).toEqual(['E6_sub'])
  })

  test('asks where it is mentioned, and for strictness only where there is a rule', () => {
    expect(relevant(open.answer('E6', 'mentioned'), all)).toEqual(['E6_sub', 'E6_pages', 'E6_text'])
    const rule = open.answer('E6', 'rule').answer('E6_menu', 'yes')
    expect(relevant(rule, all)).toEqual(all)
    expect(rule.item('E6_text').required).toBe(true)
    expect(open.answer('E6', 'mentioned').item('E6_text').required).toBe(false)
  })

  test('that cannot be read is missing, and nothing of it counts as absent', () => {
    const unread = open.declare('E6', 'not_available')
    expect(unread.form.findings.filter((finding) => finding.key === 'E6')).toEqual([])
    expect(relevant(unread, all)).toEqual([])
    expect(findingsAt(unread.answer('E6_sub', ['password_mfa']), 'E6_sub')).toEqual([])
    expect(open.item('E6').declarable).toEqual(['not_available'])
  })

  test('contradicts itself when it is absent with provisions, or has a rule without any', () => {
    const sub = (presence: string, codes: readonly string[]) =>
      findingsAt(open.answer('E6', presence).answer('E6_sub', codes), 'E6_sub')
    expect(sub('absent', ['password_mfa'])).toEqual(['error'])
    expect(sub('mentioned', ['password_mfa'])).toEqual(['error'])
    expect(sub('rule', ['none'])).toEqual(['error'])
    expect(sub('absent', ['none'])).toEqual([])
    expect(sub('mentioned', ['none'])).toEqual([])
    expect(sub('rule', ['password_mfa'])).toEqual([])
    expect(sub('rule_and_role', ['other'])).toEqual([])
  })

  test('counts from 0 to 3, so that depth can be added up', () => {
    expect(pdr.bundle.codeLists.element_presence?.codes.map((code) => [code.code, code.value])).toEqual([
      ['absent', 0],
      ['mentioned', 1],
      ['rule', 2],
      ['rule_and_role', 3],
    ])
  })

  test('is one variable for each provision, by its name', () => {
    const names = variables(pdr, 'en').main.map((variable) => variable.name)
    expect(names.filter((name) => /^E[1-8]_sub_(?!none$|other$)/.test(name))).toHaveLength(63)
  })
})

describe('how the document was read', () => {
  const read = answered(open, {
    D03_original: ['km', 'en'],
    D03_readable: 'whole',
    D03: 'en',
    D03_translation: 'original',
  })

  test('asks for language and translation only of what was read', () => {
    expect(relevant(read, ['D03', 'D03_translation', 'D03_lost'])).toEqual(['D03', 'D03_translation'])
    expect(relevant(read.answer('D03_readable', 'in_part'), ['D03', 'D03_lost'])).toEqual(['D03', 'D03_lost'])
    expect(relevant(read.answer('D03_readable', 'not_at_all'), ['D03', 'D03_lost'])).toEqual(['D03_lost'])
  })

  test('is checked against the languages in which it was issued', () => {
    expect(raised(read)).toEqual([])
    expect(raised(read.answer('D03', 'th'))).toEqual(['error K_foreign_untranslated'])
    expect(raised(read.answer('D03_translation', 'human'))).toEqual(['warning K_original_translated'])
    expect(raised(read.answer('D03', 'th').answer('D03_translation', 'machine'))).toEqual([])
  })

  test('an unreadable document has no coded element, and one read as a whole has no gap at the end', () => {
    const unreadable = read.answer('D03_readable', 'not_at_all')
    expect(raised(unreadable.declare('E1', 'not_available'))).toEqual([])
    expect(raised(unreadable.answer('E1', 'absent'))).toEqual(['error K_unreadable_coded'])
    const whole = answered(read, Object.fromEntries(elements.map((element) => [`E${element}`, 'absent'])))
    expect(raised(whole.answer('Z01', ['none']))).toEqual([])
    expect(raised(whole.declare('E7', 'not_available'))).toEqual([])
    expect(raised(whole.declare('E7', 'not_available').answer('Z01', ['none']))).toEqual(['warning K_readable_uncoded'])
  })
})

describe('what the document says about itself', () => {
  test('the review follows the document, and the coding follows both', () => {
    const dated = answered(open, { D01_date: '2024-05', D02_date: '2026-11-20', D11: 'date', D11_date: '2027' })
    expect(raised(dated)).toEqual([])
    expect(raised(dated.answer('D11_date', '2023'))).toEqual(['error K_review_before'])
    expect(raised(dated.answer('D11', 'none').answer('D11_date', '2023'))).toEqual([])
    expect(raised(dated.answer('D02_date', '2024-01-15'))).toEqual(['error K_coded_before'])
    expect(findingsAt(dated.answer('D02_date', '2026-12-24'), 'D02_date')).toEqual(['error'])
  })

  test('kind and binding force go together', () => {
    const force = (kind: string, binding: string) => raised(open.answer('D05', kind).answer('D06', binding))
    expect(force('guideline_handbook', 'advisory')).toEqual([])
    expect(force('guideline_handbook', 'legally_binding')).toEqual(['warning K_guide_binding'])
    expect(force('act', 'advisory')).toEqual(['warning K_law_advisory'])
    expect(force('act', 'legally_binding')).toEqual([])
  })

  test('addressees and types of use go together', () => {
    const personal = open.answer('D07', ['employees_personal_use'])
    expect(raised(personal.answer('D08', ['official']))).toEqual(['warning K_use_types'])
    expect(raised(personal.answer('D08', ['official', 'personal']))).toEqual([])
    expect(raised(personal)).toEqual([])
  })

  test('a narrow scope is compared with what is found', () => {
    const narrow = open.answer('D08s', 'narrow').answer('D08s_elements', ['e6'])
    expect(raised(narrow.answer('E6', 'rule'))).toEqual([])
    expect(raised(narrow.answer('E6', 'absent'))).toEqual(['warning K_scope_missed'])
    expect(raised(narrow.answer('E2', 'rule'))).toEqual(['information K_scope_exceeded'])
    expect(raised(narrow.answer('E2', 'mentioned'))).toEqual([])
    expect(raised(narrow.answer('E2', 'rule').answer('D08s', 'whole_subject'))).toEqual([])
  })

  test('only related areas of law are described, and titles asked where a law is named', () => {
    const areas = open.answer('D12_areas', ['data_protection', 'elections'])
    expect(areas.item('D12').rows.map((row) => row.code)).toEqual(['data_protection', 'elections'])
    const related = areas.answer('D12', {
      data_protection: { relation: ['cites_explicitly'] },
      elections: { relation: ['complements'] },
    })
    expect(related.item('D12_laws').records.map((record) => record.row)).toEqual(['data_protection'])
    expect(raised(related)).toEqual([])
    expect(raised(areas.answer('D12', { elections: { relation: ['none'] } }))).toEqual(['warning K_law_unrelated'])
    expect(open.answer('D12_areas', ['none']).item('D12').relevant).toBe(false)
  })

  test('open access is not prohibited', () => {
    const access = open.answer('E1', 'rule').answer('E1_sub', ['open_access'])
    expect(raised(access.answer('E1_strict', 'prohibitive'))).toEqual(['warning K_open_prohibited'])
    expect(raised(access.answer('E1_strict', 'permissive'))).toEqual([])
  })
})

describe('the coder', () => {
  test('is asked about independence as one of two, and not as the one who settles', () => {
    expect(open.answer('D02_role', 'second_coder').item('Z04').relevant).toBe(true)
    expect(open.answer('D02_role', 'adjudicator').item('Z04').relevant).toBe(false)
  })

  test('who wrote the document, or knew the codes of the other, is told so', () => {
    expect(raised(open.answer('D02_part', 'yes'))).toEqual(['warning K_took_part'])
    expect(raised(open.answer('D02_part', 'no'))).toEqual([])
    const second = open.answer('D02_role', 'second_coder')
    expect(raised(second.answer('Z04', 'no'))).toEqual(['warning K_not_independent'])
    expect(raised(second.answer('Z04', 'yes'))).toEqual([])
  })

  test('explains every doubt', () => {
    expect(open.answer('Z01', ['none']).item('Z02').relevant).toBe(false)
    expect(open.answer('Z01', ['e3']).item('Z02').required).toBe(true)
  })
})
