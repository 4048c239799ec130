import type { BaseReason, Finding, UnitName, VariableFinding } from '#contract'

const names: Readonly<Record<string, string>> = {
  brn: 'Brunei Darussalam',
  khm: 'Cambodia',
  idn: 'Indonesia',
  lao: 'Lao PDR',
  mys: 'Malaysia',
  mmr: 'Myanmar',
  phl: 'Philippines',
  sgp: 'Singapore',
  tha: 'Thailand',
  tls: 'Timor-Leste',
  vnm: 'Viet Nam',
}

/** `units('idn mys')`: the administrations with these codes. */
export const units = (codes: string): UnitName[] =>
  codes
    .split(' ')
    .filter((code) => code !== '')
    .map((code) => ({ code, name: names[code] ?? code }))

export const missing = (reason: BaseReason, codes: string) => ({
  reason,
  count: units(codes).length,
  units: units(codes),
})

export const category = (code: string, label: string, codes: string) => ({
  code,
  label,
  count: units(codes).length,
  units: units(codes),
})

export const variable = (given: Partial<VariableFinding>): VariableFinding => ({
  variable: 'C01',
  label: 'Is there a formal instrument?',
  measure: 'nominal',
  unit: '',
  part: {},
  base: { units: 11, valid: 9, missing: [missing('dont_know', 'lao'), missing('no_response', 'tls')], rule: 'MR-F' },
  categories: [],
  values: [],
  ...given,
})

export const finding = (
  kind: Finding['kind'],
  variables: VariableFinding[],
  given: Partial<Finding> = {},
): Finding => ({
  item: 'C01',
  section: 'C',
  label: 'Is there a formal instrument?',
  rq: ['RQ2.1'],
  kind,
  publication: 'public',
  wave: { id: '0198c000-0000-7000-8000-000000000001', code: '2026', title: 'Wave 2026' },
  instrument: { code: 'NAT', version: '1.0.0', hash: 'ab12'.repeat(16) },
  synthetic: false,
  disclosure: [],
  variables,
  ...given,
})

/** Nine of eleven answered; one does not know, one has not responded. */
export const formalInstrument = variable({
  categories: [
    category('in_force', 'In force', 'idn mys phl sgp'),
    category('partial', 'In force for some', 'tha'),
    category('draft', 'In draft', 'khm vnm'),
    category('none', 'None', 'brn mmr'),
    category('ended', 'Has ended', ''),
  ],
})

export const option = (code: string, label: string, codes: string): VariableFinding =>
  variable({
    variable: `C08_${code}`,
    part: { option: { code, label } },
    categories: [category('chosen', 'Chosen', codes), category('not_chosen', 'Not chosen', '')],
  })

export const place = (rank: number, facebook: string, youtube: string): VariableFinding =>
  variable({
    variable: `A04_rank${rank}`,
    part: { rank },
    categories: [
      category('facebook', 'Facebook', facebook),
      category('youtube', 'YouTube', youtube),
      category('zalo', 'Zalo', ''),
    ],
  })

export const row = (code: string, label: string, few: string, most: string, measure: 'ordinal' | 'nominal') =>
  variable({
    variable: `B01_${code}`,
    measure,
    part: { row: { code, label }, column: { code: 'extent', label: 'Extent' } },
    categories: [category('few', 'Few', few), category('most', 'Most', most)],
  })

export const value = (code: string, given: string | number) => ({
  unit: units(code)[0] ?? { code, name: code },
  value: given,
})
