import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Endpoint, ParsedRequestOf, ProblemError, ReplyOf } from '#contract'
import type { Config } from '../config.ts'
import type { Tables } from '../database/tables.ts'
import { type Actor, inReading, inUnitOfWork, type Unit } from '../database/unit-of-work.ts'
import { problem } from '../problems.ts'
import { registerBytesParser } from './body-parsers.ts'
import { findUnstorable, toErrors } from './faults.ts'
import { type FileReply, sendFile } from './file-reply.ts'
import { refuseForeignOrigin, refuseForeignResponse, refuseOtherPerson, refuseRole, refuseWithdrawn } from './guard.ts'
import { findSession, readToken, type Session } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyInstance {
    readonly config: Config
    /** In tests: a reply that is not what the contract says fails the request. */
    readonly checkReplies: boolean
    /** What has been mounted, for the list of endpoints and for refusing other methods. */
    readonly mounted: Endpoint[]
  }
  interface FastifyRequest {
    session: Session | undefined
  }
}

/** What a handler has besides its parsed input. */
export interface Call {
  readonly actor: Actor
  readonly session: Session
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly config: Config
  /** The body of an endpoint that takes a file. */
  readonly bytes: Buffer
  /** A read-only transaction in the actor's name. */
  read<T>(work: (db: Transaction<Tables>) => Promise<T>): Promise<T>
  /** A unit of work in the actor's name; `as` only for the gate. */
  change<T>(work: (unit: Unit) => Promise<T>, as?: Actor): Promise<T>
}

/** JSON where the contract returns something, a file where it names a media type, nothing otherwise. */
type HandlerReply<E extends Endpoint> = E extends { readonly returns: z.ZodType }
  ? ReplyOf<E>
  : E extends { readonly file: string }
    ? FileReply
    : undefined

export type Handler<E extends Endpoint> = (input: ParsedRequestOf<E>, call: Call) => Promise<HandlerReply<E>>

const takesBytes = (endpoint: Endpoint) => endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && !endpoint.body

/** The only way an endpoint is served: who may, what it takes, what it gives, all from the contract. */
export function mount<const E extends Endpoint>(app: FastifyInstance, endpoint: E, handler: Handler<E>): void {
  app.mounted.push(endpoint)
  const route: RouteOptions = {
    method: endpoint.method,
    url: endpoint.path,
    ...(endpoint.bodyLimit !== undefined && { bodyLimit: endpoint.bodyLimit }),
    onRequest: async (request) => {
      refuseForeignOrigin(request, app.config.publicUrl)
      request.session = await findSession(app.database, app.config, readToken(request, app.config))
      refuseOtherPerson(request, request.session.actor, endpoint.who)
      refuseWithdrawn(request.session, endpoint.who)
      refuseRole(request.session.actor, endpoint.who)
      refuseForeignResponse(request.session.actor, request.params)
    },
    handler: async (request, reply) => {
      const input = parse(endpoint, request)
      const call = toCall(app, request, reply)
      return send(app, endpoint, reply, await handler(input as ParsedRequestOf<E>, call))
    },
  }
  if (!takesBytes(endpoint)) return void app.route(route)
  app.register(async (inner) => {
    registerBytesParser(inner)
    inner.route(route)
  })
}

function toCall(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Call {
  const { session } = request
  if (!session) throw new Error('a handler ran before its guard')
  const { actor } = session
  return {
    actor,
    session,
    request,
    reply,
    config: app.config,
    bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    read: (work) => inReading(app.database, actor, work),
    change: (work, as = actor) => inUnitOfWork(app.database, as, work),
  }
}

/** Parses path, query and body, and names the faults of all three at once. */
function parse(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  const errors: ProblemError[] = []
  const parsed: Record<string, unknown> = {}
  for (const place of ['params', 'query', 'body'] as const) {
    const schema = endpoint[place]
    if (!schema) continue
    const given = request[place]
    const unstorable = findUnstorable(place, given)
    const read = unstorable.length === 0 ? schema.safeParse(given) : undefined
    if (read?.success) parsed[place] = read.data
    else errors.push(...unstorable, ...toErrors(place, read?.error.issues ?? []))
  }
  if (errors.length === 0) return parsed
  throw problem(
    'invalid-request',
    errors.length === 1 ? undefined : `${errors.length} parts of the request need attention.`,
    errors,
  )
}

function send(app: FastifyInstance, endpoint: Endpoint, reply: FastifyReply, result: unknown): FastifyReply {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  // the asker has it already
  if (reply.statusCode === 304) return reply.send()
  if (endpoint.file !== undefined) return sendFile(reply, endpoint.file, result as FileReply)
  if (!endpoint.returns) return reply.code(204).send()
  if (app.checkReplies) endpoint.returns.parse(result)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(result))
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** After everything is mounted: the other methods of each address answer 405, not 404. */
export function refuseOtherMethods(app: FastifyInstance): void {
  const taken = Map.groupBy(app.mounted, (endpoint) => endpoint.path)
  for (const [url, endpoints] of taken) {
    const allowed = endpoints.map((endpoint) => endpoint.method as string)
    const refuse = async (_request: FastifyRequest, reply: FastifyReply) => {
      reply.header('allow', allowed.join(', '))
      throw problem('method-not-allowed', `This address takes ${allowed.join(', ')}.`)
    }
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url,
      onRequest: refuse,
      handler: refuse,
    })
  }
}
