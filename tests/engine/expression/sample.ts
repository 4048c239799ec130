import {
  type Expression,
  evaluateExpression,
  type Lookup,
  parseExpression,
  type Value,
} from '../../../instruments/engine/expression/index.ts'

export const text = (value: string): Value => ({ type: 'text', text: value })
export const number = (value: number): Value => ({ type: 'number', number: value })
export const boolean = (value: boolean): Value => ({ type: 'boolean', boolean: value })
export const date = (value: string): Value => ({ type: 'date', date: value })
export const set = (...codes: string[]): Value => ({ type: 'set', codes })
export const list = (...values: Value[]): Value => ({ type: 'list', values })
export const missing: Value = undefined

/** The answers of one administration, as every test of this folder sees them. */
export const answers: Readonly<Record<string, Value>> = {
  status: text('in_force'),
  ministries: number(12),
  active: number(9),
  zero: number(0),
  year: number(2017),
  numeral: text('12'),
  adopted: date('2017-10-05'),
  adoptedMonth: date('2017-10'),
  adoptedYear: date('2017'),
  platforms: set('facebook', 'zalo', 'line'),
  onePlatform: set('zalo'),
  noPlatform: set(),
  title: text('Vientiane 🇱🇦 guideline'),
  email: text('office@gov.example'),
  budgets: list(number(40), missing, number(2.5)),
  noBudgets: list(missing, missing),
  sources: list(set('law', 'decree'), missing, set('law')),
  uses: {
    type: 'grid',
    rows: {
      crisis: { status: ['operational_all'], year: 2015 },
      hiring: { status: ['pilot'] },
      polls: { status: ['not_used'], year: 2019 },
      constructor: { status: ['pilot'], note: ['planned'] },
    },
  },
}

const districts = [
  { code: 'kampot', province: 'south', towns: ['bokor', 'kep town'] },
  { code: 'takeo', province: 'south' },
  { code: 'siem_reap', province: 'north', value: 7 },
]

export function lookupOf(known: Readonly<Record<string, Value>> = answers, self: Value = undefined): Lookup {
  const units: Readonly<Record<string, Value>> = { levels: set('national', 'province'), iso3: text('LAO') }
  const waves: Readonly<Record<string, Value>> = { year: number(2026) }
  const names: Readonly<Record<string, string>> = { in_force: 'In force', none: 'None', zalo: 'Zalo', line: 'LINE' }
  return {
    reference: (item) => (Object.hasOwn(known, item) ? known[item] : undefined),
    self,
    attribute: (name) => (name === 'name' ? text('facebook') : undefined),
    unit: (attribute) => units[attribute],
    wave: (attribute) => waves[attribute],
    choiceName: (code) => names[code],
    codes: (list) => (list === 'district' ? districts : []),
    today: '2026-11-22',
  }
}

export function parsed(source: string): Expression {
  const result = parseExpression(source)
  if (!result.ok) throw new Error(`${source} does not parse at ${result.fault.at}: ${result.fault.message}`)
  return result.expression
}

export const resultOf = (source: string, lookup: Lookup = lookupOf()): Value =>
  evaluateExpression(parsed(source), lookup)
