import type { Transaction } from 'kysely'
import type { Prefill, PrefillList, PrefillSource } from '#contract'
import { answerInWords, type Instrument, type KeyText, keyText, parseKey, wordingOf } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import { type HeldResponse, lookAtResponse } from '../responses/actions.ts'
import { answerOf } from '../responses/mutation.ts'
import { type StandingOffer, standingOffers } from './standing.ts'
import { findOffers, type OfferRow, type Place } from './store.ts'

type Db = Transaction<Tables>

/** The offers of a response as they stand, with the versions they are worded in. */
export interface OpenOffers {
  readonly held: HeldResponse
  readonly instrument: Instrument
  readonly offers: readonly StandingOffer[]
  /** Versions that something was said in, by hash. */
  readonly versions: ReadonlyMap<string, Instrument>
}

export const openOffers = async (db: Db, place: Place): Promise<OpenOffers> =>
  offersOf(db, place, await lookAtResponse(db, place))

export async function offersOf(db: Db, place: Place, held: HeldResponse): Promise<OpenOffers> {
  const rows = await findOffers(db, place)
  const instrument = await getOpenedInstrument(db, held.locked.hash)
  const versions = new Map<string, Instrument>()
  for (const hash of new Set(
    rows.flatMap((row) => [row.hash, ...(row.source_hash === null ? [] : [row.source_hash])]),
  )) {
    versions.set(hash, await getOpenedInstrument(db, hash))
  }
  const offers = standingOffers(rows, { instrument, answers: held.answers, versions })
  return { held, instrument, offers, versions }
}

/** Earlier answers in the order of the questionnaire, in words of this language where it has them. */
export async function listPrefills(db: Db, place: Place, language?: string): Promise<PrefillList> {
  return inWords(await openOffers(db, place), language)
}

function inWords({ instrument, offers, versions }: OpenOffers, asked?: string): PrefillList {
  const language = asked ?? instrument.bundle.languages[0] ?? 'en'
  const inOrder = inFormOrder(instrument, offers)
  const records = recordNames(instrument, inOrder, language)
  const prefills = inOrder.map((one) => toPrefill(one, { instrument, versions, language, records }))
  const { texts, fallback } = wordingOf(instrument, language)
  const sections = instrument.sections
    .filter(({ code }) => prefills.some(({ section }) => section === code))
    .map(({ code }) => ({
      section: code,
      title: texts.sections[code]?.title ?? fallback.sections[code]?.title ?? code,
    }))
  return { sections, prefills }
}

/** As the questionnaire asks: what belongs to one record stands together. */
function inFormOrder(instrument: Instrument, offers: readonly StandingOffer[]): readonly StandingOffer[] {
  const order = new Map(Array.from(instrument.items.keys(), (code, at) => [code, at]))
  const rows = Array.from(new Set(offers.map(({ row }) => row.row)))
  const placed = offers.map((offer) => {
    const { item, row = '' } = parseKey(offer.key)
    const at = order.get(item) ?? order.size
    const roster = instrument.items.get(item)?.roster
    return { offer, at: roster === undefined ? [at, 0, 0] : [order.get(roster.code) ?? at, rows.indexOf(row) + 1, at] }
  })
  const before = (a: readonly number[], b: readonly number[]): number =>
    a.map((place, at) => place - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0
  return placed.toSorted((a, b) => before(a.at, b.at)).map(({ offer }) => offer)
}

interface Wording {
  readonly instrument: Instrument
  readonly versions: ReadonlyMap<string, Instrument>
  readonly language: string
  readonly records: ReadonlyMap<string, string>
}

function toPrefill(one: StandingOffer, wording: Wording): Prefill {
  const { row, key, state, waits, broken, stands } = one
  const { instrument, language, records } = wording
  const { item, row: record } = parseKey(key)
  const current = stands && answerOf(stands)
  const found = instrument.items.get(item)
  const roster = found?.roster?.code ?? row.roster ?? ''
  const wordsNow = state === 'changed' && current !== undefined ? answerInWords(instrument, key, current, language) : ''
  return {
    id: row.id,
    item,
    ...(record !== undefined && { row: record, record: records.get(`${roster}/${record}`) ?? record }),
    section: found?.section.code ?? '',
    label: labelOf(instrument, item, language),
    state,
    ...(waits && { waits: roster }),
    inWords: saidInWords(one, wording),
    ...(wordsNow !== '' && { current: wordsNow }),
    source: sourceOf(row),
    offeredAt: row.offered_at.toISOString(),
    ...(broken !== undefined && { broken }),
    ...(row.decided_at !== null &&
      row.decided_by !== null &&
      row.decision !== 'undone' && { decided: { by: row.decided_by, at: row.decided_at.toISOString() } }),
  }
}

/** What was said, in the words of the version it was said in where it does not fit the one that asks now. */
function saidInWords(
  { row, key, answer, broken }: StandingOffer,
  { instrument, versions, language, records }: Wording,
) {
  if (broken !== undefined && row.source_item !== null) {
    const said = versions.get(row.source_hash ?? '') ?? instrument
    const from = keyOfRow(row.source_item, row.source_row ?? '')
    return answerInWords(said, from, answer, language)
  }
  const { item } = parseKey(key)
  if (instrument.items.get(item)?.definition.type === 'roster' && 'value' in answer && Array.isArray(answer.value)) {
    return answer.value.map((name) => records.get(`${item}/${name}`) ?? String(name)).join('\n')
  }
  return answerInWords(instrument, key, answer, language)
}

const keyOfRow = (item: string, row: string): KeyText => keyText(row === '' ? { item } : { item, row })

/** The name of each record, by `roster/row`: that of its code, or its first offered answer. */
function recordNames(
  instrument: Instrument,
  offers: readonly StandingOffer[],
  language: string,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const { key, answer } of offers) {
    const { item, row } = parseKey(key)
    const roster = instrument.items.get(item)?.roster
    if (roster === undefined || row === undefined || names.has(`${roster.code}/${row}`)) continue
    const { rows } = roster.sources
    const code =
      rows &&
      wordingOf(instrument, language)
        .source(rows)
        .find((one) => one.code === row)?.label
    names.set(`${roster.code}/${row}`, code ?? answerInWords(instrument, key, answer, language))
  }
  return names
}

/** A question without the places for one administration or record. */
function labelOf(instrument: Instrument, item: string, language: string): string {
  const { texts, fallback } = wordingOf(instrument, language)
  const label = texts.items[item]?.label ?? fallback.items[item]?.label ?? item
  return label.replaceAll(/\s*[:(–-]?\s*\$\{\w+\}\)?/g, '')
}

export function sourceOf(row: OfferRow): PrefillSource {
  if (row.kind === 'register') {
    const entries = (row.entries ?? []).map((one) => ({ ...one }))
    return { kind: 'register', register: row.register ?? '', entries, asOf: row.as_of }
  }
  return {
    kind: 'wave',
    wave: { code: row.wave_code ?? '', title: row.wave_title ?? '' },
    reference: row.reference ?? '',
    sha256: row.sha256 ?? '',
    instrument: { version: row.source_version ?? '', hash: row.source_hash ?? '' },
    asOf: row.as_of,
  }
}
