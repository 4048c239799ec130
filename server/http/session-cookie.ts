import '@fastify/cookie'
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Role } from '#contract'
import type { Config } from '../config.ts'
import type { Database } from '../database/plugin.ts'
import type { Actor } from '../database/unit-of-work.ts'

export interface Session {
  readonly actor: Actor
  /** How whoever acts showed who they are: not at all, by a personal link, or by a password. */
  readonly level: 'none' | 'link' | 'password'
  readonly expiresAt: Date | undefined
  /** Whoever it belongs to was asked for something once, and is no more. */
  readonly withdrawn?: boolean
}

export const nobody: Session = { actor: { role: 'visitor', name: 'visitor' }, level: 'none', expiresAt: undefined }

const isSecure = (config: Config) => config.publicUrl?.protocol === 'https:'
// __Host- is refused by browsers without Secure, and Secure without https
const cookieName = (config: Config) => (isSecure(config) ? '__Host-s' : 's')

/** 256 random bits; only their hash is kept, so a plain hash is enough. */
export const makeToken = (): string => randomBytes(32).toString('base64url')
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

export function setSessionCookie(reply: FastifyReply, config: Config, token: string, expiresAt: Date): void {
  reply.setCookie(cookieName(config), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
    expires: expiresAt,
  })
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(cookieName(config), { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) })
}

/** The session's token, when the cookie looks like one; anything else never reaches the database. */
export function readToken(request: FastifyRequest, config: Config): string | undefined {
  const token = request.cookies[cookieName(config)]
  return token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : undefined
}

interface SessionRow {
  role: Role
  name: string
  person_id: string | null
  account_id: string | null
  study_id: string | null
  response_id: string | null
  expires_at: Date
  withdrawn: boolean
}

/** Who asks: one statement, and none for a visitor. */
export async function findSession(database: Database, config: Config, token: string | undefined): Promise<Session> {
  if (token === undefined) return nobody
  const { respondent, staff } = config.sessions
  const { rows } = await sql<SessionRow>`select * from session_of(${hashToken(token)},
    make_interval(mins => ${respondent.idleMinutes}::int), make_interval(mins => ${staff.idleMinutes}::int))`.execute(
    database,
  )
  const row = rows[0]
  if (!row) return nobody
  return {
    actor: {
      role: row.role,
      name: row.name,
      person: row.person_id ?? undefined,
      account: row.account_id ?? undefined,
      response: row.response_id ?? undefined,
      study: row.study_id ?? undefined,
    },
    level: row.person_id === null ? 'password' : 'link',
    expiresAt: row.expires_at,
    withdrawn: row.withdrawn,
  }
}
