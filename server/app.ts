import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastify, { type FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import { type Connection, registerDatabase } from './database/plugin.ts'
import type { Signer } from './features/clearance/signing-key.ts'
import { features } from './features/index.ts'
import { registerJsonParser } from './http/body-parsers.ts'
import { registerHealth } from './http/health.ts'
import { refuseOtherMethods } from './http/mount.ts'
import { registerPages } from './http/pages.ts'
import { answerMalformedHttp, registerProblemHandler, sendProblem } from './http/problem-handler.ts'
import { registerRateLimit } from './http/rate-limit.ts'
import { registerSecurityHeaders } from './http/security-headers.ts'

export interface Dependencies {
  readonly config: Config
  readonly connection: Connection
  /** What signs receipts. */
  readonly signer: Signer
  /** The folder of the built web app. */
  readonly pages: string
  /** Compare every reply with the contract; costs time, so only in tests. */
  readonly checkReplies?: boolean
  /** Endpoints beside the features': those of a test. */
  readonly extend?: ((app: FastifyInstance) => void) | undefined
}

const oneMinute = 60_000

// a database error carries rows and connection details: neither belongs in a log
const toLogEntry = (error: Error & { code?: unknown; constraint?: unknown }) => ({
  type: error.name,
  message: error.message,
  stack: error.stack ?? '',
  code: error.code,
  constraint: error.constraint,
})

/** The whole server, not yet listening: `app.inject()` in tests, `app.listen()` in main. */
export async function buildApp(dependencies: Dependencies): Promise<FastifyInstance> {
  const { config } = dependencies
  const app = fastify({
    logger: { level: config.logLevel, serializers: { err: toLogEntry } },
    genReqId: () => crypto.randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 65_536,
    requestTimeout: oneMinute,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    frameworkErrors: sendProblem,
    clientErrorHandler: answerMalformedHttp,
  })
  app.decorate('config', config)
  app.decorate('signer', dependencies.signer)
  app.decorate('checkReplies', dependencies.checkReplies ?? false)
  app.decorate('mounted', [])
  app.decorateRequest('session', undefined)
  registerProblemHandler(app)
  registerJsonParser(app)
  await registerDatabase(app, dependencies.connection, config.databaseConnections)
  await registerHttp(app, config)
  for (const feature of features) feature(app)
  dependencies.extend?.(app)
  refuseOtherMethods(app)
  await registerHealth(app)
  await registerPages(app, dependencies.pages)
  await app.ready()
  return app
}

async function registerHttp(app: FastifyInstance, config: Config): Promise<void> {
  await registerSecurityHeaders(app, config)
  await registerRateLimit(app)
  await app.register(cookie)
  await app.register(compress, {
    encodings: ['br', 'gzip', 'identity'],
    // the best ratio costs seconds; this one is a tenth of the time for nearly the same size
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } },
    // a few bytes unpacking to gigabytes: nothing we take needs to arrive packed
    globalDecompression: false,
  })
}
