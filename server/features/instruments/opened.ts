import type { Transaction } from 'kysely'
import { type Instrument, openInstrument } from '#engine'
import type { Tables } from '../../database/tables.ts'
import { getInstrument } from './actions.ts'

const mostOpened = 20
const opened = new Map<string, Instrument>()

/** The instrument with this hash, opened once per process: parsing its expressions again for every save would cost more than the save. */
export async function getOpenedInstrument(db: Transaction<Tables>, hash: string): Promise<Instrument> {
  const instrument = opened.get(hash) ?? openInstrument(await getInstrument(db, hash), hash)
  // the one used last stands last, so that the first is the one to forget
  opened.delete(hash)
  opened.set(hash, instrument)
  for (const [oldest] of opened) {
    if (opened.size <= mostOpened) break
    opened.delete(oldest)
  }
  return instrument
}
