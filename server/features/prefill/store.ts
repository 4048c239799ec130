import { sql, type Transaction } from 'kysely'
import { parseKey } from '#engine'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { NewOffer, RegisterEntry } from './offer.ts'

type Db = Transaction<Tables>

export interface Place {
  readonly study: string
  readonly response: string
}

/** Keeps what is new; what was offered under a key before stays as it is. Returns how many were kept, and how many broken. */
export async function insertOffers(db: Db, { study, response }: Place, hash: string, offers: readonly NewOffer[]) {
  const rows = offers.map(toRow)
  const found = await sql<{ broken: boolean }>`
    insert into prefill_offer (study_id, response_id, id, instrument_hash, item, row, roster, value, missing, kind, wave_code,
      wave_title, reference, sha256, source_hash, source_item, source_row, register, entries, as_of, broken, why)
    select ${study}::uuid, ${response}::uuid, o.id, ${hash}::text, o.item, o.row, o.roster, o.value, o.missing, o.kind,
      o.wave_code, o.wave_title, o.reference, o.sha256, o.source_hash, o.source_item, o.source_row, o.register, o.entries,
      o.as_of, o.broken, o.why
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o(id uuid, item text, row text, roster text, value jsonb,
      missing text, kind text, wave_code text, wave_title text, reference text, sha256 text, source_hash text,
      source_item text, source_row text, register text, entries jsonb, as_of date, broken text, why text)
    on conflict on constraint prefill_offer_is_one_per_item_and_row do nothing
    returning broken is not null as broken`.execute(db)
  const broken = found.rows.filter((row) => row.broken).length
  return { offered: found.rows.length - broken, broken }
}

function toRow({ key, answer, roster, source, from, broken }: NewOffer) {
  const { item, row = '' } = parseKey(key)
  const said = from === undefined ? undefined : parseKey(from)
  const head = { id: newId(), item, row, roster, kind: source.kind, as_of: source.asOf, ...answer }
  const faulty = { broken: broken?.reason, why: broken?.why ?? '' }
  if (source.kind === 'register') return { ...head, ...faulty, register: source.register, entries: source.entries }
  const { wave, reference, sha256, hash } = source
  const submission = { wave_code: wave.code, wave_title: wave.title, reference, sha256, source_hash: hash }
  return { ...head, ...faulty, ...submission, source_item: said?.item, source_row: said?.row ?? '' }
}

export interface OfferRow {
  readonly id: string
  readonly hash: string
  readonly item: string
  readonly row: string
  readonly roster: string | null
  readonly value: unknown
  readonly missing: string | null
  readonly kind: 'wave' | 'register'
  readonly wave_code: string | null
  readonly wave_title: string | null
  readonly reference: string | null
  readonly sha256: string | null
  readonly source_hash: string | null
  readonly source_version: string | null
  readonly source_item: string | null
  readonly source_row: string | null
  readonly register: string | null
  readonly entries: readonly RegisterEntry[] | null
  readonly as_of: string
  readonly broken: string | null
  readonly why: string
  readonly offered_at: Date
  /** The latest; none while nobody has decided. */
  readonly decision: 'confirmed' | 'no_longer_applies' | 'undone' | null
  readonly decisions: number
  readonly decided_by: string | null
  readonly decided_at: Date | null
}

/** Every offer of a response with the latest decision about it. */
export async function findOffers(db: Db, { study, response }: Place): Promise<readonly OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select o.id, o.instrument_hash as hash, o.item, o.row, o.roster, o.value, o.missing, o.kind, o.wave_code, o.wave_title,
      o.reference, o.sha256, o.source_hash, v.version as source_version, o.source_item, o.source_row, o.register, o.entries,
      o.as_of::text, o.broken, o.why, o.offered_at, d.decision, coalesce(d.number, 0) as decisions,
      d.by_name as decided_by, d.at as decided_at
    from prefill_offer o left join instrument_version v on v.hash = o.source_hash
    left join lateral (select * from prefill_decision d where d.study_id = o.study_id and d.response_id = o.response_id
      and d.offer_id = o.id order by d.number desc limit 1) d on true
    where o.study_id = ${study}::uuid and o.response_id = ${response}::uuid order by length(o.row), o.row`.execute(db)
  return rows
}

/** How many wait for somebody: undecided, unanswered, and not in a record that has to be confirmed first. */
export async function countWaiting(db: Db, { study, response }: Place): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    with latest as (select distinct on (d.offer_id) d.offer_id, d.decision from prefill_decision d
      where d.study_id = ${study}::uuid and d.response_id = ${response}::uuid order by d.offer_id, d.number desc)
    select count(*)::integer as waiting from prefill_offer o left join latest l on l.offer_id = o.id
    where o.study_id = ${study}::uuid and o.response_id = ${response}::uuid
      and l.decision is distinct from 'no_longer_applies'
      and not exists (select from answer a where a.study_id = o.study_id and a.response_id = o.response_id and a.item = o.item
        and a.row = o.row and num_nonnulls(a.value, a.missing) > 0)
      and (o.roster is null or exists (select from prefill_offer p join latest c on c.offer_id = p.id and c.decision = 'confirmed'
        join answer a on a.study_id = p.study_id and a.response_id = p.response_id and a.item = p.item and a.row = ''
        where p.study_id = o.study_id and p.response_id = o.response_id and p.item = o.roster and p.row = ''
          and a.value ? o.row))`.execute(db)
  return rows[0]?.waiting ?? 0
}

export interface NewDecision {
  readonly offer: string
  readonly item: string
  readonly number: number
  readonly decision: 'confirmed' | 'no_longer_applies' | 'undone'
}

export async function insertDecisions(
  db: Db,
  { study, response, name, person }: Place & { readonly name: string; readonly person: string },
  decisions: readonly NewDecision[],
): Promise<void> {
  if (decisions.length === 0) return
  await db
    .insertInto('prefill_decision')
    .values(
      decisions.map(({ offer, item, number, decision }) => ({
        study_id: study,
        response_id: response,
        offer_id: offer,
        item,
        number,
        decision,
        by_name: name,
        by_person: person,
      })),
    )
    .execute()
}
