import type { Transaction } from 'kysely'
import type { Bundle } from '../../../instruments/engine/definition/bundle.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import type { ReleasedBundle } from './released.ts'
import { findHashes, findInstrument, insertInstrument } from './store.ts'

export async function getInstrument(db: Transaction<Tables>, hash: string): Promise<Bundle> {
  const found = await findInstrument(db, hash)
  if (!found) throw problem('not-found', 'There is no released instrument with this hash.')
  return found.bundle
}

/** Those not in the database yet. A version that is there with other content stops the server: it was released before. */
export async function findUnloaded(
  db: Transaction<Tables>,
  released: readonly ReleasedBundle[],
): Promise<ReleasedBundle[]> {
  const known = new Map((await findHashes(db)).map((row) => [`${row.code} ${row.version}`, row.hash]))
  return released.filter(({ file, code, version, hash }) => {
    const loaded = known.get(`${code} ${version}`)
    if (loaded !== undefined && loaded !== hash) {
      throw new Error(
        `${file}: ${code} ${version} was released before with other content; a change needs a new version`,
      )
    }
    return loaded === undefined
  })
}

/** Puts released bundles into the database, each once and for ever. */
export async function loadInstruments(unit: Unit, fresh: readonly ReleasedBundle[]): Promise<void> {
  for (const { hash, code, version, text } of fresh)
    await insertInstrument(unit.db, { hash, code, version, bundle: text })
  const loaded = fresh.map(({ code, version, hash }) => ({ code, version, hash }))
  unit.audit({ action: 'instruments.loaded', detail: { loaded } })
}
