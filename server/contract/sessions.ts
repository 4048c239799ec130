import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { roles } from './permissions.ts'

const token = z.string().min(1).max(200)

export const who = z.object({
  role: z.enum(roles),
  name: z.string(),
  /** A respondent, the same under every link. What a browser keeps of somebody's work is kept under it. */
  person: z.uuid().optional(),
  /** The response a respondent's session is bound to. */
  response: z.uuid().optional(),
  expiresAt: z.iso.datetime().optional(),
  /** Every study is marked; synthetic ones say so on every page. */
  synthetic: z.boolean(),
  /** Told when a link is opened: they have not been here before, or lead a response that nobody has touched. */
  begins: z.literal(true).optional(),
})

export type Who = z.infer<typeof who>

/** What a link opens, shown before anything is redeemed, so that mail scanners redeem nothing. */
export const invitation = z.object({
  administration: z.string(),
  study: z.string(),
  wave: z.string(),
  role: z.enum(roles),
  name: z.string(),
  synthetic: z.boolean(),
})
export type Invitation = z.infer<typeof invitation>

export const readSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in',
  who: 'session.read',
  returns: who,
  problems: [],
})

export const inspectLink = endpoint({
  method: 'POST',
  path: '/api/links/inspect',
  summary: 'What a personal link opens, without opening it',
  who: 'session.open',
  body: z.strictObject({ token }),
  returns: invitation,
  problems: ['link-damaged', 'link-expired', 'link-revoked'],
})

export const redeemLink = endpoint({
  method: 'POST',
  path: '/api/links/redeem',
  summary: 'Exchange a personal link for a session cookie',
  who: 'session.open',
  body: z.strictObject({ token }),
  returns: who,
  problems: ['link-damaged', 'link-expired', 'link-revoked'],
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in with e-mail address and password',
  who: 'session.open',
  body: z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) }),
  returns: who,
  problems: ['sign-in-refused', 'too-many-requests'],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out',
  who: 'session.close',
  problems: [],
})
