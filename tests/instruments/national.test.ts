import { describe, expect, test } from 'vitest'
import { evaluate, noAnswers, topLevelItems } from '#engine'
import { openNational } from '../support/definitions.ts'
import { plausibleAnswers } from '../support/random-answers.ts'
import { everyItem, fill, philippines } from '../support/scenario.ts'

const nat = await openNational()
const items = topLevelItems(nat).flatMap((item) => [item, ...item.children])

describe('the national questionnaire', () => {
  test('has every section of the study, in order', () => {
    expect(nat.sections.map((section) => section.code)).toEqual([
      'S0',
      'A',
      'B',
      'C',
      'D',
      'E',
      'F',
      'G',
      'H',
      'I',
      'Z',
    ])
  })

  test('every item names a research question or is marked as identification', () => {
    const untold = items.filter(({ definition, roster }) => {
      const { rq = roster?.definition.rq ?? [], identification = roster?.definition.identification, type } = definition
      return rq.length === 0 && identification !== true && type !== 'note'
    })
    expect(untold.map((item) => item.code)).toEqual([])
  })

  test('every research question has at least one item', () => {
    const asked = new Set(items.flatMap((item) => item.definition.rq ?? []))
    const questions = nat.bundle.codeLists.research_question?.codes.map((code) => String(code.label_code)) ?? []
    expect(questions).toHaveLength(23)
    expect(questions.filter((question) => !asked.has(question))).toEqual([])
  })

  test('every item is reached by some answers', () => {
    const unreached = new Set(items.map((item) => item.code))
    for (let seed = 1; seed <= 300 && unreached.size > 0; seed += 1) {
      const form = evaluate(nat, plausibleAnswers(nat, seed), philippines)
      for (const item of everyItem(form)) if (item.relevant) unreached.delete(item.item)
    }
    expect(Array.from(unreached)).toEqual([])
  })

  test('says how long each section takes, and none takes more than twenty minutes before anything is known', () => {
    const form = evaluate(nat, noAnswers, philippines)
    for (const section of form.sections) {
      expect(section.minutes).toBeGreaterThan(0)
      expect(section.minutes).toBeLessThanOrEqual(20)
    }
  })

  test('asks of a country that does not use social media only what concerns it', () => {
    const none = fill(nat).answer(
      'B01',
      Object.fromEntries(philippinesLevels.map((level) => [level, { extent: 'none' }])),
    )
    for (const code of ['B03', 'B10', 'B13', 'B16', 'C05', 'C06'])
      expect([code, none.item(code).relevant]).toEqual([code, false])
    for (const code of ['C01', 'D01', 'E01', 'F01', 'G01', 'H01'])
      expect([code, none.item(code).relevant]).toEqual([code, true])
    expect(none.item('F01').columns.map((column) => column.column)).toEqual(['before'])
  })

  test('hides government tiers a country does not have', () => {
    const singapore = {
      ...philippines,
      unit: { code: 'sgp', name: 'Singapore', attributes: { levels: ['l1_national'] } },
    }
    expect(
      fill(nat, singapore)
        .item('B01')
        .rows.map((row) => row.code),
    ).toEqual(['l1_national'])
  })

  test('asks the objectives of the use cases in use, and no others', () => {
    const use = fill(nat)
      .answer('B01', { l1_national: { extent: 'most' } })
      .answer('B10', { uc01: { status: 'pilot' }, uc02: { status: 'not_used' }, uc06: { status: 'established_most' } })
    expect(use.item('B13').rows.map((row) => row.code)).toEqual(['uc01', 'uc06'])
    expect(use.item('B11').options.map((option) => option.code)).toEqual(['uc01', 'uc06'])
    const asked = use.answer('B13', { uc01: { primary: 'o1', secondary: ['o4'] }, uc06: { primary: 'o6' } })
    expect(asked.item('B15').rows.map((row) => row.code)).toEqual(['uc01'])
  })

  test('raises a warning, and blocks nothing, when more ministries are active than exist', () => {
    const odd = fill(nat).answer('B02_total', 20).answer('B02_active', 25)
    const raised = odd.form.findings.filter((finding) => finding.code === 'check')
    expect(raised).toMatchObject([{ severity: 'warning', params: { check: 'K_ministries' } }])
    expect(odd.answer('B02_active', 20).form.findings.filter((finding) => finding.code === 'check')).toEqual([])
  })

  test('keeps contact details out of every publication', () => {
    const open = items.filter((item) => /^(S001|Z04|Z05)/.test(item.code) && item.publication !== 'confidential')
    expect(open.map((item) => item.code)).toEqual([])
  })
})

const philippinesLevels = philippines.unit.attributes.levels as readonly string[]
