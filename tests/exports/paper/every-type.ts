import { type Instrument, type ItemDefinition, itemTypes, openInstrument } from '#engine'
import type { CodeList, Texts } from '../../../instruments/engine/definition/bundle.ts'
import national from '../../../instruments/released/nat@1.0.0.json' with { type: 'json' }

/** The first valid example of every item type as an item of its own: `T_single_choice`, `T_grid` … */
const examples = Object.values(itemTypes).map((type) => {
  const example = type.examples.find(({ valid }) => valid) ?? type.examples[0]
  return { type: type.name, settings: example?.settings ?? {}, value: example?.valid ? example.value : undefined }
})

export const codeOf = (type: string): string => `T_${type}`

const inRoster: readonly ItemDefinition[] = [
  { item: 'R_name', type: 'text' },
  { item: 'R_kind', type: 'single_choice', list: 'exist' },
]

const items = examples.map(
  ({ type, settings }) =>
    ({ item: codeOf(type), type, ...settings, ...(type === 'roster' && { items: inRoster }) }) as ItemDefinition,
)

export const everyAnswer = Object.fromEntries(
  examples.flatMap(({ type, value }) => (value === undefined ? [] : [[codeOf(type), { value }]])),
)

const codes = [...items.map(({ item }) => item), ...inRoster.map(({ item }) => item)]

/** Every item type on one page, with the code lists of the national questionnaire. */
export const everyType: Instrument = openInstrument(
  {
    instrument: 'EVERY',
    version: '1.0.0',
    unit: 'administration',
    languages: ['en'],
    missing: ['dont_know', 'refused'],
    sections: [{ section: 'S', publication: 'public', groups: [{ group: 'G', items }] }],
    checks: [],
    codeLists: national.codeLists as unknown as Readonly<Record<string, CodeList>>,
    texts: {
      en: {
        instrument: { title: 'Every item type' },
        sections: { S: { title: 'Section' } },
        groups: { G: { title: 'Group' } },
        items: Object.fromEntries(codes.map((code) => [code, { label: `About ${code}` }])),
        checks: {},
        codeLists: national.texts.en.codeLists as unknown as Texts['codeLists'],
      },
    },
  },
  'e'.repeat(64),
)
