import type { FastifyRequest } from 'fastify'
import { type Action, may, type Role } from '#contract'
import type { Actor } from '../database/unit-of-work.ts'
import { problem } from '../problems.ts'
import type { Session } from './session-cookie.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A change must come from our own pages; tools that send no such headers have no cookies to abuse. */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: URL | undefined): void {
  if (reading.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw problem('foreign-origin')
  const { origin } = request.headers
  if (origin === undefined) return
  const own = publicUrl ? [publicUrl.origin] : [`http://${request.host}`, `https://${request.host}`]
  if (!own.includes(origin)) throw problem('foreign-origin')
}

/** Whoever is asked no more can open another link and sign out, and nothing else. */
export function refuseWithdrawn({ withdrawn }: Session, action: Action): void {
  if (withdrawn !== true || action === 'session.open' || action === 'session.close') return
  throw problem('not-allowed', 'You are no longer asked to work on this response. Nothing you saved is lost.')
}

/** A tab that one person left open never acts in the session that another opened in the same browser. */
export function refuseOtherPerson({ headers }: FastifyRequest, { person }: Actor, action: Action): void {
  const { 'mufakat-person': meant } = headers
  if (meant !== undefined && meant !== person && !action.startsWith('session.')) throw problem('not-signed-in')
}

/** 401 before anybody has signed in, 403 after. */
export function refuseRole(actor: Actor, action: Action): void {
  if (may(actor.role as Role, action)) return
  throw problem(actor.role === 'visitor' ? 'not-signed-in' : 'not-allowed')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A respondent's session is bound to one response; every other is as if it were not there. */
export function refuseForeignResponse(actor: Actor, params: unknown): void {
  const { response } = (params ?? {}) as { response?: unknown }
  if (actor.person === undefined || typeof response !== 'string' || !uuid.test(response)) return
  if (response.toLowerCase() !== actor.response) throw problem('not-found')
}
