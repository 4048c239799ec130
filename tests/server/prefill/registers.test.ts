import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openInstrument } from '#engine'
import { readReleased } from '../../../server/features/instruments/released.ts'
import { offersFromRegisters } from '../../../server/features/prefill/from-registers.ts'
import {
  parseRegister,
  type Register,
  readRegisters,
  registerFaults,
} from '../../../server/features/prefill/registers.ts'

const released = await readReleased(fileURLToPath(new URL('../../../instruments/released', import.meta.url)))
const nat = released.find(({ code }) => code === 'NAT')
if (nat === undefined) throw new Error('NAT is not released')
const national = openInstrument(nat.bundle, nat.hash)

const entry = (over: object = {}) => ({
  entry: 'phl_privacy',
  administration: 'phl',
  certainty: 'verified_secondary',
  as_of: '2026-11-22',
  source: 'Republic Act 10173 (2012)',
  answers: { D01: { data_protection: { status: 'in_force' } }, 'D02_year/data_protection': 2012 },
  ...over,
})
const register = (...entries: readonly object[]) => ({
  register: 'laws',
  title: 'Laws',
  version: '2026-11-22',
  instruments: ['NAT'],
  entries,
})
const read = (...entries: readonly object[]): Register =>
  parseRegister('laws.json', JSON.stringify(register(...entries)))
const phl = { kind: 'administration', code: 'phl', attributes: {} }

describe('the registers that ship', () => {
  test('speak only of what the questionnaires ask of a register, in values they can take, and once of each', async () => {
    const all = await readRegisters()
    expect(all.length).toBeGreaterThan(0)
    for (const one of all) {
      for (const code of one.instruments) {
        const bundle = released.find((other) => other.code === code)
        expect(registerFaults(one, openInstrument(bundle?.bundle ?? nat.bundle, bundle?.hash ?? ''))).toEqual([])
      }
    }
  })

  test('name members of the study by their codes, and are offered to them', async () => {
    const members = new Set(Object.keys(nat.bundle.texts['en']?.codeLists['asean_member']?.codes ?? {}))
    for (const one of await readRegisters()) {
      for (const { administration } of one.entries) {
        expect(members).toContain(administration)
        const unit = { kind: 'administration', code: administration, attributes: {} }
        expect(offersFromRegisters([one], national, unit).length).toBeGreaterThan(0)
      }
    }
  })
})

describe('a register', () => {
  test.each([
    ['without a certainty', entry({ certainty: undefined })],
    ['that nobody confirmed', entry({ certainty: 'unverified' })],
    ['reported and not confirmed', entry({ certainty: 'reported_by_administration' })],
    ['without a source', entry({ source: '' })],
    ['without a day', entry({ as_of: '2026' })],
  ])('is not read with an entry %s', (_what, wrong) => {
    expect(() => read(wrong)).toThrow(/^laws\.json at entries\/0\//)
  })

  test('is told what it says of items that ask no register, what they cannot take, and what is said twice', () => {
    const faults = registerFaults(
      read(
        entry({ answers: { C01: 'in_force', D01: { data_protection: { status: 'perhaps' } } } }),
        entry({ entry: 'again', answers: { D01: { data_protection: { status: 'in_force' } } } }),
      ),
      national,
    )
    expect(faults).toHaveLength(3)
    expect(faults[0]).toBe('phl_privacy: C01 is not asked of a register')
    expect(faults[2]).toBe('again and phl_privacy both speak of phl D01 data_protection')
  })

  test('makes one answer of entries about parts of one table, and names all of them', () => {
    const [offer] = offersFromRegisters(
      [
        read(
          entry(),
          entry({
            entry: 'phl_governance',
            as_of: '2026-12-01',
            answers: { D01: { e_government: { status: 'in_force' } } },
          }),
          entry({ entry: 'another', administration: 'sgp' }),
        ),
      ],
      national,
      phl,
    )
    expect(offer).toMatchObject({
      key: 'D01',
      answer: { value: { data_protection: { status: 'in_force' }, e_government: { status: 'in_force' } } },
      source: { kind: 'register', register: 'laws', asOf: '2026-12-01' },
    })
    expect(offer?.source.kind === 'register' && offer.source.entries.map(({ entry: name }) => name)).toEqual([
      'phl_privacy',
      'phl_governance',
    ])
  })

  test('says nothing to other units, other questionnaires and items that do not ask', () => {
    const laws = [read(entry(), entry({ entry: 'other', answers: { C01: 'in_force' } }))]
    expect(offersFromRegisters(laws, national, phl).map(({ key }) => key)).toEqual(['D01', 'D02_year/data_protection'])
    expect(offersFromRegisters(laws, national, { ...phl, code: 'tha' })).toEqual([])
    expect(offersFromRegisters(laws, national, { ...phl, kind: 'informant' })).toEqual([])
    expect(offersFromRegisters([{ ...read(entry()), instruments: ['AGY'] }], national, phl)).toEqual([])
    expect(offersFromRegisters(laws, national, { ...phl, code: 'x', attributes: { iso3: 'PHL' } })).toHaveLength(2)
  })
})
