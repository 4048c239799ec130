import type { Database } from '../../database/plugin.ts'
import { inReading, inUnitOfWork, system } from '../../database/unit-of-work.ts'
import { countExpiredPieces, deleteExpiredPieces } from './upload-store.ts'

/** Clears away what arrived of files that nobody finished sending within seven days; returns the number of pieces. */
export async function clearExpired(database: Database): Promise<number> {
  if ((await inReading(database, system, countExpiredPieces)) === 0) return 0
  return inUnitOfWork(database, system, async (unit) => {
    const pieces = await deleteExpiredPieces(unit.db)
    unit.audit({ action: 'uploads.expired', detail: { pieces } })
    return pieces
  })
}
