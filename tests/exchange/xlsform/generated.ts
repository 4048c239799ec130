import fc from 'fast-check'
import type { Bundle, ItemDefinition, Texts } from '#engine'
import { itemTypes } from '#engine'

/** Words as people type them, and as they should not: spaces around, quotes, other scripts, several lines. */
const words = fc
  .oneof(
    fc.constantFrom(
      'How many?',
      ' begins with a space',
      'ends with lines\n\n',
      '"quoted"',
      '"',
      '=SUM(A1)',
      'តើមានប៉ុន្មាន?',
      'ບ້ານ',
      'မြန်မာ\u200Bစာ',
      'க்\u200Cஷ',
      'e\u0301 decomposed',
      'about ${A1} and {wave_year}',
      'a | b, c; d\te',
      '007',
      'TRUE',
      '1.0',
      "it's",
      '#REF!',
      '<b>bold</b> & more',
    ),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => /\S/.test(text) && !/[{}]/.test(text)),
  )
  // what no cell of a workbook can hold is no text of an instrument either
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, (sign) => (sign === '\n' ? sign : ' ')))
  .filter((text) => /\S/.test(text))

const lists = [
  'exist',
  'platform',
  'channel',
  'element',
  'level',
  'objective',
  'use_case',
  'use_status',
  'extent',
] as const
const codes = ['a', 'b', 'none', 'x_1'] as const

/** Settings of every item type, as its own examples give them. */
const examples = Object.values(itemTypes).flatMap((type) =>
  type.examples.map(({ settings }) => ({ type: type.name, ...(settings as object) })),
)

const used = (settings: object): boolean =>
  (JSON.stringify(settings).match(/"(?:list|from)":"([^"]*)"/g) ?? []).every(
    (found) => !found.startsWith('"from"') && lists.some((list) => found === `"list":"${list}"`),
  )

const envelope = fc.record(
  {
    rq: fc.constantFrom(['RQ1.1'], ['RQ2.1', 'RQ1.4']),
    required: fc.constantFrom(true, false, "${A1} != ''"),
    relevant: fc.constantFrom(
      "${A1} != ''",
      "  ${A1}   = 'x' and\n  ${A1} != 'y'",
      "cell(${B9}, 'a') = 'b'",
      "wave('year') > 2025",
    ),
    severity: fc.constantFrom('blocker', 'error', 'warning', 'information'),
    missing: fc.constantFrom([], ['refused'], ['dont_know', 'not_available']),
    publication: fc.constantFrom('public', 'aggregate_only', 'confidential'),
    prefill: fc.constantFrom('register', 'previous_wave'),
  },
  { requiredKeys: [] },
)

const settings = fc.constantFrom(
  ...examples.filter(used).filter(({ type }) => type !== 'roster' && type !== 'register_pick'),
)

interface Worded {
  readonly definition: ItemDefinition
  readonly label: string
  readonly hint: string | undefined
}

const item = (code: string): fc.Arbitrary<Worded> =>
  fc.tuple(settings, envelope, words, fc.option(words, { nil: undefined })).map(([one, around, label, hint]) => ({
    definition: { item: code, ...one, ...around } as ItemDefinition,
    label,
    hint,
  }))

/** Instruments of two sections: one text at the start, items of any type after it, some of them in a roster. */
export const instruments: fc.Arbitrary<Bundle> = fc
  .record({
    items: fc
      .integer({ min: 1, max: 6 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => item(`B${at + 1}`)))),
    children: fc.tuple(item('R_a'), item('R_b')),
    label: words,
    title: words,
    introduction: fc.option(words, { nil: undefined }),
    languages: fc.constantFrom(['en'], ['en', 'km'], ['lo', 'en']),
  })
  .map(({ items, children, label, title, introduction, languages }): Bundle => {
    const first: Worded = { definition: { item: 'A1', type: 'text', identification: true }, label, hint: undefined }
    const grid = {
      item: 'B9',
      type: 'grid',
      rows: { list: 'level' },
      columns: [{ column: 'c', cell: 'one', list: 'exist' }],
    } as const
    const roster: ItemDefinition = {
      item: 'R',
      type: 'roster',
      max: 3,
      items: children.map((child) => child.definition),
    }
    const all = [
      first,
      ...items,
      { definition: grid, label, hint: undefined },
      { definition: roster, label, hint: title },
      ...children,
    ]
    const texts = {
      instrument: { title, ...(introduction !== undefined && { introduction }) },
      sections: { A: { title: label, ...(introduction !== undefined && { introduction, body: title }) }, B: { title } },
      groups: {
        A: { title, ...(introduction !== undefined && { introduction }) },
        B_1: { title: label },
        B: { title },
      },
      items: Object.fromEntries(
        all.map((one) => [
          one.definition.item,
          { label: one.label, ...(one.hint !== undefined && { hint: one.hint }) },
        ]),
      ),
      checks: { K_1: { message: label } },
      codeLists: Object.fromEntries(
        [...lists, 'yes_no', 'common'].map((list) => [
          list,
          { title, codes: Object.fromEntries(codesOf(list).map((code) => [code, label])) },
        ]),
      ),
    } as const satisfies Texts
    return {
      instrument: 'GEN',
      version: '2.10.3',
      unit: languages.length === 1 ? 'administration' : ['body', 'provider'],
      languages,
      missing: languages.length === 1 ? [] : ['refused'],
      sections: [
        { section: 'A', publication: 'aggregate_only', groups: [{ group: 'A', items: [first.definition] }] },
        {
          section: 'B',
          publication: 'public',
          relevant: "${A1} !=   ''",
          groups: [
            { group: 'B_1', relevant: "wave('year') = 2026", items: [...items.map((one) => one.definition), grid] },
            { group: 'B', items: [roster] },
          ],
        },
      ],
      checks: [{ check: 'K_1', severity: 'warning', when: "${A1} = 'x'", items: ['A1'] }],
      codeLists: Object.fromEntries(
        [...lists, 'yes_no', 'common'].map((list) => [
          list,
          {
            list,
            version: '1.2.0',
            ...(list === 'level' && { ordered: true }),
            codes: codesOf(list).map((code, at) => ({
              code,
              ...(at === 1 && { value: 7, tags: ['p', 'q r'], exclusive: true }),
            })),
          },
        ]),
      ),
      texts: Object.fromEntries(languages.map((language) => [language, texts])),
    }
  })

const codesOf = (list: string): readonly string[] =>
  list === 'yes_no' ? ['yes', 'no'] : list === 'common' ? ['none', 'other'] : codes
