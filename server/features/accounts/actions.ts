import type { Who } from '#contract'
import type { Config } from '../../config.ts'
import { newId } from '../../database/identifier.ts'
import type { Database } from '../../database/plugin.ts'
import { asGate, gate, inReading, inUnitOfWork, type Unit } from '../../database/unit-of-work.ts'
import { problem } from '../../problems.ts'
import { type OpenedSession, openSession } from '../sessions/actions.ts'
import { hashPassword, matchesPassword } from './passwords.ts'
import { findAccount, type StaffRole, writeAccount } from './store.ts'

export interface SignedIn {
  readonly session: OpenedSession
  readonly who: Omit<Who, 'synthetic'>
}

export const toAddress = (email: string): string => email.trim().toLowerCase()

interface Credentials {
  readonly email: string
  readonly password: string
}

/** The password is checked between two transactions: no connection waits for a slow hash. */
export async function signIn(
  database: Database,
  config: Config,
  { email, password }: Credentials,
  replaced: string | undefined,
): Promise<SignedIn> {
  const account = await inReading(database, gate, (db) => findAccount(db, toAddress(email)))
  const matches = await matchesPassword(account?.password_phc, password)
  if (!account) throw problem('sign-in-refused')
  const actor = asGate({ name: account.name, account: account.id })
  if (!matches) {
    await inUnitOfWork(database, actor, async (unit) =>
      unit.audit({ action: 'session.refused', detail: { account: account.id } }),
    )
    throw problem('sign-in-refused')
  }
  const session = await inUnitOfWork(database, actor, async (unit) => {
    unit.audit({ action: 'session.opened', detail: { account: account.id, role: account.role } })
    return openSession(unit, config, { account: account.id, role: account.role }, replaced)
  })
  return { session, who: { role: account.role, name: account.name, expiresAt: session.expiresAt.toISOString() } }
}

export interface AccountDetails extends Credentials {
  readonly name: string
  readonly role: StaffRole
}

/** Makes an account, or gives an existing one a new name, role and password. For the command line. */
export async function saveAccount(unit: Unit, details: AccountDetails): Promise<void> {
  const email = toAddress(details.email)
  const phc = await hashPassword(details.password)
  await writeAccount(unit.db, { id: newId(), email, name: details.name, role: details.role, phc })
  unit.audit({ action: 'account.saved', detail: { email, role: details.role } })
}
