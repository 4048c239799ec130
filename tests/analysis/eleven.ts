import { type Cell, type PublicationClass, pack, packLayout, type Variable } from '#engine'
import type { Consent, Consents } from '../../server/analysis/consent.ts'
import type { FrameUnit } from '../../server/analysis/outcome.ts'
import { type Table, tableOf } from '../../server/analysis/table.ts'

const names = ['Brunei', 'Cambodia', 'Indonesia', 'Laos', 'Malaysia', 'Myanmar', 'Philippines', 'Singapore', 'Thailand']
const codes = ['brn', 'khm', 'idn', 'lao', 'mys', 'mmr', 'phl', 'sgp', 'tha', 'tls', 'vnm']

/** The eleven member states; the last `silent` of them have not submitted. */
export const eleven = (silent = 0): readonly FrameUnit[] =>
  [...names, 'Timor-Leste', 'Viet Nam'].map((name, at) => ({
    code: codes[at] ?? '',
    name,
    submitted: at < 11 - silent,
  }))

export const variable = (name: string, over: Partial<Variable> = {}): Variable => ({
  name,
  label: `About ${name}`,
  item: name,
  section: 'C',
  measure: 'nominal',
  unit: '',
  rq: ['RQ2.1'],
  publication: 'public' as PublicationClass,
  part: {},
  ...over,
})

export const coded = (...list: string[]): Pick<Variable, 'codes'> => ({
  codes: list.map((code, at) => ({ code, label: code.toUpperCase(), value: at + 1 })),
})

/** Rows as cells, each with the position of its unit. */
export function tableWith(
  variables: readonly Variable[],
  rows: readonly { readonly unit: number; readonly cells: readonly Cell[] }[],
  units = 11,
): Table {
  const layout = packLayout(variables)
  const packed = rows.map(({ unit, cells }) => ({
    unit,
    packed: pack(variables, layout, cells),
    words: (at: number) => String(cells[at] ?? ''),
  }))
  return tableOf(variables, packed, units)
}

export const openConsents: Consents = { sections: new Set(), byUnit: new Map() }

/** Consent for section C, unit by unit. */
export const consentsFor = (frame: readonly FrameUnit[], byCode: Readonly<Record<string, Consent>>): Consents => ({
  sections: new Set(['C']),
  byUnit: new Map(
    frame
      .filter(({ submitted }) => submitted)
      .map(({ code }) => [code, new Map([['C', byCode[code] ?? 'publish_named']])]),
  ),
})
