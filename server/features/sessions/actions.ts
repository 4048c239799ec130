import type { Transaction } from 'kysely'
import type { Role, Who } from '#contract'
import type { Config } from '../../config.ts'
import type { Database } from '../../database/plugin.ts'
import type { Tables } from '../../database/tables.ts'
import { gate, inReading, type Unit } from '../../database/unit-of-work.ts'
import { hashToken, makeToken, type Session } from '../../http/session-cookie.ts'
import { deleteExpiredSessions, deleteSession, insertSession, isSynthetic, type NewSession } from './store.ts'

/** Nobody signed in: known without asking the database. */
export const visitor: Who = { role: 'visitor', name: '', synthetic: false }

export async function describeSession(db: Transaction<Tables>, session: Session): Promise<Who> {
  const { actor, expiresAt } = session
  return {
    role: actor.role as Role,
    name: actor.name,
    ...(actor.person !== undefined && { person: actor.person }),
    ...(actor.response !== undefined && { response: actor.response }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    synthetic: await isSynthetic(db, actor.study),
  }
}

/** Staff work across studies: they are warned as long as one of them is synthetic. */
export const isAnyStudySynthetic = (database: Database): Promise<boolean> =>
  inReading(database, gate, (db) => isSynthetic(db, undefined))

export interface OpenedSession {
  readonly token: string
  readonly expiresAt: Date
}

type Opening = Omit<NewSession, 'tokenHash' | 'expiresAt'>

const hour = 3_600_000

/** A new session in place of the one the browser brought, so that nobody can plant a session beforehand. */
export async function openSession(
  unit: Unit,
  config: Config,
  opening: Opening,
  replaced: string | undefined,
): Promise<OpenedSession> {
  const { hours } = opening.person === undefined ? config.sessions.staff : config.sessions.respondent
  const expiresAt = new Date(Date.now() + hours * hour)
  const token = makeToken()
  if (replaced !== undefined) await deleteSession(unit.db, hashToken(replaced))
  await deleteExpiredSessions(unit.db)
  await insertSession(unit.db, { ...opening, tokenHash: hashToken(token), expiresAt })
  return { token, expiresAt }
}

export async function closeSession(unit: Unit, token: string, role: string): Promise<void> {
  await deleteSession(unit.db, hashToken(token))
  unit.audit({ action: 'session.closed', detail: { role } })
}
