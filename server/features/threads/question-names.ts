import type { Transaction } from 'kysely'
import { wordingOf } from '#engine'
import { type LabelContext, plainLabel } from '../../analysis/plain-label.ts'
import type { Tables } from '../../database/tables.ts'
import { getOpenedInstrument } from '../instruments/opened.ts'

/** What questions are called in the instrument itself: no answer is filled in, so that none reaches the research team. */
export async function questionNames(
  db: Transaction<Tables>,
  { hash, ...wave }: LabelContext & { readonly hash: string },
): Promise<(item: string) => string> {
  const instrument = await getOpenedInstrument(db, hash)
  const { texts, fallback } = wordingOf(instrument, 'en')
  return (item) => plainLabel((texts.items[item] ?? fallback.items[item])?.label ?? item, wave)
}

export const hasQuestion = async (db: Transaction<Tables>, hash: string, item: string): Promise<boolean> =>
  (await getOpenedInstrument(db, hash)).items.has(item)
