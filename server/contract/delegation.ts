import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const responseParams = z.object({ response: z.uuid() })
const personParams = z.object({ response: z.uuid(), person: z.uuid() })
const line = z.string().trim().max(200)
const codes = z.array(z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/)).max(1000)
const memberRole = z.enum(['focal_point', 'contributor', 'reviewer', 'clearing_officer'])

/** What somebody was asked for; sections and items both empty: the whole response. */
const part = {
  sections: codes.default([]),
  items: codes.default([]),
  /** They may read the whole response, and not only their part and what it depends on. */
  readsAll: z.boolean().default(false),
  due: z.iso.date().optional(),
  message: z.string().trim().max(2000).default(''),
}

/** What only who asked may know of somebody. */
export const delegation = z.object({
  email: z.string(),
  readsAll: z.boolean(),
  message: z.string(),
  state: z.enum(['asked', 'opened', 'working', 'returned', 'withdrawn']),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  /** Until when the link opens; absent: there is none that does. */
  linkUntil: z.iso.datetime().optional(),
  /** Whoever asks may change, renew and withdraw it. */
  yours: z.boolean(),
})

const workReturn = z.object({ outcome: z.enum(['done', 'cannot']), note: z.string(), at: z.iso.datetime() })

export const colleague = z.object({
  person: z.uuid(),
  name: z.string(),
  role: memberRole,
  alternate: z.boolean(),
  /** Ministry or office. */
  body: z.string(),
  sections: z.array(z.string()),
  items: z.array(z.string()),
  due: z.iso.date().optional(),
  /** It is whoever asks. */
  me: z.boolean(),
  delegation: delegation.optional(),
  /** How they gave their part back last; for who asked, and for themselves. */
  returned: workReturn.optional(),
})

export type Colleague = z.infer<typeof colleague>

export const people = z.object({
  people: z.array(colleague),
  /** Answers that others changed since whoever asks last said they had looked, by section. */
  changes: z.array(z.object({ section: z.string(), n: z.int() })),
  /** Threads with something in them that whoever asks has not read. */
  unread: z.int(),
  since: z.iso.datetime().optional(),
  /** When this was read, by the clock of the server. */
  at: z.iso.datetime(),
})

export type People = z.infer<typeof people>

export const readPeople = endpoint({
  method: 'GET',
  path: '/api/responses/:response/people',
  summary: 'Who works on the response, on which part, and what changed since one last looked',
  who: 'people.read',
  params: responseParams,
  returns: people,
  problems: [],
})

/** The link is known now and never again: only its hash is kept. */
const link = z.object({ person: z.uuid(), token: z.string() })

export const askPerson = endpoint({
  method: 'POST',
  path: '/api/responses/:response/people',
  summary: 'Ask a named person for the response or a part of it; the reply has the personal link to pass on',
  who: 'people.ask',
  params: responseParams,
  body: z.strictObject({
    name: line.min(1),
    email: z.email().max(320),
    /** `focal_point`: an alternate. */
    role: memberRole,
    body: line.default(''),
    ...part,
  }),
  returns: link,
  problems: ['response-locked'],
})

export const changePart = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/people/:person',
  summary: 'Ask the same person for another part, or by another day',
  who: 'people.ask',
  params: personParams,
  body: z.strictObject(part),
  problems: ['not-allowed', 'response-locked'],
})

export const renewLink = endpoint({
  method: 'POST',
  path: '/api/responses/:response/people/:person/link',
  summary: 'A fresh personal link in place of the earlier one, also for somebody who was withdrawn',
  who: 'people.ask',
  params: personParams,
  returns: link,
  problems: ['not-allowed'],
})

export const withdrawPerson = endpoint({
  method: 'DELETE',
  path: '/api/responses/:response/people/:person',
  summary: 'Take the request back: the link and every session of it end at once; what was saved stays',
  who: 'people.ask',
  params: personParams,
  problems: ['not-allowed'],
})

export const returnWork = endpoint({
  method: 'POST',
  path: '/api/responses/:response/returns',
  summary: 'Give one’s part back: done, or why it cannot be answered',
  who: 'work.return',
  params: responseParams,
  body: z
    .strictObject({ outcome: z.enum(['done', 'cannot']), note: z.string().trim().max(2000).default('') })
    .refine(({ outcome, note }) => outcome === 'done' || note !== '', { path: ['note'], message: 'Say why.' }),
  problems: [],
})

export const noteLook = endpoint({
  method: 'POST',
  path: '/api/responses/:response/looks',
  summary: 'Say that one has seen what changed until now',
  who: 'people.read',
  params: responseParams,
  body: z.strictObject({ until: z.iso.datetime() }),
  problems: [],
})
