import { sql } from 'kysely'
import type { Unit } from './unit-of-work.ts'

/**
 * Begins another epoch, so that every browser offers again what it still holds: for the case that the database cannot see,
 * a copy put back into the cluster it came from. By a task of the server only. Returns the new epoch.
 */
export async function renewEpoch({ db, audit }: Unit): Promise<string> {
  const { epoch } = await db
    .updateTable('server_epoch')
    .set({ epoch: sql`gen_random_uuid()`, at: sql`now()` })
    .returning('epoch')
    .executeTakeFirstOrThrow()
  audit({ action: 'epoch.renewed', detail: { because: 'restore' } })
  return epoch
}
