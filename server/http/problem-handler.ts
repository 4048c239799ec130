import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ProblemName } from '#contract'
import { fromDatabaseError } from '../database/constraint-problems.ts'
import { Problem, problem, toBody } from '../problems.ts'

const byCode: Readonly<Record<string, ProblemName>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
}

const byStatus: Readonly<Record<number, ProblemName>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'temporarily-unavailable',
}

/** Any error as a refusal with a name. What nobody foresaw is `unexpected` and says nothing of its inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const known = fromDatabaseError(error)
  if (known) return known
  const { code, statusCode } = error as Partial<FastifyError>
  const name = byCode[code ?? ''] ?? byStatus[statusCode ?? 500]
  if (name) return problem(name)
  const isRefusal = statusCode !== undefined && statusCode >= 400 && statusCode < 500
  return problem(isRefusal ? 'malformed-request' : 'unexpected')
}

/** Answers a refusal; also used where Fastify has not yet chosen a route. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toProblem(error)
  if (refusal.status >= 500) request.log.error({ err: error }, refusal.problem)
  if (refusal.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '5')
  return reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toBody(refusal, `urn:uuid:${request.id}`)))
}

export function registerProblemHandler(app: FastifyInstance): void {
  app.setErrorHandler(sendProblem)
}

/** What is not HTTP at all still gets a problem, written by hand: there is no request yet. */
export function answerMalformedHttp(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const refusal = problem(error.code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'malformed-request')
  const body = JSON.stringify(toBody(refusal, `urn:uuid:${crypto.randomUUID()}`))
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${refusal.problem}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
