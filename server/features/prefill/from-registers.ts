import { type Instrument, type KeyText, parseKey } from '#engine'
import type { NewOffer, RegisterEntry } from './offer.ts'
import { isOfRegister } from './offerable.ts'
import type { Register, RegisterFileEntry } from './registers.ts'
import { rosterOf, unsound } from './soundness.ts'

/** A unit as registers know it: an administration, by its ISO code. */
export interface RegisterUnit {
  readonly kind: string
  readonly code: string
  readonly attributes: { readonly iso3?: unknown }
}

/** What registers say of an administration, for the items that ask for it. Entries about parts of one table are one answer. */
export function offersFromRegisters(
  registers: readonly Register[],
  instrument: Instrument,
  unit: RegisterUnit,
): readonly NewOffer[] {
  if (unit.kind !== 'administration') return []
  const code = String(unit.attributes.iso3 ?? unit.code).toLowerCase()
  const found = new Map<KeyText, NewOffer>()
  for (const { register, instruments, entries } of registers) {
    if (!instruments.includes(instrument.bundle.instrument)) continue
    for (const entry of entries.filter(({ administration }) => administration === code)) {
      for (const [key, value] of Object.entries(entry.answers)) {
        const offer = offerOf({ instrument, register, entry }, key, value, found.get(key))
        if (offer !== undefined) found.set(key, offer)
      }
    }
  }
  return Array.from(found.values())
}

interface Place {
  readonly instrument: Instrument
  readonly register: string
  readonly entry: RegisterFileEntry
}

function offerOf(
  { instrument, register, entry }: Place,
  key: KeyText,
  value: unknown,
  before: NewOffer | undefined,
): NewOffer | undefined {
  const item = instrument.items.get(parseKey(key).item)
  const known = before?.source.kind === 'register' ? before.source : undefined
  // another register spoke of it first
  if (item === undefined || !isOfRegister(item) || (known !== undefined && known.register !== register)) return before
  const answer = { value: merged(before, value) }
  if (unsound(instrument, key, answer) !== undefined) return before
  const entries = [...(known?.entries ?? []), toEntry(entry)]
  const asOf = entries.map((one) => one.asOf).sort()[entries.length - 1] ?? entry.as_of
  return { key, answer, ...rosterOf(item), source: { kind: 'register', register, entries, asOf } }
}

const toEntry = ({ entry, source, certainty, as_of: asOf }: RegisterFileEntry): RegisterEntry => ({
  entry,
  source,
  certainty,
  asOf,
})

const merged = (before: NewOffer | undefined, value: unknown): unknown =>
  before !== undefined && 'value' in before.answer && isRecord(before.answer.value) && isRecord(value)
    ? { ...value, ...before.answer.value }
    : value

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
