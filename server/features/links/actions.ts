import type { Transaction } from 'kysely'
import type { Invitation, Who } from '#contract'
import type { Config } from '../../config.ts'
import { newId } from '../../database/identifier.ts'
import type { Tables } from '../../database/tables.ts'
import type { Unit } from '../../database/unit-of-work.ts'
import { hashToken } from '../../http/session-cookie.ts'
import { problem } from '../../problems.ts'
import { type OpenedSession, openSession } from '../sessions/actions.ts'
import { type FoundLink, findLink, insertLink, markRedeemed, revokeLinks } from './store.ts'
import { isWholeLinkToken, makeLinkToken } from './token.ts'

const day = 86_400_000
const lifeInDays = 14

/** Before the database is asked: most broken links lost their last letters in a mail. */
export function refuseDamaged(token: string): void {
  if (isWholeLinkToken(token)) return
  throw problem(
    'link-damaged',
    'A part of this link is missing. Copy the whole link from the mail, or ask for a new one.',
  )
}

async function getLink(db: Transaction<Tables>, token: string): Promise<FoundLink> {
  const link = await findLink(db, hashToken(token))
  if (!link)
    throw problem('link-damaged', 'This link is not known here. Copy it again from the mail, or ask for a new one.')
  if (link.revoked_at) throw problem('link-revoked', 'Use the link in the newest mail, or ask for a new one.')
  if (link.expired) throw problem('link-expired', `Links work for ${lifeInDays} days. Ask for a new one.`)
  return link
}

/** What a link opens, without opening it. */
export async function inspectLink(db: Transaction<Tables>, token: string): Promise<Invitation> {
  const { administration, study, wave, role, name, synthetic } = await getLink(db, token)
  return { administration, study, wave, role, name, synthetic }
}

export interface Redeemed {
  readonly session: OpenedSession
  readonly who: Who
}

/** Opens a session; the link stays good until it expires or is replaced, and every use is on record. */
export async function redeemLink(
  unit: Unit,
  config: Config,
  token: string,
  replaced: string | undefined,
): Promise<Redeemed> {
  const link = await getLink(unit.db, token)
  await markRedeemed(unit.db, link.id)
  const session = await openSession(
    unit,
    config,
    { person: link.person_id, study: link.study_id, response: link.response_id, role: link.role },
    replaced,
  )
  unit.audit({
    action: 'link.redeemed',
    study: link.study_id,
    response: link.response_id,
    detail: { link: link.id, person: link.person_id, name: link.name, role: link.role },
  })
  const who: Who = {
    role: link.role,
    name: link.name,
    person: link.person_id,
    response: link.response_id,
    expiresAt: session.expiresAt.toISOString(),
    synthetic: link.synthetic,
    ...(begins(link) && { begins: true }),
  }
  return { session, who }
}

const begins = ({ role, untouched, been_here }: FoundLink): boolean =>
  !been_here || (role === 'focal_point' && untouched)

export interface Membership {
  readonly study: string
  readonly response: string
  readonly person: string
}

/** A fresh link in place of all earlier ones of this person; the token is known now and never again. */
export async function issueLink(unit: Unit, { study, response, person }: Membership): Promise<string> {
  await revokeLinks(unit.db, study, response, person)
  const token = makeLinkToken()
  const id = newId()
  const expiresAt = new Date(Date.now() + lifeInDays * day)
  await insertLink(unit.db, { id, tokenHash: hashToken(token), study, response, person, expiresAt })
  unit.audit({ action: 'link.issued', study, response, detail: { link: id, person } })
  return token
}

export async function withdrawLinks(unit: Unit, { study, response, person }: Membership): Promise<void> {
  await revokeLinks(unit.db, study, response, person)
  unit.audit({ action: 'link.revoked', study, response, detail: { person } })
}
