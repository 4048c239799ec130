import { sql, type Transaction } from 'kysely'
import type { Role } from '#contract'
import type { Tables } from '../../database/tables.ts'

type Db = Transaction<Tables>

export interface NewSession {
  readonly tokenHash: Buffer
  readonly person?: string | undefined
  readonly account?: string | undefined
  readonly study?: string | undefined
  readonly response?: string | undefined
  readonly role: Role
  readonly expiresAt: Date
}

export const insertSession = (db: Db, session: NewSession) =>
  db
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      person_id: session.person ?? null,
      account_id: session.account ?? null,
      study_id: session.study ?? null,
      response_id: session.response ?? null,
      role: session.role,
      expires_at: session.expiresAt,
    })
    .execute()

export const deleteSession = (db: Db, tokenHash: Buffer) =>
  db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()

export const deleteExpiredSessions = (db: Db) =>
  db.deleteFrom('session').where('expires_at', '<', sql<Date>`now()`).execute()

/** For a respondent the study of the response; for staff whether there is any synthetic study at all. */
export async function isSynthetic(db: Db, study: string | undefined): Promise<boolean> {
  const query = db.selectFrom('study').select('id').where('synthetic', '=', true).limit(1)
  const found = await (study === undefined ? query : query.where('id', '=', study)).executeTakeFirst()
  return found !== undefined
}
