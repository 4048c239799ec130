import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const responseParams = z.object({ response: z.uuid() })
const threadParams = z.object({ response: z.uuid(), thread: z.uuid() })
const messageParams = z.object({ response: z.uuid(), thread: z.uuid(), message: z.uuid() })
const itemCode = z.string().regex(/^[A-Z][A-Za-z0-9_]{0,31}$/)

/**
 * Who reads a thread, each within the next: `ministry` people of the ministry that opened it · `administration` everybody
 * on the response whose part covers the item · `research` these and the research team.
 */
export const threadScope = z.enum(['ministry', 'administration', 'research'])
export type ThreadScope = z.infer<typeof threadScope>

/** Kept as it was typed, in NFC: joiners and spaces without width are part of how words are written. */
const messageText = z
  .string()
  .normalize('NFC')
  .max(4000)
  .regex(/[\p{L}\p{N}\p{P}\p{S}]/u)

/** Ids are the sender's: sent again after a lost reply, it is the same message. */
const newMessage = {
  text: messageText,
  /** Whom it is meant for, among those who read it. */
  mentions: z.array(z.uuid()).max(50).default([]),
}

const author = {
  by: z.string(),
  /** The author's ministry or office; absent for the research team. */
  body: z.string().optional(),
  /** It is whoever asks. */
  mine: z.boolean(),
  at: z.iso.datetime(),
}

export const threadSummary = z.object({
  id: z.uuid(),
  response: z.uuid(),
  /** Absent: the response as a whole. */
  item: z.string().optional(),
  /** The question as it stands in the instrument, without anybody's answers in it. */
  label: z.string().optional(),
  scope: threadScope,
  ...author,
  lastAt: z.iso.datetime(),
  messages: z.int(),
  /** Messages of others that whoever asks has not seen. */
  unread: z.int(),
  /** One of these is meant for whoever asks. */
  mentioned: z.boolean(),
  /** How it begins; empty where that was taken back. */
  beginning: z.string(),
  resolved: z.object({ by: z.string(), at: z.iso.datetime() }).optional(),
})
export type ThreadSummary = z.infer<typeof threadSummary>

export const threadMessage = z.object({
  id: z.uuid(),
  number: z.int(),
  ...author,
  /** Absent: it was taken back. */
  text: z.string().optional(),
  mentions: z.array(z.string()),
})
export type ThreadMessage = z.infer<typeof threadMessage>

const reader = z.object({ person: z.uuid(), name: z.string(), body: z.string(), me: z.boolean() })
export type ThreadReader = z.infer<typeof reader>

export const thread = threadSummary.extend({
  /** The name of the unit that answers. */
  unit: z.string(),
  written: z.array(threadMessage),
  /** People of the administration who read it; empty for the research team, which is not told. */
  readers: z.array(reader),
  /** Where whoever asks may move it. */
  narrower: z.array(threadScope),
  wider: z.array(threadScope),
  /** Why it is not shown to more people by whoever asks: somebody else began it, or wrote in it. */
  notWider: z.enum(['author', 'others']).optional(),
})
export type Thread = z.infer<typeof thread>

export const listThreads = endpoint({
  method: 'GET',
  path: '/api/responses/:response/threads',
  summary: 'Threads on a response that whoever asks may read: open ones first, then by their newest message',
  who: 'thread.read',
  params: responseParams,
  returns: z.object({ threads: z.array(threadSummary) }),
  problems: [],
})

export const readThread = endpoint({
  method: 'GET',
  path: '/api/responses/:response/threads/:thread',
  summary: 'One thread with its messages, and who reads it',
  who: 'thread.read',
  params: threadParams,
  returns: thread,
  problems: [],
})

export const listThreadReaders = endpoint({
  method: 'GET',
  path: '/api/responses/:response/thread-readers',
  summary: 'Who of the administration would read a thread on this item, in each scope',
  who: 'thread.choose-scope',
  params: responseParams,
  query: z.strictObject({ item: itemCode.optional() }),
  returns: z.object({ ministry: z.array(reader), administration: z.array(reader) }),
  problems: [],
})
export type ThreadReaders = z.infer<(typeof listThreadReaders)['returns']>

export const openThread = endpoint({
  method: 'POST',
  path: '/api/responses/:response/threads',
  summary: 'Open a thread with its first message; the research team opens them once a response was submitted',
  who: 'thread.write',
  params: responseParams,
  body: z.strictObject({ id: z.uuid(), item: itemCode.optional(), scope: threadScope, ...newMessage }),
  returns: thread,
  problems: ['not-allowed', 'not-submitted'],
})

export const writeMessage = endpoint({
  method: 'POST',
  path: '/api/responses/:response/threads/:thread/messages',
  summary: 'Write in an open thread',
  who: 'thread.write',
  params: threadParams,
  body: z.strictObject({ id: z.uuid(), ...newMessage }),
  returns: thread,
  problems: ['thread-resolved'],
})

export const takeMessageBack = endpoint({
  method: 'DELETE',
  path: '/api/responses/:response/threads/:thread/messages/:message',
  summary: 'Take one’s own message back: the text goes, that there was one stays',
  who: 'thread.write',
  params: messageParams,
  returns: thread,
  problems: ['not-allowed'],
})

export const resolveThread = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/threads/:thread/resolution',
  summary: 'Say that a thread is settled, or open it again',
  who: 'thread.write',
  params: threadParams,
  body: z.strictObject({ resolved: z.boolean() }),
  returns: thread,
  problems: [],
})

export const changeThreadScope = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/threads/:thread/scope',
  summary: 'Show a thread to fewer people, or, where one wrote all of it oneself, to more',
  who: 'thread.choose-scope',
  params: threadParams,
  /** `from`: the scope that was seen. */
  body: z.strictObject({ from: threadScope, to: threadScope }),
  returns: thread,
  problems: ['not-allowed', 'thread-of-others', 'stale-response'],
})

export const noteThreadLook = endpoint({
  method: 'PUT',
  path: '/api/responses/:response/threads/:thread/look',
  summary: 'Say up to which message one has read',
  who: 'thread.read',
  params: threadParams,
  body: z.strictObject({ until: z.int().min(0) }),
  problems: [],
})

export const listSharedThreads = endpoint({
  method: 'GET',
  path: '/api/waves/:wave/threads',
  summary: 'Threads on the responses of a wave that are shared with the research team',
  who: 'thread.study',
  params: z.object({ wave: z.uuid() }),
  returns: z.object({
    wave: z.string(),
    responses: z.array(
      z.object({
        response: z.uuid(),
        unit: z.string(),
        name: z.string(),
        /** It was submitted at least once: the research team may open threads on it. */
        submitted: z.boolean(),
        threads: z.array(threadSummary),
      }),
    ),
  }),
  problems: [],
})
