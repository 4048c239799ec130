import { describe, expect, test } from 'vitest'
import { type InstrumentSources, load, type RuleName, ruleNames } from '#engine/load'
import { readSources } from '../../../scripts/instruments/sources.ts'

const sources = await readSources('nat')

// biome-ignore lint/suspicious/noExplicitAny: a mistake in a definition is a change to plain data of any shape
type Plain = any

interface Draft {
  readonly head: Plain
  section(code: string): Plain
  item(code: string): Plain
  readonly texts: Plain
  list(name: string): Plain
}

/** The national questionnaire with one mistake made in it. */
function withMistake(make: (draft: Draft) => void): InstrumentSources {
  const copy: InstrumentSources = JSON.parse(JSON.stringify(sources))
  const sections = copy.sections.map((file) => file.content as Plain)
  const items = (list: Plain[]): Plain[] => list.flatMap((item) => [item, ...items(item.items ?? [])])
  make({
    head: copy.instrument.content,
    section: (code) => sections.find((section) => section.section === code),
    item: (code) =>
      items(sections.flatMap((s) => s.groups.flatMap((g: Plain) => g.items ?? []))).find((i) => i.item === code),
    texts: copy.texts.en?.content,
    list: (name) => copy.codeLists.find((file) => (file.content as Plain).list === name)?.content,
  })
  return copy
}

const mistakes: readonly (readonly [RuleName, string, (draft: Draft) => void])[] = [
  [
    'shape',
    'a setting that its type does not have',
    (d) => {
      d.item('B03').colour = 'red'
    },
  ],
  [
    'shape',
    'a grid column called missing',
    (d) => {
      d.item('B01').columns[0].column = 'missing'
    },
  ],
  [
    'section-file',
    'a section without a file',
    (d) => {
      d.head.sections.push('Y')
    },
  ],
  [
    'duplicate-code',
    'a code twice in its list',
    (d) => {
      d.list('exist').codes.push({ code: 'draft' })
    },
  ],
  [
    'duplicate-item',
    'an item twice',
    (d) => {
      d.section('B').groups[0].items.push(structuredClone(d.item('B03')))
    },
  ],
  [
    'unknown-code-list',
    'a list that does not exist',
    (d) => {
      d.item('C01').list = 'existence'
    },
  ],
  [
    'unknown-option',
    'an added code that does not exist',
    (d) => {
      d.item('A06').also = ['nothing']
    },
  ],
  [
    'unknown-option',
    'a specified option that does not exist',
    (d) => {
      d.item('A04_other').specifies.code = 'another'
    },
  ],
  [
    'syntax',
    'a formula that stops half-way',
    (d) => {
      d.item('B03').relevant = 'count-selected('
    },
  ],
  [
    'unknown-reference',
    'an item that does not exist',
    (d) => {
      d.item('B03').relevant = '$' + "{B99} = 'x'"
    },
  ],
  [
    'unknown-function',
    'a function that does not exist',
    (d) => {
      d.item('B03').relevant = 'pulldata(1)'
    },
  ],
  [
    'arity',
    'too many arguments',
    (d) => {
      d.item('B03').relevant = 'true(1)'
    },
  ],
  [
    'type-mismatch',
    'a text where a condition belongs',
    (d) => {
      d.item('B03').relevant = "'yes'"
    },
  ],
  [
    'unknown-code',
    'a code the item does not offer',
    (d) => {
      d.item('C02').relevant = '$' + "{C01} = 'maybe'"
    },
  ],
  [
    'regex-invalid',
    'a pattern that cannot be read',
    (d) => {
      d.item('A01_source').constraint = "regex(., '(')"
    },
  ],
  [
    'regex-unsafe',
    'a pattern that can run for ever',
    (d) => {
      d.item('A01_source').constraint = "regex(., '(a+)+')"
    },
  ],
  [
    'forward-reference',
    'an item that is asked later',
    (d) => {
      d.item('A01').relevant = '$' + '{B02_total} > 1'
    },
  ],
  [
    'cycle',
    'an item that depends on itself',
    (d) => {
      d.item('B03').relevant = '$' + '{B03} > 2000'
    },
  ],
  [
    'missing-text',
    'an item without words',
    (d) => {
      delete d.texts.items.B03
    },
  ],
  [
    'orphan-text',
    'words without an item',
    (d) => {
      d.texts.items.B98 = { label: 'Nothing' }
    },
  ],
  [
    'unknown-placeholder',
    'a placeholder for nothing',
    (d) => {
      d.texts.items.B03.label = 'In {wonderland}'
    },
  ],
  [
    'no-research-question',
    'an item that serves no question',
    (d) => {
      delete d.item('B03').rq
    },
  ],
  [
    'unknown-research-question',
    'a question the study does not have',
    (d) => {
      d.item('B03').rq = ['RQ9.9']
    },
  ],
  [
    'duplicate-variable',
    'two columns of one name',
    (d) => {
      d.section('A').groups[0].items.push({ item: 'A06_BLOG', type: 'text', rq: ['RQ1.2'] })
      d.texts.items.A06_BLOG = { label: 'Blog' }
    },
  ],
]

const notHere = [
  'not-of-comparison',
  'yaml-syntax',
  'duplicate-key',
  'unknown-part',
  'missing-parameter',
  'unused-parameter',
  'unknown-base',
  'unknown-variant-code',
  'untranslated',
]

describe('definition rules', () => {
  test('the national questionnaire breaks none', () => {
    expect(load(sources).faults.filter((fault) => fault.severity === 'fault')).toEqual([])
  })

  test.each(mistakes)('%s: %s', (rule, _what, make) => {
    const { faults } = load(withMistake(make))
    const wrong = faults.filter((fault) => fault.severity === 'fault')
    expect(wrong.map((fault) => fault.rule)).toContain(rule)
    expect(new Set(wrong.map((fault) => fault.rule)).size).toBeLessThanOrEqual(2)
    for (const fault of wrong) expect(fault.file).toMatch(/^instruments\/.+\.yaml$/)
  })

  test('every rule but notices has a mistake that breaks it', () => {
    const broken = new Set(mistakes.map(([rule]) => rule))
    expect(ruleNames.filter((rule) => !notHere.includes(rule) && !broken.has(rule))).toEqual([])
  })
})
