import type { Transaction } from 'kysely'
import type { Database } from '../../database/plugin.ts'
import type { Tables } from '../../database/tables.ts'
import { inUnitOfWork, system } from '../../database/unit-of-work.ts'
import type { Signer } from './signing-key.ts'
import { findSigningKeys, insertSigningKey } from './submission-store.ts'

/** Before the first receipt: the public half of this server's key joins those of earlier keys and of other servers. */
export async function makeKeyKnown(database: Database, { id, publicKey }: Signer): Promise<void> {
  await inUnitOfWork(database, system, async (unit) => {
    await insertSigningKey(unit.db, id, publicKey)
    unit.audit({ action: 'signing-key.known', detail: { key: id } })
  })
}

/** Every key receipts were ever signed with, as RFC 7517 and RFC 8037 write them. */
export async function listKeys(db: Transaction<Tables>) {
  const keys = await findSigningKeys(db)
  return {
    keys: keys.map(({ id, public_key: x, at }) => ({
      kty: 'OKP' as const,
      crv: 'Ed25519' as const,
      use: 'sig' as const,
      alg: 'EdDSA' as const,
      kid: id,
      x,
      since: at.toISOString(),
    })),
  }
}
