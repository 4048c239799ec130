import { type Instrument, type ItemDefinition, openInstrument } from '#engine'
import { load } from '#engine/load'
import { readSources } from '../../scripts/instruments/sources.ts'

/** The national questionnaire as its definition files stand, opened. */
export async function openNational(): Promise<Instrument> {
  const { bundle, faults } = load(await readSources('nat'))
  const wrong = faults.filter((fault) => fault.severity === 'fault')
  if (bundle === undefined || wrong.length > 0) throw new Error(JSON.stringify(wrong.slice(0, 3)))
  return openInstrument(bundle, '0'.repeat(64))
}

/** A small instrument around a few items; code lists are named with their codes, labels are the codes in capitals. */
export function instrumentOf(
  items: readonly ItemDefinition[],
  lists: Readonly<Record<string, readonly string[]>> = {},
): Instrument {
  const codeLists = { yes_no: ['yes', 'no'], common: ['none', 'other'], missing_reason: missing, ...lists }
  const all = items.flatMap((item) => [item, ...(item.type === 'roster' ? item.items : [])])
  return openInstrument(
    {
      instrument: 'T',
      version: '1.0.0',
      unit: 'administration',
      languages: ['en'],
      missing: ['dont_know', 'refused', 'not_applicable', 'not_available'],
      sections: [{ section: 'S', publication: 'public', groups: [{ group: 'G', items }] }],
      checks: [],
      codeLists: Object.fromEntries(
        Object.entries(codeLists).map(([list, codes]) => [
          list,
          { list, version: '1.0.0', codes: codes.map((code) => ({ code })) },
        ]),
      ),
      texts: {
        en: {
          instrument: { title: 'Test' },
          sections: { S: { title: 'Section' } },
          groups: { G: { title: 'Group' } },
          items: Object.fromEntries(all.map((item) => [item.item, { label: `About ${item.item}` }])),
          checks: {},
          codeLists: Object.fromEntries(
            Object.entries(codeLists).map(([list, codes]) => [
              list,
              { title: list, codes: Object.fromEntries(codes.map((code) => [code, code.toUpperCase()])) },
            ]),
          ),
        },
      },
    },
    '1'.repeat(64),
  )
}

const missing = ['dont_know', 'refused', 'not_applicable', 'not_available', 'no_answer', 'logic_skip']
