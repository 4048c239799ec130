import type { Transaction } from 'kysely'
import type { EarlierAnswer, Mutation } from '#contract'
import { type Answer, answerInWords, type Instrument, keyText, type MissingReason } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'
import type { Author } from '../responses/author.ts'
import { findEarlier, findMoves, insertEarlier } from './store.ts'

type Db = Transaction<Tables>

/** A change that came late and does not stand as it was typed. */
export interface EarlierChange {
  readonly mutation: Mutation
  readonly to?: { readonly item: string; readonly row?: string | undefined } | undefined
  readonly outcome: 'look' | 'set_aside'
  readonly reason: string
}

/** Keeps late changes among the earlier answers, each once however often it is sent. */
export async function keepChanges(
  db: Db,
  author: Author,
  hash: string,
  changes: readonly EarlierChange[],
): Promise<void> {
  const givenAt = new Date().toISOString()
  const all = changes.map(({ mutation: { id, item, row, value, missing }, to, outcome, reason }) => ({
    id,
    hash,
    item,
    row: row ?? '',
    value,
    missing,
    outcome,
    reason,
    to,
    by: author.name,
    givenAt,
  }))
  await insertEarlier(db, author, all)
}

/** Every answer that does not stand any more, in words, the newest first. */
export async function readEarlier(
  db: Db,
  place: { readonly study: string; readonly response: string },
): Promise<EarlierAnswer[]> {
  const taken = new Set((await findMoves(db, place)).map((move) => move.reverses))
  // what a move set aside stands again once the move was taken back
  const rows = (await findEarlier(db, place)).filter((row) => row.outcome === 'reversed' || !taken.has(row.move ?? 0))
  return Promise.all(
    rows.map(async (row): Promise<EarlierAnswer> => {
      const instrument = await getOpenedInstrument(db, row.hash)
      const key = keyText(row.row === '' ? { item: row.item } : { item: row.item, row: row.row })
      const given: Answer = row.missing === null ? { value: row.value } : { missing: row.missing as MissingReason }
      const { language, label } = labels(instrument)
      return {
        item: row.item,
        ...(row.row !== '' && { row: row.row }),
        label: label(row.item),
        inWords: answerInWords(instrument, key, given, language),
        version: row.version,
        outcome: row.outcome,
        reason: row.reason,
        ...(row.to_item !== null && {
          to: { item: row.to_item, ...(row.to_row !== null && { row: row.to_row }) },
        }),
        by: row.by,
        at: row.given_at.toISOString(),
      }
    }),
  )
}

/** What items are called in the first language of a version, without the places for one administration or record. */
export function labels(instrument: Instrument): { readonly language: string; label(item: string): string } {
  const language = instrument.bundle.languages[0] ?? 'en'
  const items = instrument.bundle.texts[language]?.items ?? {}
  return { language, label: (item) => (items[item]?.label ?? item).replaceAll(/\s*[:(–-]?\s*\$\{\w+\}\)?/g, '') }
}
